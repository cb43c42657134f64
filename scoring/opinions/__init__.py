"""Second opinions on a ranking: other methods, how far they agree, a door for outside checks."""
