"""The ground in reach of an estate, as areas clean enough to print."""
