"""Streets as drawn → a network a person can walk."""
