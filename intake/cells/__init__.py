"""Cells as people write them → values of a column's kind."""
