"""A copy of the planner's own workbook in which every doubtful cell is marked.

Made with openpyxl, which keeps values, formulas, styles, widths, merged cells, lists, charts and
pictures; drawn shapes and text boxes it does not know are not in the copy.
"""

import contextlib
import io
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from intake.cells.levels import ASKED as LEVEL_WORD
from intake.formats import archives
from intake.formats.kinds import kind_of
from intake.formats.lean import lean
from intake.formats.sheet_grid import has_sheets, sheet_grids
from intake.formats.workbook import broken_said
from reports.issues import issue_sentences
from reports.marked_list import FILLS, add_list
from reports.marked_places import Heads, Place, cells_saying, heads_of, place_of, sheet_of
from reports.same_bytes import dateless
from tables import InputError, Issue, issue_table
from tables.issue import SEVERITIES
from texts import say

MOST_NOTES = 5000
"""Cells with a note: beyond it cells are only coloured; the list has every sentence."""

_LONGEST_NAME = 31
_NOT_IN_A_NAME = str.maketrans("[]:*?/\\", "_______")
_LONGEST_NOTE, _MOST_SENTENCES = 1000, 5
_NOTE_WIDTH, _NOTE_HEIGHT = 320, 110
_Finding = Mapping[Hashable, Any]


def marked_copy(path: Path, issues: Iterable[Issue], *, locale: str) -> bytes:
    """Return the workbook at `path` with a list of findings in front and its cells marked.

    A marked cell has the colour of its gravest finding and a note with the sentences. A finding
    of a whole row is marked at the first filled cell of the row, one of a column at its header, one
    of a word that a column says at its header and at each cell that says it, one of the whole file
    only listed; what needs nobody (info) is left out. A text file, an old or an open spreadsheet
    comes back as a workbook of its cells. Same file and issues, same bytes.

    Raises InputError `check.no_marked_copy` for a layer, and what reading raises.
    """
    if not has_sheets(path, path.name):
        raise InputError("check.no_marked_copy", file=path.name)
    listed = [issue for issue in issues if issue.severity in FILLS]
    book = _opened(path)
    _forget_earlier(book)
    findings = _findings(listed, locale)
    places = _places(book, findings)
    at: dict[Place, list[_Finding]] = defaultdict(list)
    for finding, place in zip(findings, places, strict=True):
        if place:
            for one in (place, *_saying(book, finding, place)):
                at[one].append(finding)
    for count, (place, told) in enumerate(sorted(at.items())):
        _mark(book[place.sheet], place, told, with_note=count < MOST_NOTES)
    add_list(book, findings, places, file=path.name, locale=locale)
    content = io.BytesIO()
    book.save(content)
    return dateless(content.getvalue())


def _findings(issues: Sequence[Issue], locale: str) -> Sequence[_Finding]:
    """Return the issues with their words, gravest first."""
    codes = issue_table(issues)[["severity", "table", "column"]].add_suffix("_code")
    words = issue_sentences(issues, locale=locale)
    return words.join(codes).to_dict("records")


def _places(book: openpyxl.Workbook, findings: Sequence[_Finding]) -> list[Place | None]:
    heads: dict[tuple[str, str], Heads] = {}
    found: list[Place | None] = []
    for finding in findings:
        page = sheet_of(book, str(finding["sheet"]))
        if page is None:
            found.append(None)
            continue
        key = (page.title, str(finding["table_code"]))
        if key not in heads:
            heads[key] = heads_of(page, key[1])
        found.append(place_of(page, {**finding, "column": finding["column_code"]}, heads[key]))
    return found


def _saying(book: openpyxl.Workbook, finding: _Finding, header: Place) -> list[Place]:
    """Return the cells below a header that say the word a finding asks about; else none."""
    if finding["code"] != LEVEL_WORD:
        return []
    return cells_saying(book[header.sheet], header, str(finding["value"]))


def _opened(path: Path) -> openpyxl.Workbook:
    """Return a workbook with styles and formulas; where there is none, one of the cells."""
    if kind_of(path, path.name) == "xlsx":
        archives.check(path, path.name)
        with contextlib.suppress(InputError), broken_said(path.name):  # cells can still be read
            file = lean(io.BytesIO(path.read_bytes()))
            return openpyxl.load_workbook(file, rich_text=True)
    return _rebuilt(path)


def _rebuilt(path: Path) -> openpyxl.Workbook:
    """Return the cells of a file as a workbook; nothing in it is a formula."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, grid in sheet_grids(path, path.name).items():
        page = book.create_sheet(name.translate(_NOT_IN_A_NAME)[:_LONGEST_NAME])
        for row, cells in enumerate(grid, start=1):
            for column, value in enumerate(cells, start=1):
                if value not in {None, ""}:
                    _put(page.cell(row, column), value)
    return book


def _put(cell: Cell, value: object) -> None:
    """Write a value; a text that looks like a formula stays a text, also when it is edited."""
    if isinstance(value, float) and not math.isfinite(value):
        return  # Excel has no cell for it
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if cell.data_type != "s":
        cell.data_type, cell.quotePrefix = "s", True


def _forget_earlier(book: openpyxl.Workbook) -> None:
    """Take away the list and the notes of an earlier copy: the planner goes on with a copy."""
    authors = {say(locale, "app.name") for locale in ("zh", "en")}
    lists = {say(locale, "marked.sheet") for locale in ("zh", "en")}
    for page in [page for page in book.worksheets if page.title in lists]:
        if len(book.worksheets) > 1:
            book.remove(page)
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author in authors:
                    cell.comment = None


def _mark(page: Worksheet, place: Place, told: Sequence[_Finding], *, with_note: bool) -> None:
    cell = _first_of_merged(page, place)
    gravest = min((str(one["severity_code"]) for one in told), key=SEVERITIES.index)
    cell.fill = PatternFill("solid", fgColor=FILLS[gravest])
    if not with_note:
        return
    several = [f"{one['severity']}：{one['sentence']}" for one in told[:_MOST_SENTENCES]]
    several += ["…"] * (len(told) > _MOST_SENTENCES)
    own = [cell.comment.text] if cell.comment is not None else []
    text = ILLEGAL_CHARACTERS_RE.sub("", "\n".join([*several, *own]))[:_LONGEST_NOTE]
    comment = Comment(text, say("zh", "app.name"))
    comment.width, comment.height = _NOTE_WIDTH, _NOTE_HEIGHT
    cell.comment = comment


def _first_of_merged(page: Worksheet, place: Place) -> Cell:
    """Return the cell, or the one at the top left of the merged cells it belongs to."""
    cell = page.cell(place.row, place.column)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in page.merged_cells.ranges if cell.coordinate in area)
    first = page.cell(area.min_row, area.min_col)
    assert isinstance(first, Cell)  # noqa: S101 - the top left is never another's
    return first
