"""核对清单: the first sheet of a marked copy, a line for each finding with a link to its cell."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from layers.gis import heading
from reports.marked_places import Place
from texts import say

# The graver the darker; told in words beside, so that no colour carries a meaning alone.
FILLS = {"error": "F4A79D", "question": "BFD7EA", "warning": "FBD38D", "repair": "E2EBC3"}

_COLUMNS = {
    "severity": 8, "title": 22, "sentence": 90, "who": 18, "sheet": 16, "cell": 9, "column": 18,
    "value": 22,
}  # fmt: skip
_TOP = 2  # the row of the headers, below the note
_MOST_LINKS = 60_000  # Excel opens no sheet with more than 65,530
_LONGEST = 32_000  # Excel's cells hold 32,767 characters
_LINK = Font(color="1F5AA6", underline="single")


def add_list(
    book: openpyxl.Workbook,
    findings: Sequence[Mapping[Hashable, Any]],
    places: Sequence[Place | None],
    *,
    file: str,
    locale: str,
) -> None:
    """Put the list of findings in front of a workbook, every text as text, and open it there."""
    page = book.create_sheet(_free(book, say(locale, "marked.sheet")), 0)
    said = "marked.note" if findings else "marked.nothing"
    _write(page.cell(1, 1), say(locale, said, file=file, count=len(findings)))
    for place, (name, width) in enumerate(_COLUMNS.items(), start=1):
        _write(page.cell(_TOP, place), heading(name, locale=locale))
        page.cell(_TOP, place).font = Font(bold=True)
        page.column_dimensions[get_column_letter(place)].width = width
    for row, (finding, at) in enumerate(zip(findings, places, strict=True), start=_TOP + 1):
        _line(page, row, finding, at)
    page.freeze_panes = f"A{_TOP + 1}"
    last = get_column_letter(len(_COLUMNS))
    page.auto_filter.ref = f"A{_TOP}:{last}{max(len(findings), 1) + _TOP}"
    _show_first(book)


def _line(page: Worksheet, row: int, finding: Mapping[Hashable, Any], at: Place | None) -> None:
    coordinate = f"{get_column_letter(at.column)}{at.row}" if at else ""
    told = {**finding, "cell": coordinate, "sheet": at.sheet if at else finding["sheet"]}
    for place, name in enumerate(_COLUMNS, start=1):
        cell = page.cell(row, place)
        _write(cell, told[name])
        if name == "sentence":
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if name == "severity":
            cell.fill = PatternFill("solid", fgColor=FILLS[str(finding["severity_code"])])
        if name == "cell" and at and row <= _MOST_LINKS:
            location = f"{quote_sheetname(at.sheet)}!{coordinate}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
            cell.font = _LINK


def _write(cell: Cell | MergedCell, value: object) -> None:
    """Write a text that no spreadsheet runs; no text where there is nothing."""
    text = "" if value is None or str(value) == "<NA>" else str(value)
    if text and isinstance(cell, Cell):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
        cell.data_type = "s"


def _show_first(book: openpyxl.Workbook) -> None:
    """Open the first sheet, and it alone: what is typed into sheets chosen together goes to all."""
    book.active = 0
    for place, page in enumerate(book.worksheets):
        page.sheet_view.tabSelected = place == 0


def _free(book: openpyxl.Workbook, name: str) -> str:
    """Return a name no sheet has."""
    names = (name, *(f"{name} {number}" for number in range(2, len(book.sheetnames) + 3)))
    return next(one for one in names if one not in book.sheetnames)
