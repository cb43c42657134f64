"""A blank workbook with a sheet for each table: the headers to use, with lists and notes."""

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path

import xlsxwriter

from intake.formats.files import MAY_LACK_A_PLACE
from intake.placing.coordinates import PLACE_COLUMNS
from tables import TABLES, Column, InputError, Table
from texts import LOCALES, say

FLAGS = ("有", "无")
SEVERITIES = ("0", "1", "2", "3")

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the same template has the same bytes
_ROWS = 2000  # rows that carry the lists
_WIDTH = 16
_GUIDE = ("rows", "heads", "unknown", "years", "flags", "units", "ids", "people")
_GUIDE_WIDTH = 80
_EXAMPLES: Mapping[str, list[str]] = {
    "rate": ["85%"], "flag": ["有 / 无"], "date": ["2026-03-05"],
    "severity": ["0 无 none, 1 轻 slight, 2 中 medium, 3 重 severe"],
}  # fmt: skip


def write_template(path: Path) -> tuple[str, ...]:
    """Write a workbook with a sheet for each table a sheet can hold, and return their names.

    In front stands how to fill it in, in both languages; the importer reads no table there. Lines
    and outlines come as layers and have none; points have longitude and latitude. Filled in and
    read again it makes no issue. InputError `intake.template_there` where there is a file: it may
    be one that somebody filled in; `intake.template_folder` where there is no folder.
    """
    if path.exists():
        raise InputError("intake.template_there", file=str(path))
    if not path.resolve().parent.is_dir():
        raise InputError("intake.template_folder", file=str(path))
    tables = [table for table in TABLES.values() if _fits(table)]
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": _CREATED})
        _guide(book)
        for table in tables:
            _sheet(book, table)
    return tuple(table.zh for table in tables)


def _fits(table: Table) -> bool:
    return table.shape in {"none", "point"} or table.name in MAY_LACK_A_PLACE


def _guide(book: xlsxwriter.Workbook) -> None:
    """Write the sheet that says how to fill in the others."""
    sheet = book.add_worksheet(say("zh", "template.sheet"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, locale in enumerate(LOCALES):
        sheet.set_column(place, place, _GUIDE_WIDTH)
        title = book.add_format({"bold": True, "font_size": 14})
        sheet.write_string(0, place, say(locale, "template.sheet"), title)
        for row, name in enumerate(_GUIDE, start=1):
            sheet.write_string(row, place, say(locale, f"template.{name}"), wrapped)


def _sheet(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(table.zh)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(_columns(table)):
        style = {"bold": True, "bg_color": "#F2D7A0" if column.required else "#E4E9ED"}
        sheet.write(0, place, heading(column), book.add_format(style))
        sheet.write_comment(0, place, _note(column, table.names))
        as_text = book.add_format({"num_format": "@"}) if column.kind == "id" else None
        sheet.set_column(place, place, _WIDTH, as_text)
        choices = _choices(column)
        if choices:
            rule = {"validate": "list", "source": list(choices), "ignore_blank": True}
            sheet.data_validation(1, place, _ROWS, place, rule)


def heading(column: Column) -> str:
    """Return the header of a column with its unit in brackets.

    >>> heading(TABLES["estates"].column("floor_area_m2"))
    '总建筑面积(㎡)'
    """
    unit = {"m2": "㎡", "wan": "万元", "yuan": "元"}.get(column.unit, column.unit)
    return f"{column.zh}({unit})" if unit else column.zh


def _columns(table: Table) -> tuple[Column, ...]:
    """Return the columns a person fills in; a range of years is written in the year itself."""
    places = [c for c in PLACE_COLUMNS if c.name in {"lon", "lat"} and table.shape == "point"]
    own = [c for c in table.columns if not c.name.endswith(("_low", "_high"))]
    return (*own, *places)


def _choices(column: Column) -> tuple[str, ...]:
    if column.allowed:
        first = {code: word for word, code in reversed(column.words)}
        return tuple(first.get(code, code) for code in column.allowed)
    return {"flag": FLAGS, "severity": SEVERITIES}.get(column.kind, ())


def _note(column: Column, names: Collection[str]) -> str:
    """Return what to write in a column, of a table with the columns `names`."""
    lines = [column.en, "必填 required" if column.required else "可留空 may stay blank"]
    if column.kind == "year":
        lines.append("1985, 1985-1992" if f"{column.name}_low" in names else "1985")
    lines += _EXAMPLES.get(column.kind, [])
    if column.low is not None:
        lines.append(f"≥ {column.low:g}" + (f", ≤ {column.high:g}" if column.high else ""))
    return "\n".join(lines)
