"""The rows of a checked file as plain text, for Excel, a text editor or a browser."""

import math
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from intake.check import Checked
from intake.places import OWN_ID
from intake.placing.coordinates import PLACE_COLUMNS
from intake.records import in_file_order
from intake.template import FLAGS, heading
from reports.plain_table import check_suffix, plain_table
from tables import TABLES, Column
from texts import say

_DEGREES = 7  # decimals: a centimetre


def plain_rows(found: Checked, suffix: str, *, locale: str) -> bytes:
    """Return the rows of a file as they were read, as CSV, an Excel workbook or a web page.

    Headers are those the program reads back; text is text in all three: no formula runs, no mark
    of a page. Shapes are WKT in the CSV, the longitude and latitude of their middle elsewhere.
    Columns nobody filled are left out. InputError `check.bad_out` for another suffix.
    """
    check_suffix(suffix)
    heads, rows = _grid(found, wkt=suffix == ".csv")
    title = say(locale, "check.export_title", file=found.label)
    return plain_table(heads, rows, suffix, name=TABLES[found.table].zh, title=title, locale=locale)


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
