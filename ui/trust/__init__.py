"""Trust: how firmly the estates hold their ranks."""
