"""Scoring: criteria, weights, ranks, and how firm they are."""
