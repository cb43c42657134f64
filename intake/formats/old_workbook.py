"""Workbooks of Excel before 2007 (xls), binary ones (xlsb) and those of WPS (et) → sheets."""

import io
import struct
import zipfile
from collections.abc import Sequence
from functools import partial

import python_calamine as calamine

from intake.formats.sheets import Body, Sheet, sheet_cells, trimmed
from intake.formats.workbook import broken_said
from intake.raw import Raw
from intake.sheet.grid import Grid
from intake.sheet.merges import Area
from intake.source import Source
from tables import Column, InputError, Table

MOST_CELLS = 40_000_000  # of the rectangle around all cells, which is built in memory

_PASSWORD = ("password", "encrypted")


def read_old_workbook(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of the named sheet, else of the first sheet that holds the table.

    Errors: a password; a file that only WPS opens (save it as xlsx); no header row anywhere.
    """
    with broken_said(source.label):
        try:
            return sheet_cells(sheets_of(source), source, table, columns)
        except calamine.CalamineError as error:
            raise InputError("intake.old_excel", file=source.label) from error


def sheets_of(source: Source) -> list[Sheet]:
    """Return the sheets of a workbook, built as they are asked for."""
    _check_size(source)
    try:
        book = calamine.load_workbook(io.BytesIO(source.path.read_bytes()))
    except calamine.PasswordError as error:
        raise InputError("intake.password", file=source.label) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if any(word in str(error).lower() for word in _PASSWORD):
            raise InputError("intake.password", file=source.label) from error
        raise InputError("intake.old_excel", file=source.label) from error
    return _sheets(book)


def plain(value: object) -> object:
    """Return a cell as other readers give it: whole numbers whole, empty cells unknown.

    >>> plain(120.0), plain(""), plain(1.5)
    (120, None, 1.5)
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return None if value == "" else value


def _sheets(book: calamine.CalamineWorkbook) -> list[Sheet]:
    visible = calamine.SheetVisibleEnum.Visible
    return [
        Sheet(meta.name, partial(_head, book, meta.name), partial(_body, book, meta.name),
              partial(_count, book, meta.name),
              hidden=meta.visible != visible)
        for meta in book.sheets_metadata
        if meta.typ == calamine.SheetTypeEnum.WorkSheet
    ]  # fmt: skip


def _head(book: calamine.CalamineWorkbook, name: str, count: int) -> Grid:
    return _rows(book.get_sheet_by_name(name), count)


def _count(book: calamine.CalamineWorkbook, name: str) -> int:
    return int(book.get_sheet_by_name(name).height)


def _rows(sheet: calamine.CalamineSheet, count: int | None = None) -> Grid:
    """Return the rows from the first of the sheet on, which may lie above its first cell."""
    rows = sheet.to_python(skip_empty_area=False, nrows=count)
    return [trimmed([plain(value) for value in row]) for row in rows]


def _body(book: calamine.CalamineWorkbook, name: str) -> Body:
    sheet = book.get_sheet_by_name(name)
    areas = [Area(*start, *end) for start, end in sheet.merged_cell_ranges or []]
    return Body(_rows(sheet), sorted(areas))


def _check_size(source: Source) -> None:
    """Refuse a binary workbook two of whose cells lie so far apart that memory would end."""
    if not zipfile.is_zipfile(source.path):
        return  # 65,536 rows and 256 columns at most
    with broken_said(source.label), zipfile.ZipFile(source.path) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".bin"):
                rows, width = _extent(book.read(name))
                if rows * width > MOST_CELLS:
                    raise InputError(
                        "intake.sheet_far", file=source.label, rows=rows, columns=width
                    )


def _extent(data: bytes) -> tuple[int, int]:
    """Return the last row and column of a sheet of an xlsb: records of type, length, content."""
    place, rows, width = 0, 0, 0
    while place < len(data):
        kind, place = _number(data, place, 2)
        size, place = _number(data, place, 4)
        if kind == 0 and size >= 4:  # noqa: PLR2004 - the head of a row begins with its number
            rows = max(rows, struct.unpack_from("<I", data, place)[0] + 1)
        elif 1 <= kind <= 11 and size >= 4:  # noqa: PLR2004 - cells begin with their column
            width = max(width, struct.unpack_from("<I", data, place)[0] + 1)
        place += size
    return rows, width


def _number(data: bytes, place: int, most: int) -> tuple[int, int]:
    """Return a number written seven bits a byte, and the place after it."""
    value = 0
    for step in range(most):
        if place >= len(data):
            break
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            break
    return value, place
