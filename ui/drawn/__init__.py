"""Pieces pages share: figures, tables, pictures, the sheet of an estate."""
