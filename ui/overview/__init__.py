"""Overview: where do we stand, and what needs a decision."""
