"""Rows that are one estate: ledger and outlines, names, versions of one table."""
