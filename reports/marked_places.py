"""Which cell of a planner's own sheet a finding is about."""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from intake.formats.files import columns_of
from intake.headings import headers
from intake.headings.headers import plain
from intake.sheet.header_rows import HEADER_WITHIN, MOST_ROWS, header
from intake.sheet.merges import Area, spread
from tables import TABLES

_LETTERS = re.compile(r"([A-Z]{1,3})列?")  # how a column without a header is called
_UNIT_ADDED = re.compile(r"（[^（）]*）$")  # from a title above: 单位：万㎡
_TOP = HEADER_WITHIN + MOST_ROWS


class Place(NamedTuple):
    """A cell: its sheet, its row and its column, both from 1."""

    sheet: str
    row: int
    column: int


class Heads(NamedTuple):
    """The headers of a sheet, one a column, the row of the lowest of them, from 1, and its size.

    A sheet of openpyxl goes through all its cells to say how many rows it has: it is asked once.
    """

    names: tuple[str, ...]
    row: int
    rows: int
    columns: int


def heads_of(page: Worksheet, table: str) -> Heads:
    """Return the headers of a sheet as they were read for `table`; none where none were found."""
    rows, width = page.max_row, page.max_column
    if table not in TABLES:
        return Heads((), 1, rows, width)
    columns = columns_of(TABLES[table])
    top = [list(row) for row in page.iter_rows(max_row=_TOP, values_only=True)]
    areas = [
        Area(a.min_row - 1, a.min_col - 1, a.max_row - 1, a.max_col - 1)
        for a in page.merged_cells.ranges
        if a.min_row <= _TOP
    ]
    found = header(spread(top, sorted(areas), columns)[0], columns)
    return Heads(found.names if found else (), found.bottom + 1 if found else 1, rows, width)


def place_of(page: Worksheet, issue: Mapping[Hashable, Any], heads: Heads) -> Place | None:
    """Return the cell of an issue, a row of `tables.issue_table`.

    Of an issue of a whole row the first filled cell, of a whole column its header; None for one of
    the whole file, or of a row that is not there.
    """
    header_said, row = str(issue["column"]), issue["row"]
    if not isinstance(row, int):
        column = _column(heads.names, header_said)
        return Place(page.title, heads.row, column) if column else None
    if not 1 <= row <= heads.rows:
        return None
    cells = [page.cell(row, place).value for place in range(1, heads.columns + 1)]
    column = _column(heads.names, header_said, cells, str(issue["value"]))
    filled = (n for n, value in enumerate(cells, start=1) if value is not None)
    return Place(page.title, row, column or next(filled, 1))


def cells_saying(page: Worksheet, header: Place, word: str) -> list[Place]:
    """Return the cells below a header that say a word, spaces around it left out."""
    column = page.iter_cols(header.column, header.column, header.row + 1, values_only=True)
    return [
        Place(page.title, row, header.column)
        for row, value in enumerate(next(column, ()), start=header.row + 1)
        if value is not None and str(value).strip() == word
    ]


def sheet_of(book: Workbook, name: str) -> Worksheet | None:
    """Return the sheet called so; the only sheet of a book has no other name."""
    pages = {page.title: page for page in book.worksheets}
    only = book.worksheets[0] if len(pages) == 1 else None
    return pages.get(name, only)


def _column(
    names: Sequence[str], said: str, cells: Sequence[object] = (), value: str = ""
) -> int | None:
    """Return the column, from 1, under a header; among several the one with the value."""
    for wanted in dict.fromkeys((said, _UNIT_ADDED.sub("", said))):
        same = [n for n, name in enumerate(names, start=1) if plain(name) == plain(wanted) != ""]
        with_it = [n for n in same if n <= len(cells) and value and str(cells[n - 1]) == value]
        if same:
            return (with_it or same)[0]
    found = headers.find(said, names) if said else None
    if found is not None:
        return found + 1
    letters = _LETTERS.fullmatch(said)
    return column_index_from_string(letters[1]) if letters else None
