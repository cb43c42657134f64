"""A sheet as people write it → its header and its rows."""
