"""The plan edited on its map or in a table: each change priced before it is kept."""
