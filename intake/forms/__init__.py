"""Filled expert forms → judgements."""
