"""programme.xlsx: the programme as a spreadsheet a bureau can print, filter and send on."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from layers.gis import heading
from layers.proposal_name import proposal_name
from reports import area_sheet, gate_words, plan_sheets, sheets
from reports.circle_sheets import circle_sheets
from reports.figures import width
from reports.negotiation_sheets import negotiation_sheets
from reports.noted_sheet import Sheet
from reports.number_formats import EVERY, OF_PROPOSAL, number_format
from study.results import Results
from texts import say

_BLUE, _PALE, _GREY, _LINE = "#16324f", "#e8eef3", "#8a8f96", "#d5dbe1"
_WIDEST = 42
_IF_ANY = ("works", "clusters", "gates")  # sheets only there with something in them
_CIRCLE_AFTER = "areas"  # the sheets of the living circle follow this one
_NEGOTIATED_AFTER = "left_out"  # those of what was asked of a proposal this one
_PLAIN = {
    "year",
    "budget_year",
    "works_year",
    "postponed_until",
    "built_year",
    "rank",
    "rank_best",
    "rank_worst",
    "row",
}

_HEAD = {"bold": True, "bg_color": _BLUE, "font_color": "#ffffff", "text_wrap": True,
         "border": 1, "border_color": _LINE}  # fmt: skip

Formats = dict[str, Any]


def write_programme(results: Results, path: Path, locale: str) -> None:
    """Write programme.xlsx: plan by year, ranking, comparison, areas, money, gates, issues.

    Every text is written as text, whatever it begins with; unknown values say so in words; the
    file carries the study's day of law as its date, so equal results give equal bytes.
    OSError when the disk does not take the file.
    """
    try:
        _write(results, path, locale)
    except FileCreateError as error:  # what the system said comes wrapped
        raise (error.args[0] if isinstance(error.args[0], OSError) else error) from error


def _write(results: Results, path: Path, locale: str) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        day = results.choices.day_of_law
        created = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        book.set_properties({"title": results.choices.name, "created": created})
        formats = _formats(book)
        _plan(book, formats, results, locale)
        for name, table in (
            ("ranking", sheets.ranking(results, locale=locale)),
            ("proposals", sheets.proposals(results, locale=locale)),
            ("aims", plan_sheets.aims(results, locale=locale)),
            ("zones", plan_sheets.zones(results, locale=locale)),
            ("areas", area_sheet.areas(results, locale=locale)),
            ("money", plan_sheets.money(results, locale=locale)),
            ("sources", plan_sheets.sources(results, locale=locale)),
            ("left_out", sheets.left_out(results, locale=locale)),
            ("gates", gate_words.gates_table(results, locale=locale)),
            ("to_survey", sheets.to_survey(results, locale=locale)),
            ("clusters", plan_sheets.clusters(results, locale=locale)),
            ("works", plan_sheets.works(results, locale=locale)),
            ("issues", sheets.issues(results, locale=locale)),
        ):
            if len(table) or name not in _IF_ANY:
                _flat(book, formats, name, table, locale)
            if name == _CIRCLE_AFTER:
                _noted(book, formats, circle_sheets(results, locale=locale), locale)
            if name == _NEGOTIATED_AFTER:
                _noted(book, formats, negotiation_sheets(results, locale=locale), locale)


def _noted(
    book: xlsxwriter.Workbook, formats: Formats, given: Iterable[Sheet], locale: str
) -> None:
    for sheet in given:
        _flat(book, formats, sheet.name, sheet.table, locale, notes=sheet.notes)


def _formats(book: xlsxwriter.Workbook) -> Formats:
    base = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
    made: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 15, "font_color": _BLUE},
        "note": {"font_color": _GREY},
        "head": {**_HEAD, "align": "left"},
        "head_number": {**_HEAD, "align": "right"},
        "year": {"bold": True, "bg_color": _PALE, "font_color": _BLUE},
        "unknown": {"font_color": _GREY, "align": "right", "border": 1, "border_color": _LINE},
        "text": {"border": 1, "border_color": _LINE},
    }  # fmt: skip
    numbers = {kind: {"num_format": kind, "border": 1, "border_color": _LINE} for kind in EVERY}
    everything: dict[str, dict[str, Any]] = {**made, **numbers}
    return {name: book.add_format({**base, **everything[name]}) for name in sorted(everything)}


def _flat(
    book: xlsxwriter.Workbook,
    formats: Formats,
    name: str,
    table: pd.DataFrame,
    locale: str,
    *,
    notes: Sequence[str] = (),
) -> None:
    """One table a sheet, filterable, header kept in view, notes below it."""
    sheet = _sheet(book, name, locale)
    heads = [_heading(str(column), locale) for column in table.columns]
    _head(sheet, formats, 0, heads, table)
    turned = table.index.name == sheets.FIGURE
    for row, (key, cells) in enumerate(zip(table.index, _values(table), strict=True), start=1):
        names = [str(key)] * len(cells) if turned else list(table.columns)
        _row(sheet, formats, row, _cells(names, cells), locale)
    sheet.freeze_panes(1, 0)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(heads) - 1)
    for row, note in enumerate(notes, start=len(table) + 2):
        sheet.write_string(row, 0, note, formats["note"])
    _widths(sheet, heads, table)


def _plan(book: xlsxwriter.Workbook, formats: Formats, results: Results, locale: str) -> None:
    """Year after year: a line that sums the year, then its estates."""
    sheet = _sheet(book, "year_plan", locale)
    table = sheets.year_plan(results, locale=locale)
    heads = [_heading(str(column), locale) for column in table.columns]
    sheet.write_string(0, 0, results.choices.name, formats["title"])
    name = proposal_name(results.proposals[0].name, locale=locale) if results.proposals else ""
    sheet.write_string(1, 0, say(locale, "sheet.plan_note", name=name), formats["note"])
    _head(sheet, formats, 2, heads, table)
    row = 3
    for year in sorted(table["year"].unique()):
        group = table[table["year"].eq(year)]
        _year_line(sheet, formats["year"], row, len(heads), _sum(int(year), group, locale))
        for cells in _values(group):
            row += 1
            _row(sheet, formats, row, _cells(list(table.columns), cells), locale)
        row += 1
    sheet.freeze_panes(3, 0)
    _widths(sheet, heads, table)


def _sum(year: int, group: pd.DataFrame, locale: str) -> str:
    return say(
        locale,
        "sheet.year_line",
        year=year,
        estates=len(group),
        households=_known_sum(group["households"], locale),
        cost=f"{group['cost_wan'].sum():,.2f}",
    )


def _known_sum(counts: pd.Series, locale: str) -> str:
    """Return the sum of what is known, and say how many are not in it."""
    lost = int(counts.isna().sum())
    if lost == len(counts):
        return say(locale, "unknown")
    told = f"{counts.sum():,.0f}"
    return say(locale, "sheet.at_least", sum=told, lost=lost) if lost else told


def _sheet(book: xlsxwriter.Workbook, name: str, locale: str) -> Any:  # noqa: ANN401 - untyped
    sheet = book.add_worksheet(say(locale, f"sheet.{name}"))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    return sheet


def _head(
    sheet: Any,  # noqa: ANN401 - xlsxwriter is untyped
    formats: Formats,
    row: int,
    heads: list[str],
    table: pd.DataFrame,
) -> None:
    """Write the headings, those above numbers to the right as the numbers are."""
    sheet.set_row(row, 30)
    for column, head in enumerate(heads):
        numbers = table.iloc[:, column].map(_is_number).any()
        sheet.write_string(row, column, head, formats["head_number" if numbers else "head"])
    sheet.repeat_rows(row)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value  # noqa: PLR0124


def _year_line(sheet: Any, style: Any, row: int, width: int, text: str) -> None:  # noqa: ANN401
    for column in range(width):
        sheet.write_blank(row, column, None, style)
    sheet.write_string(row, 0, text, style)


def _row(
    sheet: Any,  # noqa: ANN401 - xlsxwriter is untyped
    formats: Formats,
    row: int,
    cells: list[tuple[object, str]],
    locale: str,
) -> None:
    for column, (value, kind) in enumerate(cells):
        if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN
            sheet.write_string(row, column, say(locale, "unknown"), formats["unknown"])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(row, column, value, formats[kind])
        else:
            sheet.write_string(row, column, str(value), formats["text"])


def _values(table: pd.DataFrame) -> list[list[object]]:
    return table.astype(object).to_numpy().tolist()


def _cells(names: list[str], cells: list[object]) -> list[tuple[object, str]]:
    return [(value, number_format(name, value)) for name, value in zip(names, cells, strict=True)]


def _heading(name: str, locale: str) -> str:
    kind, _, proposal = name.partition(":")
    if kind in OF_PROPOSAL:
        return say(locale, f"column.{kind}", name=proposal_name(proposal, locale=locale))
    return heading(name, locale=locale)


def _widths(sheet: Any, heads: list[str], table: pd.DataFrame) -> None:  # noqa: ANN401
    for column, head in enumerate(heads):
        longest = max((width(str(v)) for v in table.iloc[:, column].head(500)), default=0)
        sheet.set_column(column, column, min(max(width(head), longest) + 3, _WIDEST))
