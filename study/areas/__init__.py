"""Districts, streets, communities and clusters as results in their own right."""
