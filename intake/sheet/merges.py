"""Merged cells of an Excel sheet: where they are, and what they mean."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from openpyxl.worksheet.cell_range import CellRange

from intake.formats.sheet_xml import sheet_data
from intake.headings import headers
from intake.sheet.grid import HEADER_WITHIN, Grid
from tables import Column

FILLED_DOWN = ("district", "street", "community")  # merged cells mean "the same" only here

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')


class Area(NamedTuple):
    """A rectangle of a grid, counted from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


def merged_areas(path: Path | IO[bytes], sheet: str) -> list[Area]:
    """Return the merged cells of a sheet, from the top left.

    The streaming reader, which keeps memory small and time short, does not know them.
    """
    return areas_in(sheet_data(path, sheet))


def areas_in(data: bytes) -> list[Area]:
    """Return the merged cells that the XML of a sheet names, from the top left."""
    found = [CellRange(ref.decode()) for ref in _MERGED.findall(data)]
    return sorted(Area(a.min_row - 1, a.min_col - 1, a.max_row - 1, a.max_col - 1) for a in found)


def spread(grid: Grid, areas: Sequence[Area], columns: Sequence[Column]) -> tuple[Grid, list[str]]:
    """Return the grid with merged cells spread over header rows and down region columns.

    Second: the headers of the columns that were filled down.
    """
    rows = [list(row) for row in grid]
    width = max(map(len, rows[:HEADER_WITHIN]), default=0)
    scores = [headers.score(row, columns, ()) for row in rows[:HEADER_WITHIN]]
    lowest = scores.index(max(scores)) if scores else 0
    filled: set[str] = set()
    for area in areas:
        heads = [] if area.top <= lowest else _regions(rows, lowest, area, columns)
        if area.top <= lowest or heads:
            _fill(rows, area, width)
            filled.update(heads)
    return rows, sorted(filled)


def _regions(rows: Grid, lowest: int, area: Area, columns: Sequence[Column]) -> list[str]:
    """Return the header over `area` when it is one column wide and a region's."""
    if area.left != area.right:
        return []
    regions = [column for column in columns if column.name in FILLED_DOWN]
    heads = [row[area.left] for row in rows[lowest::-1] if area.left < len(row) and row[area.left]]
    return [str(head) for head in heads if headers.score([head], regions, ())][:1]


def _fill(rows: list[list[object]], area: Area, width: int) -> None:
    if area.top >= len(rows) or area.left >= len(rows[area.top]):
        return
    value = rows[area.top][area.left]
    right = min(area.right + 1, width)
    for row in rows[area.top : area.bottom + 1]:
        row.extend([None] * (right - len(row)))
        row[area.left : right] = [value] * (right - area.left)
