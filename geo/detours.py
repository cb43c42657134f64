"""Facilities near as the crow flies and far on foot: where a barrier lies, or a way is missing."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.crs import need_metric
from geo.snap import as_points

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

METRE_DECIMALS = 6


class _Spots(NamedTuple):
    """Who or what, sorted, and all points of each as one shape."""

    names: pd.Index
    shapes: NDArray[np.object_]


def detours(
    entrances: gpd.GeoDataFrame,
    facilities: gpd.GeoDataFrame,
    reached: pd.DataFrame,
    *,
    ratio: float,
    least_m: float,
    limit_m: float,
) -> pd.DataFrame:
    """Return the facilities whose walk is more than `ratio` times the straight line to them.

        walk_m > ratio · max(straight_m, least_m)

    `straight_m` is the shortest line from any gate of the estate to any door of the facility; one
    shorter than `least_m` counts as that long, for the few metres from a gate to the street are no
    barrier. `reached` holds all walks within `limit_m` (`geo.walk.reachable`: estate_id, category,
    facility_id, walk_m). A facility with straight_m ≤ limit_m / ratio that is not among them is
    `beyond_limit`, walk_m and ratio unknown: it is farther than `ratio` times as well. Give only
    facilities that lie on the streets, or they will seem to be behind a barrier.

    Columns: estate_id, category, facility_id, straight_m, walk_m, ratio = walk_m / max(straight_m,
    least_m), status (`reached`, `beyond_limit`). The worst of an estate first: those beyond the
    limit, the nearest of them first, then by ratio. Raises InputError `geo.not_metric`.

    >>> gate = {"estate_id": ["E1"], "entrance_id": ["E1.1"]}
    >>> gate = gpd.GeoDataFrame(gate, geometry=[shapely.Point(0, 0)], crs="EPSG:4547")
    >>> shop = {"facility_id": ["F1"], "category": ["shop"]}
    >>> shop = gpd.GeoDataFrame(shop, geometry=[shapely.Point(0, 200)], crs="EPSG:4547")
    >>> walk = pd.DataFrame(shop.drop(columns="geometry")).assign(estate_id="E1", walk_m=900)
    >>> detours(gate, shop, walk, ratio=3, least_m=50, limit_m=1500)
      estate_id category facility_id  straight_m  walk_m  ratio   status
    0        E1     shop          F1       200.0   900.0    4.5  reached
    """
    estates = _spots(entrances, ["estate_id"], table="entrances")
    places = _spots(facilities, ["category", "facility_id"], table="facilities")
    estate, place, straight_m = _near(estates, places, limit_m / ratio)
    walk_m = _walks(reached, estates, places, estate, place)
    counted_m = np.maximum(straight_m, least_m)
    far = np.flatnonzero(np.isnan(walk_m) | (walk_m > ratio * counted_m))
    names = places.names[place[far]]
    walk_m = walk_m[far]
    return _worst_first(
        pd.DataFrame(
            {
                "estate_id": estates.names[estate[far]].get_level_values(0),
                "category": names.get_level_values(0),
                "facility_id": names.get_level_values(1),
                "straight_m": straight_m[far],
                "walk_m": walk_m,
                "ratio": walk_m / counted_m[far],
                "status": np.where(np.isnan(walk_m), "beyond_limit", "reached"),
            }
        )
    )


def _spots(frame: gpd.GeoDataFrame, keys: list[str], *, table: str) -> _Spots:
    """Return all points of each of `keys` as one shape; who has no place is left out."""
    if len(frame):
        need_metric(frame, table=table)
    points = as_points(frame.geometry.to_numpy())
    rows = pd.DataFrame(frame[keys]).reset_index(drop=True)[~shapely.is_missing(points)]
    rows = rows.dropna().sort_values(keys, kind="stable")
    owner = rows.groupby(keys).ngroup().to_numpy()
    names = pd.MultiIndex.from_frame(rows.drop_duplicates())
    if not len(rows):
        return _Spots(names, np.zeros(0, dtype=object))
    return _Spots(names, shapely.multipoints(points[rows.index], indices=owner))


def _near(estates: _Spots, places: _Spots, reach_m: float) -> tuple[Ints, Ints, Floats]:
    """Return which estate and which facility are within reach in a straight line, and how far."""
    if not len(estates.shapes) or not len(places.shapes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    tree = shapely.STRtree(places.shapes)
    estate, place = tree.query(estates.shapes, predicate="dwithin", distance=reach_m)
    straight_m = shapely.distance(estates.shapes[estate], places.shapes[place])
    return estate, place, straight_m.round(METRE_DECIMALS)


def _walks(
    reached: pd.DataFrame, estates: _Spots, places: _Spots, estate: Ints, place: Ints
) -> Floats:
    """Return the walk of each pair, NaN for one that is not among those reached."""
    there = pd.MultiIndex.from_frame(reached[["category", "facility_id"]])
    who = estates.names.get_level_values(0).get_indexer(pd.Index(reached["estate_id"]))
    what = places.names.get_indexer(there)
    number = np.where((who >= 0) & (what >= 0), who * len(places.names) + what, -1)
    order = np.argsort(number, kind="stable")
    number, walks_m = number[order], reached["walk_m"].to_numpy(float)[order]
    wanted = estate * len(places.names) + place
    at = np.searchsorted(number, wanted)
    walk_m = np.full(len(wanted), np.nan)
    known = at < len(number)
    known[known] = number[at[known]] == wanted[known]
    walk_m[known] = walks_m[at[known]]
    return walk_m


def _worst_first(table: pd.DataFrame) -> pd.DataFrame:
    keys = ["estate_id", "status", "worst", "category", "facility_id"]
    worst = (-table["ratio"]).fillna(table["straight_m"])
    return table.assign(worst=worst).sort_values(keys, ignore_index=True).drop(columns="worst")
