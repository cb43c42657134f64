"""Clusters: drawn, joined, split and named."""
