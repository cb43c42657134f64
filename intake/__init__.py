"""Files as cities have them → tables, with an issue for every doubt."""

from intake.inputs import FileRecord, Inputs
from intake.read import read
from intake.source import Source

__all__ = ["FileRecord", "Inputs", "Source", "read"]
