"""Who is renovated when, by street or cluster."""
