"""Excel workbooks (xlsx, xlsm) as people write them → a grid of cells."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from intake import archives, headers
from intake.grid import Grid, raw_from_grid
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

FILLED_DOWN = ("district", "street", "community")  # merged cells mean "the same" only here

_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of the named sheet, else of the first sheet that holds the table.

    Errors: a password, an old `.xls` inside, a sheet that is not there, no header row anywhere.
    """
    book = _open(source.path, source.label)
    given = [*source.columns, *([source.category] if source.category else [])]
    sheet = _sheet(book, source, columns, given)
    grid: list[list[object]] = [list(row) for row in sheet.iter_rows(values_only=True)]
    filled, issues = _unmerge(grid, sheet, columns, Issue("", "info", table.name, source.label))
    raw = raw_from_grid(filled, table, columns, file=source.label, given=given)
    return Raw(raw.headers, raw.cells, layer=sheet.title, issues=(*raw.issues, *issues))


def _open(path: Path, label: str) -> openpyxl.Workbook:
    with path.open("rb") as file:
        start = file.read(len(_COMPOUND))
    if start == _COMPOUND:
        locked = _ENCRYPTED in path.read_bytes()
        raise InputError("intake.password" if locked else "intake.old_excel", file=label)
    archives.check(path, label)
    try:
        return openpyxl.load_workbook(path, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise InputError("intake.unreadable", file=label, reason=str(error)) from error


def _sheet(
    book: openpyxl.Workbook, source: Source, columns: Sequence[Column], given: Sequence[str]
) -> Worksheet:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if source.sheet is not None:
        if source.sheet not in sheets:
            raise InputError(
                "intake.sheet_missing",
                file=source.label,
                sheet=source.sheet,
                sheets="、".join(sheets),
            )
        return sheets[source.sheet]
    return max(sheets.values(), key=lambda sheet: _fitting(sheet, columns, given))


def _fitting(sheet: Worksheet, columns: Sequence[Column], given: Sequence[str]) -> int:
    rows = sheet.iter_rows(max_row=30, values_only=True)
    return max((headers.score(row, columns, given) for row in rows), default=0)


def _unmerge(
    grid: list[list[object]], sheet: Worksheet, columns: Sequence[Column], blank: Issue
) -> tuple[Grid, list[Issue]]:
    """Spread merged cells over headers and, below them, down the region columns."""
    scores = [headers.score(row, columns, ()) for row in grid[:30]]
    lowest = scores.index(max(scores)) if scores else 0
    issues: dict[str, Issue] = {}
    for area in sorted(sheet.merged_cells.ranges, key=lambda a: (a.min_row, a.min_col)):
        head = area.min_row - 1 <= lowest
        names = [] if head else _heads(grid, lowest, area.min_col - 1, columns)
        if not head and (area.min_col != area.max_col or not names):
            continue
        value = grid[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row - 1, min(area.max_row, len(grid))):
            grid[row][area.min_col - 1 : area.max_col] = [value] * (area.max_col - area.min_col + 1)
        if not head:
            issues[names[0]] = _filled(blank, names[0])
    return grid, [issues[name] for name in sorted(issues)]


def _heads(grid: Grid, lowest: int, place: int, columns: Sequence[Column]) -> list[str]:
    """Return the header of the column at `place` when it is one that merged cells fill."""
    regions = [column for column in columns if column.name in FILLED_DOWN]
    texts = [str(grid[row][place]) for row in range(lowest, -1, -1) if grid[row][place]]
    return [text for text in texts if headers.score([text], regions, ())][:1]


def _filled(blank: Issue, header: str) -> Issue:
    return Issue("intake.filled_down", "repair", blank.table, blank.file, column=header)
