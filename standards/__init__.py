"""Every legal or policy number, dated, with its source, and a small reader."""

from standards.reader import Rule, Standards, cities, in_force

__all__ = ["Rule", "Standards", "cities", "in_force"]
