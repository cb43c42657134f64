"""Filled expert forms → each expert's order of the criteria and answers, and what was unclear."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from intake.formats import archives
from intake.forms.expert_layout import (
    ANSWER,
    CRITERION,
    EXTRA,
    FIRST,
    MARK,
    NAME,
    ORGANISATION,
    QUESTION,
    SECOND,
    TAG,
)
from scoring.weighting.questions import questions
from tables import InputError, Issue
from tables.issue import Severity

_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError, KeyError,
    ValueError, TypeError, AttributeError, IndexError, NotImplementedError,
)  # fmt: skip  # what openpyxl and zipfile raise on files cut or written wrongly
_COLUMNS = 4
_ROWS = 500  # a form is far shorter; a sheet may pretend to a million


@dataclass(frozen=True)
class Form:
    """What one expert said: who, all `criteria`, the `order` of importance, and `answers`.

    `answers[(first, second)]` is how many times as important `first` is as `second`, as written
    ("3", "1/3"). `order` names the criteria the expert put in order, the most important first.
    """

    name: str
    organisation: str = ""
    criteria: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    answers: Mapping[tuple[str, str], object] = field(default_factory=dict)


@dataclass(frozen=True)
class _Sheet:
    """One sheet of a form: its rows by tag, with the row number a person sees."""

    file: str
    title: str
    rows: tuple[tuple[int, str, tuple[Any, ...]], ...]
    largest: int

    def tagged(self, start: str) -> Iterator[tuple[int, str, tuple[Any, ...]]]:
        for row, tag, cells in self.rows:
            if tag.startswith(start):
                yield row, tag.removeprefix(start), cells

    def issue(self, code: str, row: int | None, value: object, *, severity: Severity) -> Issue:
        detail = {"sheet": self.title}
        told = "" if value is None else str(value)
        return Issue(code, severity, file=self.file, row=row, value=told, detail=detail)


def read_forms(
    content: bytes, *, file: str, largest: int
) -> tuple[tuple[Form, ...], tuple[Issue, ...]]:
    """Return the forms of one workbook, one a filled sheet, and what was unclear in them.

    A blank cell is not answered. An answer that is no step of the scale is not answered either,
    with a warning that names sheet, row and value; an order that names a place twice leaves the
    sheet out, with an error. A sheet without any answer is skipped. Raises InputError for a file
    that is no workbook, or holds no form.
    """
    sheets = _sheets(content, file, largest)
    if not sheets:
        raise InputError("experts.not_a_form", file=file)
    forms, issues = [], []
    for sheet in sheets:
        form, said = _form(sheet)
        issues += said
        if form is not None:
            forms.append(form)
    if not forms and not issues:
        issues.append(sheets[0].issue("experts.empty_form", None, "", severity="warning"))
    return tuple(forms), tuple(issues)


def _sheets(content: bytes, file: str, largest: int) -> list[_Sheet]:
    try:
        archives.check(io.BytesIO(content), file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of styles and lists, never of values
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except (InputError, *_BROKEN):
        raise InputError("experts.not_xlsx", file=file) from None
    found = []
    for sheet in book.worksheets:
        rows = tuple(
            (place, str(cells[TAG]), tuple(cells))
            for place, cells in enumerate(
                sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS, values_only=True), start=1
            )
            if cells and isinstance(cells[TAG], str)
        )
        if any(tag == MARK for _, tag, _ in rows):
            found.append(_Sheet(file, sheet.title, rows, largest))
    return found


def _form(sheet: _Sheet) -> tuple[Form | None, list[Issue]]:
    criteria = tuple(tag for _, tag, _ in sheet.tagged(CRITERION))
    order, issues = _order(sheet)
    if order is None:
        return None, issues
    answers, said = _answers(sheet, order)
    more, also = _extra(sheet, answers)
    if not answers and not more and not order:
        return None, issues
    name = _text(sheet, NAME) or f"{Path(sheet.file).stem} {sheet.title}"
    organisation = _text(sheet, ORGANISATION)
    form = Form(name, organisation, criteria, order, {**answers, **more})
    return form, [*issues, *said, *also]


def _text(sheet: _Sheet, tag: str) -> str:
    found = next((cells[SECOND] for _, rest, cells in sheet.tagged(tag) if not rest), None)
    return "" if found is None else str(found).strip()


def _order(sheet: _Sheet) -> tuple[tuple[str, ...] | None, list[Issue]]:
    """Return the criteria by the places written beside them; None where a place is taken twice."""
    places: dict[str, float] = {}
    issues = []
    for row, key, cells in sheet.tagged(CRITERION):
        given = cells[ANSWER]
        if _blank(given):
            continue
        place = _value(given)
        if place is None:
            issues.append(sheet.issue("experts.bad_place", row, given, severity="error"))
        elif float(place) in places.values():
            issues.append(sheet.issue("experts.place_twice", row, given, severity="error"))
        else:
            places[key] = float(place)
    if issues:
        return None, issues
    return tuple(sorted(places, key=lambda key: places[key])), []


def _answers(
    sheet: _Sheet, order: Sequence[str]
) -> tuple[dict[tuple[str, str], object], list[Issue]]:
    """Return the answers to the questions: neighbours in the expert's order, first against last."""
    criteria = len(list(sheet.tagged(CRITERION)))
    asked: dict[str, tuple[str, str]] = {}
    if order:
        pairs = questions(order)
        asked = {str(place + 1): pair for place, pair in enumerate(pairs[: len(order) - 1])}
        if len(pairs) == len(order):
            asked[str(criteria)] = pairs[-1]
    answers: dict[tuple[str, str], object] = {}
    issues = []
    for row, place, cells in sheet.tagged(QUESTION):
        if _blank(cells[ANSWER]):
            continue
        step = _step(cells[ANSWER], sheet.largest)
        if place not in asked:
            issues.append(sheet.issue("experts.no_order", row, cells[ANSWER], severity="warning"))
        elif step is None:
            issues.append(sheet.issue("experts.bad_answer", row, cells[ANSWER], severity="warning"))
        else:
            answers[asked[place]] = step
    return answers, issues


