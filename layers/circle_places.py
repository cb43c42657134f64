"""Facilities as they were judged and gates as they were found, for a GIS: what walks rest on."""

import geopandas as gpd
import pandas as pd

from layers.category_name import category_names
from study.living_circle import Circle
from texts import LOCALES, say

_FIRST = ["facility_id", "name", "category"]


def facilities_layer(circle: Circle) -> gpd.GeoDataFrame:
    """Return every place that counts, a row a category it serves, sorted by id and category.

    facility_id, name, category with its words (category_zh, category_en), what the file said
    (raw_category) and how that was understood (how, how_zh, how_en), then the file's other columns.
    Drawn areas stand as a point inside.
    """
    places = circle.facilities.sort_values(["facility_id", "category"], ignore_index=True)
    drawn = places.geom_type.isin(["Polygon", "MultiPolygon"])
    shapes = places.geometry.mask(drawn, places.representative_point())
    table = pd.DataFrame(places.drop(columns=places.geometry.name))
    for locale in LOCALES:
        table[f"category_{locale}"] = category_names(table["category"], locale=locale)
        table[f"how_{locale}"] = _said(table["how"], "facility_how", locale)
    told = [f"{name}_{locale}" for name in ("category", "how") for locale in LOCALES]
    first = [*_FIRST, *told[:2], "raw_category", "how", *told[2:]]
    kept = [name for name in first if name in table]
    return gpd.GeoDataFrame(
        table[[*kept, *table.columns.difference(kept, sort=False)]],
        geometry=shapes,
        crs=places.crs,
    )


def uncounted_table(circle: Circle) -> pd.DataFrame:
    """Return the places that do not count and why: facility_id, name, raw_category, status, reason.

    Rejected places carry the reason, those nobody can place the categories they may be.
    """
    rows = circle.judged.others.drop(columns="from_map")
    return rows.sort_values(["facility_id", "raw_category"], ignore_index=True)


def gates_layer(circle: Circle) -> gpd.GeoDataFrame:
    """Return the gates people leave by: estate_id, entrance_id, derived, how with words, geometry.

    Given by the study's files, or derived where an estate has none. Sorted by estate and gate; an
    estate off the streets has no row.
    """
    gates = circle.entrances[circle.entrances["entrance_id"].notna()]
    gates = gates.sort_values(["estate_id", "entrance_id"], ignore_index=True)
    words = {f"how_{locale}": _said(gates["how"], "gate_how", locale) for locale in LOCALES}
    table = gates[["estate_id", "entrance_id", "derived", "how"]].assign(**words)
    return gpd.GeoDataFrame(table, geometry=gates.geometry, crs=gates.crs)


def _said(codes: pd.Series, kind: str, locale: str) -> pd.Series:
    known = {code: say(locale, f"{kind}.{code}") for code in codes.dropna().unique()}
    return codes.map(known)
