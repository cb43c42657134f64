"""What a person set on the map laid over the tables of the files, and what is odd about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import pyproj
import shapely

from geo import to_metric
from intake import Inputs
from standards import Standards
from study.added import Added, AddedEntrance, AddedFacility
from study.catalogues import listed
from study.told import told
from study.whereabouts import table
from tables import Issue

ADDED = "added"  # the column that marks a row no file holds
BY_HAND = "by_hand"


def laid_over(inputs: Inputs, added: Added, rules: Standards, estates: pd.DataFrame) -> Inputs:
    """Return the inputs with the entrances and facilities of `added` among their tables.

    Rows laid over an earlier time give way, so that it may be done again. An entrance of an estate
    that is not in `estates`, or a facility of a category nobody knows, is left out: `added_issues`
    tells. Rows a person set are true in the column `added`; ids are `by_hand-1`, …
    """
    known = set(estates["estate_id"])
    gates = [one for one in added.entrances if one.estate_id in known]
    places = [one for one in added.facilities if one.category in listed(rules)]
    tables = dict(inputs.tables)
    for name, column, rows in (
        ("entrances", "entrance_id", [_gate(one) for one in gates]),
        ("facilities", "facility_id", [_place(one) for one in places]),
    ):
        filed = _filed(inputs, name)
        if filed is not None or rows:
            tables[name] = _with(table(inputs, name) if filed is None else filed, rows, column)
    return replace(inputs, tables=tables)


def by_hand(gates: gpd.GeoDataFrame, given: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Return the gates with `how` by_hand for those of `given` that a person set on the map."""
    if given is None or ADDED not in given:
        return gates
    mine = given.loc[given[ADDED].astype(bool), "entrance_id"]
    return gates.assign(how=gates["how"].mask(gates["entrance_id"].isin(mine), BY_HAND))


def added_issues(
    added: Added, estates: gpd.GeoDataFrame, rules: Standards, crs: pyproj.CRS
) -> list[Issue]:
    """Return what counts beyond the files, and what of it is unknown, far off or out of town.

    An entrance is far when it lies farther from its estate's outline than a gate may lie from a
    street (`gates.snap_m`); a point is out of town when no estate lies within the distance walks
    are followed (`gates.limit_m`).
    """
    shapes = to_metric(estates[["estate_id", "geometry"]], crs).set_index("estate_id").geometry
    gates = [one for one in added.entrances if one.estate_id in shapes.index]
    strange = [one.estate_id for one in added.entrances if one.estate_id not in shapes.index]
    unlisted = [one.category for one in added.facilities if one.category not in listed(rules)]
    places = [one for one in added.facilities if one.category in listed(rules)]
    off_m, walk_m = rules["gates"]["snap_m"], rules["gates"]["limit_m"]
    far = [one.estate_id for one in gates if _away_m(one, shapes[[one.estate_id]], crs) > off_m]
    points: list[AddedEntrance | AddedFacility] = [*gates, *places]
    outside = [_called(one) for one in points if _away_m(one, shapes, crs) > walk_m]
    counts = {"entrances": len(gates), "facilities": len(places)}
    counted = Issue("added.counted", "info", table="facilities", detail=counts)
    return [
        *([counted] if gates or places else []),
        *told("added.estate_unknown", "warning", strange, table="entrances"),
        *told("added.category_unknown", "warning", unlisted, table="facilities"),
        *told("added.entrance_far", "warning", far, table="entrances", metres=f"{off_m:g}"),
        *told("added.outside", "warning", outside, table="facilities", metres=f"{walk_m:g}"),
    ]


def _filed(inputs: Inputs, name: str) -> gpd.GeoDataFrame | None:
    """Return a table as its files have it; None where there is none."""
    found = inputs.tables.get(name)
    if found is None or ADDED not in found:
        return found
    rows = found[~found[ADDED].astype(bool)].drop(columns=ADDED).reset_index(drop=True)
    return rows if len(rows) else None


def _with(
    filed: gpd.GeoDataFrame, rows: Sequence[Mapping[str, Any]], column: str
) -> gpd.GeoDataFrame:
    if not rows:
        return filed
    ids = _free_ids(filed[column].astype(str), len(rows))
    new = gpd.GeoDataFrame(
        [{**row, column: name, ADDED: True} for row, name in zip(rows, ids, strict=True)],
        geometry="geometry",
        crs=filed.crs,
    )
    marked = filed.assign(**{ADDED: False})
    joined = new if filed.empty else pd.concat([marked, new], ignore_index=True)
    whole = joined.reindex(columns=[*marked.columns])
    return gpd.GeoDataFrame(whole, geometry=filed.geometry.name, crs=filed.crs)


def _free_ids(taken: Iterable[str], count: int) -> list[str]:
    stem, known = BY_HAND, set(taken)
    while any(f"{stem}-{place}" in known for place in range(1, count + 1)):
        stem += "+"
    return [f"{stem}-{place}" for place in range(1, count + 1)]


def _gate(one: AddedEntrance) -> Mapping[str, Any]:
    return {"estate_id": one.estate_id, "geometry": shapely.Point(one.at)}


def _place(one: AddedFacility) -> Mapping[str, Any]:
    named = {"name": one.name} if one.name else {}
    return {"category": one.category, "geometry": shapely.Point(one.at), **named}


def _away_m(one: AddedEntrance | AddedFacility, shapes: gpd.GeoSeries, crs: pyproj.CRS) -> float:
    """Return the metres from a point to the nearest of the outlines; 0 where none is drawn."""
    drawn = shapes[shapes.notna() & ~shapes.is_empty]
    point = gpd.GeoSeries([shapely.Point(one.at)], crs=4326).to_crs(crs).iloc[0]
    return float(drawn.distance(point).min()) if len(drawn) else 0.0


def _called(one: AddedEntrance | AddedFacility) -> str:
    return one.estate_id if isinstance(one, AddedEntrance) else one.name or one.category
