"""Criteria: what each indicator counts, and how to change it."""
