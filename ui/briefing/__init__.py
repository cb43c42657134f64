"""Briefing: what leaders read, previewed and taken away."""
