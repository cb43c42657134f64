"""What the walks come to: tiers, coverage, places for all who share them."""
