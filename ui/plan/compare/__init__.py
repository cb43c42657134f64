"""Proposals side by side: figures and maps."""
