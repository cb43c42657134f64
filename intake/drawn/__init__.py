"""Shapes of a layer, one by one and together: repaired, measured, doubted."""
