"""Ranking: estates and areas in order, with their parts."""
