"""Rows as plain records, for other programs: what a file says of each estate or facility."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.shapes.outline_numbers import numbers
from intake.cells.values import clean
from intake.keys import own_id
from intake.places import FILE, OWN_ID, ROW, UNPLACED
from tables import TABLES

# What other programs ask for by these names; every other column keeps its own.
NAMES = {"property_management": "has_property_mgmt", "support": "supporters"}


def in_file_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return traced rows as they stand in their files."""
    return rows.sort_values([FILE, ROW], kind="stable", ignore_index=True)


def records(rows: pd.DataFrame, table: str) -> list[dict[str, Any]]:
    """Return one dictionary a traced row, in the order of the file; what is missing is None.

    The id is the one the file gives; one that was made up here is None. Rows with a shape say
    `geom_type`, `centroid` ([lon, lat]), `area_m2`, `length_m`, `parts` and `holes`.
    """
    ordered = in_file_order(rows)
    plain = ordered[[name for name in TABLES[table].names if name in ordered]]
    key = TABLES[table].key[:1]
    if key and OWN_ID in ordered and ordered[OWN_ID].notna().any():
        plain = plain.assign(**{key[0]: ordered[OWN_ID]})
    elif key and key[0] == own_id(TABLES[table]):
        plain = plain.assign(**{key[0]: None})
    told = [_record(row) for row in plain.to_dict("records")]
    if not isinstance(ordered, gpd.GeoDataFrame):
        return told
    return _unplaced(_placed(told, ordered), ordered)


def _record(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {NAMES.get(str(name), str(name)): _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    """Return a value as JSON writes it: whole numbers whole, days as text, unknown as None."""
    if clean(value) is None:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def _placed(told: list[dict[str, Any]], rows: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    found = numbers(rows.geometry).to_dict("records")
    return [
        {**record, **(_shape(shape) if shape["geom_type"] is not None else {})}
        for record, shape in zip(told, found, strict=True)
    ]


def _unplaced(told: list[dict[str, Any]], rows: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Add what can be said of shapes nobody can place yet: kind, parts and holes, no measure."""
    if UNPLACED not in rows or rows[UNPLACED].isna().all():
        return told
    found = numbers(rows[UNPLACED].to_numpy())[["geom_type", "parts", "holes"]].to_dict("records")
    nowhere = {"centroid": None, "area_m2": None, "length_m": None}
    return [
        {**record, **nowhere, **_named(shape)} if shape["geom_type"] is not None else record
        for record, shape in zip(told, found, strict=True)
    ]


def _named(shape: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in shape.items()}


def _shape(shape: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        "geom_type": shape["geom_type"],
        "centroid": [shape["lon"], shape["lat"]],
        "area_m2": _plain(shape["area_m2"]),
        "length_m": _plain(shape["length_m"]),
        "parts": int(shape["parts"]),
        "holes": int(shape["holes"]),
    }
