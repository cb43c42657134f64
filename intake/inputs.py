"""What comes out of intake: tables, issues, and a record of every file read."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from intake.headings.headers import Match
from tables import Issue


@dataclass(frozen=True)
class FileRecord:
    """One file as it was read: what it was, how much of it, and which header became which column.

    `layer` is the layer or sheet; `rows` counts the rows read into the table; `crs` is the one the
    file's coordinates were taken to be in; `sha256` covers every part of a shapefile.
    """

    table: str
    label: str
    sha256: str
    size: int
    layer: str
    rows: int
    crs: str
    encoding: str
    columns: tuple[Match, ...]


@dataclass(frozen=True)
class Inputs:
    """Tables by name with all declared columns, sorted by key; geometry is in EPSG:4326."""

    tables: Mapping[str, pd.DataFrame]
    issues: tuple[Issue, ...]
    files: tuple[FileRecord, ...]
