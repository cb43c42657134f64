"""Money: who pays how much in which year."""
