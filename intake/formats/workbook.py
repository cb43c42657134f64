"""Excel workbooks (xlsx) as people write them → sheets of cells."""

import contextlib
import functools
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl
import python_calamine as calamine
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from intake.formats import archives
from intake.formats.lean import lean
from intake.formats.quick_sheet import quick_rows
from intake.formats.sheet_xml import sheet_data
from intake.formats.sheets import Body, Sheet, sheet_cells, trimmed
from intake.raw import Raw
from intake.sheet.grid import Grid
from intake.sheet.merges import areas_in
from intake.source import Source
from tables import Column, InputError, Table

_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError,
    ValueError, TypeError, AttributeError, IndexError, NotImplementedError, OverflowError,
    RuntimeError, AssertionError,
)  # fmt: skip  # what openpyxl and zipfile raise on files cut or written wrongly
_FILLED_ROW = re.compile(rb"<row\b(?:(?!</row>).)*?<(?:v|is|f)\b", re.DOTALL)
_HIDDEN_ROW = re.compile(rb'<row\s(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_UNCACHED = re.compile(
    rb'<c\s[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
"""A cell that holds a formula and no value."""

Quick = Callable[[str], tuple[bytes, Grid | None]]


class _Book(NamedTuple):
    """A workbook: the file, and what opens it with openpyxl once that is needed."""

    file: IO[bytes]
    slow: Callable[[], Any]


def read_workbook(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of the named sheet, else of the first sheet that holds the table.

    Errors: the file is broken, a sheet is not there, no header row anywhere.
    """
    with broken_said(source.label):
        return sheet_cells(sheets_of(source), source, table, columns)


def sheets_of(source: Source) -> list[Sheet]:
    """Return the sheets of a workbook, each read when it is asked for."""
    archives.check(source.path, source.label)
    file = lean(io.BytesIO(source.path.read_bytes()))
    book = _Book(file, functools.cache(partial(_streamed, file)))
    quick = functools.lru_cache(maxsize=1)(partial(_quick, file))
    return [
        Sheet(name, functools.cache(partial(_head, book, quick, name)),
              partial(_body, book, quick, name), partial(_count, quick, name), hidden=hidden)
        for name, hidden in _names(book)
    ]  # fmt: skip


@contextlib.contextmanager
def broken_said(label: str) -> Iterator[None]:
    """Turn what readers raise on broken files into words."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of styles and lists, never of values
            yield
    except InputError:
        raise
    except _BROKEN as error:
        raise InputError("intake.unreadable", file=label, reason=str(error)) from error


def _names(book: _Book) -> list[tuple[str, bool]]:
    """Return the sheets and whether each is hidden."""
    try:
        known = calamine.load_workbook(book.file).sheets_metadata
    except (calamine.CalamineError, OSError, ValueError):
        known = []
    sheet, shown = calamine.SheetTypeEnum.WorkSheet, calamine.SheetVisibleEnum.Visible
    found = [(one.name, one.visible != shown) for one in known if one.typ == sheet]
    return found or [(one.title, one.sheet_state != "visible") for one in book.slow().worksheets]


def _streamed(file: IO[bytes]) -> Any:  # noqa: ANN401 - openpyxl has no name for it
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some programs declare a million rows
    return book


def _quick(file: IO[bytes], name: str) -> tuple[bytes, Grid | None]:
    """Return the XML of a sheet, and its rows where they can be read quickly."""
    data = sheet_data(file, name)
    rows = quick_rows(file, name, data)
    return data, None if rows is None else [trimmed(row) for row in rows]


def _head(book: _Book, quick: Quick, name: str, count: int) -> Grid:
    _, rows = quick(name)
    if rows is not None:
        return rows[:count]
    return list(book.slow()[name].iter_rows(max_row=count, values_only=True))


def _count(quick: Quick, name: str) -> int:
    data, rows = quick(name)
    return len(_FILLED_ROW.findall(data)) if rows is None else sum(map(bool, rows))


def _body(book: _Book, quick: Quick, name: str) -> Body:
    data, rows = quick(name)
    if rows is None:
        rows = [trimmed(row) for row in book.slow()[name].iter_rows(values_only=True)]
    formulas = _UNCACHED.findall(data) if b"<f" in data else []
    return Body(
        rows,
        areas_in(data),
        frozenset(int(row) for row in _HIDDEN_ROW.findall(data)),
        frozenset((int(row), column_index_from_string(at.decode())) for at, row in formulas),
    )
