"""Headers as people write them → the columns of a table."""
