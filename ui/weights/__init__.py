"""Weights: where they come from, judgements of one and of many."""
