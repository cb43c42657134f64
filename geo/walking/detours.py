"""Facilities near as the crow flies and far on foot: where a barrier lies, or a way is missing."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import need_metric
from geo.streets.snap import as_points
from geo.walking.ground import Ground
from geo.walking.walk import reach_pairs

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
    ground: Ground,
    *,
    ratio: float,
    least_m: float,
    limit_m: float,
) -> pd.DataFrame:
    """Return the facilities whose walk is more than `ratio` times the straight line to them.

        walk_m > ratio · max(straight_m, least_m)

    `straight_m` is the shortest line from any gate of the estate to any door of the facility; one
    shorter than `least_m` counts as that long, for the few metres from a gate to the street are no
    barrier. `ground` has the same gates and doors on the streets: who or what is not on them is
    left out, as nothing is known of its walks. A facility with straight_m ≤ limit_m / ratio that is
    not reached within `limit_m` is `beyond_limit`, walk_m and ratio unknown: it is farther than
    `ratio` times as well.

    Columns: estate_id, category, facility_id, straight_m, walk_m, ratio = walk_m / max(straight_m,
    least_m), status (`reached`, `beyond_limit`). The worst of an estate first: those beyond the
    limit, the nearest of them first, then by ratio. Raises InputError `geo.not_metric`.

    >>> from geo import street_network
    >>> from geo.walking.ground import ground
    >>> crs = "EPSG:4547"
    >>> round_about = shapely.LineString([(0, 0), (350, 0), (350, 200), (0, 200)])
    >>> network = street_network(gpd.GeoDataFrame(geometry=[round_about], crs=crs))
    >>> gate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=[shapely.Point(0, 0)], crs=crs)
    >>> shop = {"facility_id": ["F1"], "category": ["shop"]}
    >>> shop = gpd.GeoDataFrame(shop, geometry=[shapely.Point(0, 200)], crs=crs)
    >>> on = ground(gate, shop, network, cap_m=50)
    >>> detours(gate, shop, on, ratio=3, least_m=50, limit_m=1500)
      estate_id category facility_id  straight_m  walk_m  ratio   status
    0        E1     shop          F1       200.0   900.0    4.5  reached
    """
    estates = _spots(entrances, ["estate_id"], table="entrances")
    places = _spots(facilities, ["category", "facility_id"], table="facilities")
    estate, place, straight_m = _near(estates, places, limit_m / ratio)
    who, what = _numbers(ground, estates, places)
    on = (who[estate] >= 0) & (what[place] >= 0)
    estate, place, straight_m = estate[on], place[on], straight_m[on]
    walk_m = _walks(ground, who[estate], what[place], limit_m)
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


def _numbers(ground: Ground, estates: _Spots, places: _Spots) -> tuple[Ints, Ints]:
    """Return the numbers of both on the ground, -1 for who or what is not on the streets."""
    origins = np.flatnonzero(np.diff(ground.gates.first) > 0)
    who = pd.Index(ground.origin_ids[origins]).get_indexer(estates.names.get_level_values(0))
    doors = ground.places
    entered = np.unique(doors.facility[doors.edge >= 0])
    category = ground.categories[doors.category[entered]]
    known = pd.MultiIndex.from_arrays([category, ground.facility_ids[entered]])
    what = known.get_indexer(places.names)
    return np.append(origins, -1)[who], np.append(entered, -1)[what]


def _walks(ground: Ground, origin: Ints, facility: Ints, limit_m: float) -> Floats:
    """Return the walk of each pair, NaN for one that is beyond the limit."""
    reached = reach_pairs(ground, limit_m=limit_m)  # sorted by origin, then facility
    facilities = len(ground.facility_ids)
    number, wanted = reached.origin * facilities + reached.facility, origin * facilities + facility
    at = np.searchsorted(number, wanted)
    known = at < len(number)
    known[known] = number[at[known]] == wanted[known]
    walk_m = np.full(len(wanted), np.nan)
    walk_m[known] = reached.walk_m[at[known]]
    return walk_m


def _worst_first(table: pd.DataFrame) -> pd.DataFrame:
    keys = ["estate_id", "status", "worst", "category", "facility_id"]
    worst = (-table["ratio"]).fillna(table["straight_m"])
    return table.assign(worst=worst).sort_values(keys, ignore_index=True).drop(columns="worst")
