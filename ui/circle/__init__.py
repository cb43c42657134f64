"""Living circle: what people reach on foot, what is missing, and what would change it."""
