"""The answers to a question in words people use: coordinate systems, columns, units, offsets."""

from functools import lru_cache

import pyproj
from pyproj.exceptions import CRSError

from intake.placing.coordinates import PLACE_COLUMNS
from study.editing import Path
from tables import TABLES
from texts import said
from ui.session.words import locale, t

_ZONE = 1_000_000  # metres of false easting a zone number in front of the easting makes


def topic_word(topic: str) -> str:
    """Return what questions of a topic are about."""
    code = f"data.topic.{topic}"
    return t(code) if said(locale(), code) else topic


def option_word(path: Path, option: str) -> str:
    """Return an answer in the reader's language; one without a word as it is."""
    if path[0] == "crs":
        return crs_word(option, locale())
    code = f"data.option.{path[0]}.{option}"
    if said(locale(), code):
        return t(code)
    return column_word(path[1], option) if path[0] == "columns" else option


def column_word(table: str, name: str) -> str:
    """Return the header of a column of a table; of any table where this one is unknown."""
    tables = [TABLES[table]] if table in TABLES else list(TABLES.values())
    columns = [column for one in tables for column in one.columns] + list(PLACE_COLUMNS)
    return next((one.header(locale()) for one in columns if one.name == name), name)


@lru_cache(512)
def crs_word(text: str, language: str) -> str:
    """Return a coordinate system as the trade calls it, with its code; unknown ones as written."""
    try:
        crs = pyproj.CRS.from_user_input(text)
    except CRSError:
        return text
    base = crs.geodetic_crs.to_epsg() if crs.geodetic_crs else None
    code = f"data.crs.{base}"
    datum = t(code) if said(language, code) else crs.name
    if crs.is_geographic or not said(language, code):
        return f"{text} · {datum}"
    return f"{text} · {_grid(crs, datum)}"


def _grid(crs: pyproj.CRS, datum: str) -> str:
    made = crs.coordinate_operation
    told = {one.name: one.value for one in made.params} if made else {}
    meridian, east = told.get("Longitude of natural origin"), told.get("False easting", 0.0)
    if meridian is None:
        return crs.name
    zone = int(float(east) // _ZONE)
    name = t("data.crs.grid", datum=datum, meridian=f"{meridian:g}")
    return t("data.crs.zoned", grid=name, zone=zone) if zone else name
