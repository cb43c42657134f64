"""The rows of a checked file as plain text, for Excel, a text editor or a browser."""

import csv
import html
import io
import math
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import xlsxwriter

from intake.check import Checked
from intake.places import OWN_ID
from intake.placing.coordinates import PLACE_COLUMNS
from intake.records import in_file_order
from intake.template import FLAGS, heading
from reports.issues import guarded
from tables import TABLES, Column, InputError
from texts import say

SUFFIXES = (".csv", ".xlsx", ".html")

_BOM = "\ufeff"  # without it Excel reads Chinese as GBK
_DEGREES = 7  # decimals: a centimetre
_CELL = 32_767  # characters Excel keeps in a cell
_PAGE = (
    '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title>'
    "<style>body{{font:14px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;"
    "margin:24px;color:#1f2a30}}table{{border-collapse:collapse}}th,td{{border:1px solid #d5dbdf;"
    "padding:4px 8px;text-align:left;vertical-align:top}}th{{background:#eef2f4;position:sticky;"
    "top:0}}</style><h1>{title}</h1><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    "</table></html>\n"
)


def plain_rows(found: Checked, suffix: str, *, locale: str) -> bytes:
    """Return the rows of a file as they were read, as CSV, an Excel workbook or a web page.

    Headers are those the program reads back; text is text in all three: no formula runs, no mark
    of a page. Shapes are WKT in the CSV, the longitude and latitude of their middle elsewhere.
    Columns nobody filled are left out. InputError `check.bad_out` for another suffix.
    """
    if suffix not in SUFFIXES:
        raise InputError("check.bad_out", suffix=suffix, known=", ".join(SUFFIXES))
    heads, rows = _grid(found, wkt=suffix == ".csv")
    if suffix == ".csv":
        return _csv(heads, rows)
    if suffix == ".xlsx":
        return _xlsx(heads, rows, TABLES[found.table].zh)
    return _html(heads, rows, found.label, locale)


def _grid(found: Checked, *, wkt: bool) -> tuple[list[str], list[list[str]]]:
    rows = in_file_order(found.rows)
    told = {heading(column): _texts(rows, column) for column in TABLES[found.table].columns}
    told |= _shapes(rows, wkt=wkt)
    filled = {head: cells for head, cells in told.items() if any(cells)}
    return list(filled), [list(row) for row in zip(*filled.values(), strict=True)]


def _texts(rows: pd.DataFrame, column: Column) -> list[str]:
    values = rows[column.name]
    if OWN_ID in rows and rows.columns[0] == column.name:
        values = rows[OWN_ID].astype("object")  # an id made up here is none of the file's
    return ["" if pd.isna(value) else _text(value, column) for value in values]


def _text(value: Any, column: Column) -> str:  # noqa: ANN401 - a cell
    if column.kind == "flag":
        return FLAGS[0] if value else FLAGS[1]
    if column.kind == "date":
        return str(value.date())
    return _number(float(value)) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """Return a number without the trace of a unit's conversion: 5600.000000000001 is 5600."""
    short = float(f"{value:.10g}")
    meant = short if math.isclose(short, value, rel_tol=1e-14, abs_tol=1e-9) else value
    return str(int(meant)) if meant.is_integer() else repr(meant)


def _shapes(rows: pd.DataFrame, *, wkt: bool) -> dict[str, list[str]]:
    if not isinstance(rows, gpd.GeoDataFrame):
        return {}
    shapes = rows.geometry.to_numpy()
    there = ~shapely.is_missing(shapes)
    if wkt:
        texts = shapely.to_wkt(shapes, rounding_precision=_DEGREES, trim=True)
        return {"WKT": [str(t) if here else "" for t, here in zip(texts, there, strict=True)]}
    middle = shapely.point_on_surface(shapes)
    names = {column.name: column.zh for column in PLACE_COLUMNS}
    found = {names["lon"]: shapely.get_x(middle), names["lat"]: shapely.get_y(middle)}
    return {
        head: [f"{v:.{_DEGREES}f}" if here else "" for v, here in zip(values, there, strict=True)]
        for head, values in found.items()
    }


def _csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (_BOM + text.getvalue()).encode("utf-8", "replace")


def _xlsx(heads: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for place, row in enumerate([heads, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell[:_CELL])
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def _html(heads: Sequence[str], rows: Sequence[Sequence[str]], title: str, locale: str) -> bytes:
    head = "".join(f"<th>{html.escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    lang = "zh-CN" if locale == "zh" else locale
    title = html.escape(say(locale, "check.export_title", file=title))
    page = _PAGE.format(lang=lang, title=title, head=head, body=body)
    return page.encode("utf-8", "replace")
