"""Outlines as drawn: repaired, measured, doubted."""
