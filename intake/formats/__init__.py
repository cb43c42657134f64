"""Files of every format → their cells and shapes, still as written."""