def _extra(
    sheet: _Sheet, answered: Mapping[tuple[str, str], object]
) -> tuple[dict[tuple[str, str], object], list[Issue]]:
    """Return the answers to further pairs, named by the expert; a pair already answered is not."""
    keys = {str(cells[FIRST]).strip(): key for _, key, cells in sheet.tagged(CRITERION)}
    said = {frozenset(pair) for pair in answered}
    answers: dict[tuple[str, str], object] = {}
    issues = []
    for row, _, cells in sheet.tagged(EXTRA):
        if all(_blank(cells[place]) for place in (FIRST, SECOND, ANSWER)):
            continue
        first, second = (keys.get(str(cells[place]).strip(), "") for place in (FIRST, SECOND))
        step = _step(cells[ANSWER], sheet.largest)
        code = _wrong(first, second, step, said)
        if code:
            issues.append(sheet.issue(code, row, cells[ANSWER], severity="warning"))
            continue
        answers[first, second] = step
        said.add(frozenset((first, second)))
    return answers, issues


def _wrong(first: str, second: str, step: str | None, said: set[frozenset[str]]) -> str:
    if not first or not second or first == second:
        return "experts.bad_pair"
    if frozenset((first, second)) in said:
        return "experts.pair_again"
    return "experts.bad_answer" if step is None else ""


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _step(cell: object, largest: int) -> str | None:
    """Return the step an answer begins with ("3 稍微重要" is 3); None when it is none."""
    value = _value(str(cell).split()[0] if isinstance(cell, str) and cell.split() else cell)
    if value is None or not Fraction(1, largest) <= value <= largest:
        return None
    return str(value)


def _value(cell: object) -> Fraction | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        value = Fraction(str(cell).strip())
    except (ValueError, ZeroDivisionError):
        return None
    return value if value > 0 else None
