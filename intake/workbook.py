"""Excel workbooks (xlsx, xlsm) as people write them → a grid of cells."""

import contextlib
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from intake import archives, headers
from intake.grid import HEADER_WITHIN, raw_from_grid
from intake.merges import merged_areas, spread
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError,
    ValueError, TypeError, AttributeError, IndexError, NotImplementedError,
)  # fmt: skip  # what openpyxl and zipfile raise on files cut or written wrongly


def read_workbook(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of the named sheet, else of the first sheet that holds the table.

    Errors: a password, an old `.xls` inside, a sheet that is not there, no header row anywhere.
    """
    given = [*source.columns, *([source.category] if source.category else [])]
    _check_kind(source.path, source.label)
    archives.check(source.path, source.label)
    with _words_for_broken(source.label), source.path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = _sheet(book, source, columns, given)
        grid = [_trimmed(row) for row in sheet.iter_rows(values_only=True)]
        areas = merged_areas(source.path, sheet.title)
    rows, filled = spread(grid, areas, columns)
    raw = raw_from_grid(rows, table, columns, file=source.label, given=given)
    said = [
        Issue("intake.filled_down", "repair", table.name, source.label, column=header)
        for header in filled
    ]
    return Raw(raw.headers, raw.cells, layer=sheet.title, issues=(*raw.issues, *said))


@contextlib.contextmanager
def _words_for_broken(label: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of styles and lists, never of values
            yield
    except InputError:
        raise
    except _BROKEN as error:
        raise InputError("intake.unreadable", file=label, reason=str(error)) from error


def _check_kind(path: Path, label: str) -> None:
    """Refuse what only looks like a workbook: one with a password, or of the years before 2007."""
    with path.open("rb") as file:
        start = file.read(len(_COMPOUND))
    if start == _COMPOUND:
        locked = _ENCRYPTED in path.read_bytes()
        raise InputError("intake.password" if locked else "intake.old_excel", file=label)


def _sheet(
    book: openpyxl.Workbook, source: Source, columns: Sequence[Column], given: Sequence[str]
) -> Any:  # noqa: ANN401 - openpyxl has no public name for a sheet that is streamed
    sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
    for sheet in sheets.values():
        sheet.reset_dimensions()  # some programs declare a million rows
    if source.sheet is None:
        return max(sheets.values(), key=lambda sheet: _fitting(sheet, columns, given))
    if source.sheet not in sheets:
        names = "、".join(sheets)
        raise InputError(
            "intake.sheet_missing", file=source.label, sheet=source.sheet, sheets=names
        )
    return sheets[source.sheet]


def _fitting(sheet: Any, columns: Sequence[Column], given: Sequence[str]) -> int:  # noqa: ANN401
    rows = sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True)
    return max((headers.score(row, columns, given) for row in rows), default=0)


def _trimmed(row: Sequence[object]) -> list[object]:
    """Return a row without the empty cells at its end."""
    width = next((n for n in range(len(row), 0, -1) if row[n - 1] is not None), 0)
    return list(row[:width])
