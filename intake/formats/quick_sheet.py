"""The cells of an Excel sheet in a sixth of the time openpyxl takes, and as openpyxl gives them."""

import datetime as dt
import itertools
import re
import zipfile
from typing import IO

import python_calamine as calamine
from openpyxl.utils import column_index_from_string

MOST_CELLS = 6_000_000  # of the rectangle around all cells, which is built in memory

_PANIC = "PanicException"  # of a reader written in Rust; it has no name to import
_EXACT = 2**53  # a whole number from here on has lost digits in a float
_CELL = re.compile(rb"<c[\s/>]")
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})[1-9]\d{0,6}"')
_ROW = re.compile(rb'<row\s(?:[^>]*?\s)?r="(\d+)"')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"[^>]*?\st="e"[^>]*>\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?\s*'
    rb"<v>([^<]+)</v>"
)
_SHARED = re.compile(rb'\st="s"[^>]*>\s*<v>\s*(\d+)')
_STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
_SAID_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")

Rows = list[list[object]]


def quick_rows(book: IO[bytes], sheet: str, data: bytes) -> Rows | None:
    """Return the rows of a sheet from its first row on; None where openpyxl has to read them.

    `data` is the XML of the sheet. Left to openpyxl is what the quick reader would tell
    otherwise, leave blank or build too large: cells that do not say their place, cells far apart,
    times of day, numbers of 16 digits and more, errors it cannot place, sheets written wrongly.
    A number in a date's format that is no day of any year stays that number.
    """
    if not _can_be_held(data) or _most_shared(data) >= _strings(book):
        return None
    book.seek(0)
    try:
        found = calamine.load_workbook(book).get_sheet_by_name(sheet)
        rows = [[_alike(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
            raise
        return None
    return _with_errors(rows, data)


def _can_be_held(data: bytes) -> bool:
    """Return whether every cell says its place, and the rectangle around all is of fair size."""
    cells = _COLUMN.findall(data)
    if not cells or len(cells) != sum(1 for _ in _CELL.finditer(data)):
        return False
    width = max(column_index_from_string(letters.decode()) for letters in set(cells))
    rows = [int(row) for row in _ROW.findall(data)]
    last = max(rows, default=0)
    beyond = re.compile(rb'<c r="[A-Z]{1,3}\d{%d}' % (len(str(last)) + 1))
    ascending = all(a < b for a, b in itertools.pairwise(rows))
    return ascending and last * width <= MOST_CELLS and not beyond.search(data)


def _most_shared(data: bytes) -> int:
    """Return the last of the workbook's texts that a cell points to; -1 where none does."""
    return max((int(place) for place in set(_SHARED.findall(data))), default=-1)


def _strings(book: IO[bytes]) -> int:
    """Return how many texts the cells of the workbook share."""
    with zipfile.ZipFile(book) as parts:
        names = [name for name in parts.namelist() if name.lower().endswith("sharedstrings.xml")]
        return sum(1 for name in names for _ in _STRING.finditer(parts.read(name)))


def _alike(value: object) -> object:
    """Return a cell as openpyxl gives it; OverflowError where that cannot be told."""
    kind = type(value)
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        if not -_EXACT < value < _EXACT:
            raise OverflowError
        return int(value) if value.is_integer() else value
    if kind is dt.time:  # 0.5, -0.5 and 0.9999999999 of a day are all told as times
        raise OverflowError
    if kind is dt.date:
        return dt.datetime.combine(value, dt.time())  # type: ignore[arg-type]  # just looked
    return value


def _with_errors(rows: Rows, data: bytes) -> Rows | None:
    """Return the rows with `#REF!` and the like in their cells, which come empty."""
    said = sum(1 for _ in _SAID_ERROR.finditer(data))
    found = _ERROR.findall(data) if said else []
    if len(found) != said:
        return None
    for letters, row, text in found:
        rows[int(row) - 1][column_index_from_string(letters.decode()) - 1] = text.decode()
    return rows
