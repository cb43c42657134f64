"""Where a table comes from: one entry under `inputs:` of a study."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One file, the part of it to read, and what a person said about its columns.

    `label` is the path as the study wrote it: it is what people see and what is logged. `where`
    keeps rows whose column equals a value or is in a list; `columns` maps a header of the file to
    a column of the table (or to `lon`, `lat`, `wkt`); `category` names the header that holds the
    facility category and `map` translates its values; `join` names the columns that tie outlines
    to ledger rows; `encoding` is what a person said the texts are written in.

    >>> Source(Path("/data/台账.xlsx"), "台账.xlsx").label
    '台账.xlsx'
    """

    path: Path
    label: str
    layer: str | None = None
    sheet: str | None = None
    crs: str | None = None
    where: Mapping[str, object] = field(default_factory=dict)
    category: str | None = None
    map: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    join: tuple[str, ...] = ()
    encoding: str | None = None
