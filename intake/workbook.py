"""Excel workbooks (xlsx) as people write them → sheets of cells."""

import contextlib
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from intake import archives
from intake.grid import Grid
from intake.lean import lean
from intake.merges import merged_areas
from intake.raw import Raw
from intake.sheet_xml import sheet_data
from intake.sheets import Body, Sheet, sheet_cells, trimmed
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


def read_workbook(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of the named sheet, else of the first sheet that holds the table.

    Errors: the file is broken, a sheet is not there, no header row anywhere.
    """
    with broken_said(source.label):
        return sheet_cells(sheets_of(source), source, table, columns)


def sheets_of(source: Source) -> list[Sheet]:
    """Return the sheets of a workbook, streamed as they are asked for."""
    archives.check(source.path, source.label)
    file = lean(io.BytesIO(source.path.read_bytes()))
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    found: list[Any] = list(book.worksheets)
    for sheet in found:
        sheet.reset_dimensions()  # some programs declare a million rows
    return [
        Sheet(sheet.title, partial(_head, sheet), partial(_body, sheet, file),
              partial(_count, sheet, file),               hidden=sheet.sheet_state != "visible")
        for sheet in found
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


def _head(sheet: Any, count: int) -> Grid:  # noqa: ANN401 - openpyxl has no name for it
    return list(sheet.iter_rows(max_row=count, values_only=True))


def _count(sheet: Any, file: IO[bytes]) -> int:  # noqa: ANN401
    return len(_FILLED_ROW.findall(sheet_data(file, sheet.title)))


def _body(sheet: Any, file: IO[bytes]) -> Body:  # noqa: ANN401
    grid = [trimmed(row) for row in sheet.iter_rows(values_only=True)]
    data = sheet_data(file, sheet.title)
    return Body(
        grid,
        merged_areas(file, sheet.title),
        frozenset(int(row) for row in _HIDDEN_ROW.findall(data)),
        frozenset(
            (int(row), column_index_from_string(letters.decode()))
            for letters, row in _UNCACHED.findall(data)
        ),
    )
