"""The map that stays mounted: outlines once, colours on every run."""
