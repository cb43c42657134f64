"""How far it may be on foot where no streets are known: the straight line and a stated detour."""

from collections.abc import Sequence
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import need_metric, placed, somewhere
from geo.named import need_ids

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]

METRE_DECIMALS = 6
_EQUAL_M = 1e-6
METHOD = "straight"


class _Stated(NamedTuple):
    """The detour, the limit, and the rings within it."""

    detour: float
    limit_m: float
    within_m: Floats


class _Measured(NamedTuple):
    """Of every estate: status, walk, nearest facility and counts per ring."""

    status: NDArray[np.object_]
    walk_m: Floats
    nearest: NDArray[np.object_]
    counts: Ints


class _Pairs(NamedTuple):
    """Estates and facilities by number, and the walk between them."""

    estate: Ints
    facility: Ints
    walk_m: Floats


def straight_walks(
    estates: gpd.GeoDataFrame,
    facilities: gpd.GeoDataFrame,
    *,
    detour: float,
    limit_m: float,
    rings_m: Sequence[float],
    entrances: gpd.GeoDataFrame | None = None,
) -> pd.DataFrame:
    """Return one row per estate and category, as `geo.walking.walk.walked`, without any street.

        walk_m = straight line · detour

    from the nearest gate of `entrances` (rows with a place; an estate without one, and every
    estate where none are given: from the nearest point of its outline, 0 for what lies within) to
    the nearest point of the facility, taken over all facilities of the category. Several rows of
    one facility_id and category are one facility.

    Columns: estate_id, category, status, walk_m, facility_id (of equally near ones the smallest),
    one `count_<ring>` per ring (missing where ring > limit_m: nobody looked that far), and method,
    `straight` in every row: rivers, railways and walls are not seen, so walks are at best this
    short. Status: `reached`, `beyond_limit`, `unreachable` (no
    facility of the category has a place), `off_network` (the estate has none). Sorted by estate_id
    and category; `attrs["limit_m"]` keeps the limit. Raises InputError `geo.not_metric`,
    `geo.id_missing`.

    >>> from shapely import Point, box
    >>> crs = "EPSG:4547"
    >>> estate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=[box(0, 0, 90, 90)], crs=crs)
    >>> shop = {"facility_id": ["F1"], "category": ["shop"]}
    >>> shop = gpd.GeoDataFrame(shop, geometry=[Point(190, 50)], crs=crs)
    >>> found = straight_walks(estate, shop, detour=1.3, limit_m=900, rings_m=[300])
    >>> found[["estate_id", "category", "status", "walk_m", "count_300", "method"]]
      estate_id category   status  walk_m  count_300    method
    0        E1     shop  reached   130.0          1  straight
    """
    _need_metres(estates, facilities)
    ids, starts = _starts(estates, entrances)
    places = facilities.sort_values(["facility_id", "category"], ignore_index=True)
    kinds, kind = np.unique(places["category"].to_numpy(object), return_inverse=True)
    within_m = np.minimum(np.asarray(rings_m, dtype=np.float64), limit_m)
    measured = [
        _measured(starts, places[kind == at], _Stated(detour, limit_m, within_m))
        for at in range(len(kinds))
    ]
    status, walk_m, nearest, counts = _side_by_side(measured, len(ids), len(within_m))
    table = pd.DataFrame(
        {
            "estate_id": np.repeat(ids, len(kinds)),
            "category": np.tile(kinds, len(ids)),
            "status": status.ravel(),
            "walk_m": walk_m.ravel(),
            "facility_id": nearest.ravel(),
            **_counted(counts, rings_m, limit_m, known=status.ravel() != "off_network"),
            "method": METHOD,
        }
    )
    table.attrs["limit_m"] = float(limit_m)
    return table


def straight_pairs(
    estates: gpd.GeoDataFrame,
    facilities: gpd.GeoDataFrame,
    *,
    detour: float,
    limit_m: float,
    entrances: gpd.GeoDataFrame | None = None,
) -> pd.DataFrame:
    """Return every facility within the limit of every estate, as `geo.walking.walk.reachable` does.

    Arguments and lengths as in `straight_walks`. Columns: estate_id, category, facility_id, walk_m,
    method (`straight`); sorted by estate_id, category, walk_m and facility_id. An estate that
    reaches nothing has no row. `attrs["limit_m"]` keeps the limit. Raises InputError
    `geo.not_metric`.

    >>> from shapely import Point
    >>> estate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=[Point(0, 0)], crs="EPSG:4547")
    >>> shops = {"facility_id": ["F1", "F2", "F3"], "category": "shop"}
    >>> at = [Point(200, 0), Point(100, 0), Point(900, 0)]
    >>> shops = gpd.GeoDataFrame(shops, geometry=at, crs="EPSG:4547")
    >>> straight_pairs(estate, shops, detour=1.3, limit_m=900)
      estate_id category facility_id  walk_m    method
    0        E1     shop          F2   130.0  straight
    1        E1     shop          F1   260.0  straight
    """
    _need_metres(estates, facilities)
    ids, starts = _starts(estates, entrances)
    places = facilities.sort_values(["facility_id", "category"], ignore_index=True)
    keys = places[["facility_id", "category"]]
    new = ~keys.duplicated().to_numpy(bool)
    stated = _Stated(detour, limit_m, np.array([limit_m]))
    shapes = somewhere(places.geometry.to_numpy())
    pairs = _once(_pairs(starts, shapes, stated), np.cumsum(new) - 1, int(new.sum()))
    names = keys[new].reset_index(drop=True)
    kind = pd.factorize(names["category"], sort=True)[0][pairs.facility]
    rows = np.lexsort((pairs.facility, pairs.walk_m, kind, pairs.estate))
    there = names.take(pairs.facility[rows])
    table = pd.DataFrame({
        "estate_id": ids[pairs.estate[rows]],
        "category": there["category"].to_numpy(),
        "facility_id": there["facility_id"].to_numpy(),
        "walk_m": pairs.walk_m[rows],
        "method": METHOD,
    })  # fmt: skip
    table.attrs["limit_m"] = float(limit_m)
    return table


def _need_metres(estates: gpd.GeoDataFrame, facilities: gpd.GeoDataFrame) -> None:
    for frame, name in ((estates, "estates"), (facilities, "facilities")):
        if len(frame):
            need_metric(frame, table=name)
    need_ids(estates, "estate_id", table="estates")
    need_ids(facilities, "facility_id", "category", table="facilities")


def _starts(
    estates: gpd.GeoDataFrame, entrances: gpd.GeoDataFrame | None
) -> tuple[NDArray[np.object_], Shapes]:
    """Return the ids, sorted, and what each estate is left from: its gates, else its outline."""
    estates = estates.sort_values("estate_id", ignore_index=True)
    starts = somewhere(estates.geometry.to_numpy())
    ids = estates["estate_id"].to_numpy(object)
    if entrances is None or entrances.empty:
        return ids, starts
    there = entrances[placed(entrances.geometry.to_numpy())]
    owner = pd.Index(ids).get_indexer(pd.Index(there["estate_id"]))
    order = np.argsort(owner, kind="stable")
    order = order[owner[order] >= 0]
    if len(order):
        who, number = np.unique(owner[order], return_inverse=True)
        starts[who] = shapely.multipoints(there.geometry.to_numpy()[order], indices=number)
    return ids, starts


def _measured(starts: Shapes, places: gpd.GeoDataFrame, stated: _Stated) -> _Measured:
    """Return what one category is to every estate; `places` are sorted by facility_id."""
    names, facility = np.unique(places["facility_id"].to_numpy(object), return_inverse=True)
    shapes = somewhere(places.geometry.to_numpy())
    pairs = _once(_pairs(starts, shapes, stated), facility, len(names))
    there = placed(shapes).any()
    status = np.full(len(starts), "beyond_limit" if there else "unreachable", dtype=object)
    order = np.lexsort((pairs.facility, pairs.walk_m, pairs.estate))
    reached, first = np.unique(pairs.estate[order], return_index=True)
    walk_m, nearest = np.full(len(starts), np.nan), np.full(len(starts), None, dtype=object)
    walk_m[reached] = pairs.walk_m[order][first]
    nearest[reached] = names[pairs.facility[order][first]]
    status[reached] = "reached"
    status[shapely.is_missing(starts)] = "off_network"
    within = (pairs.walk_m[:, None] <= stated.within_m).astype(np.int64)
    counts = np.zeros((len(starts), len(stated.within_m)), dtype=np.int64)
    np.add.at(counts, pairs.estate, within)
    return _Measured(status, walk_m, nearest, counts)


def _pairs(starts: Shapes, places: Shapes, stated: _Stated) -> _Pairs:
    """Return all pairs within the widest ring, and for estates without any the nearest."""
    tree = shapely.STRtree(places)
    widest_m = stated.within_m.max(initial=0) / stated.detour
    estate, place = tree.query(starts, predicate="dwithin", distance=widest_m + _EQUAL_M)
    bare = np.setdiff1d(np.flatnonzero(~shapely.is_missing(starts)), estate)
    most_m = stated.limit_m / stated.detour + _EQUAL_M
    found, near_m = tree.query_nearest(
        starts[bare], max_distance=most_m, return_distance=True, all_matches=False
    )
    bare = bare[found[0]]
    who, what = tree.query(starts[bare], predicate="dwithin", distance=near_m + _EQUAL_M)
    estate, place = np.concatenate([estate, bare[who]]), np.concatenate([place, what])
    straight_m = shapely.distance(starts[estate], places[place])
    walk_m = (straight_m * stated.detour).round(METRE_DECIMALS)
    kept = walk_m <= stated.limit_m
    return _Pairs(estate[kept], place[kept], walk_m[kept])


def _once(pairs: _Pairs, facility: Ints, facilities: int) -> _Pairs:
    """Return one pair for an estate and a facility: by the nearest of its rows."""
    facility = facility[pairs.facility]
    order = np.lexsort((pairs.walk_m, facility, pairs.estate))
    _, first = np.unique((pairs.estate * facilities + facility)[order], return_index=True)
    kept = order[first]
    return _Pairs(pairs.estate[kept], facility[kept], pairs.walk_m[kept])


def _side_by_side(measured: list[_Measured], estates: int, rings: int) -> _Measured:
    """Return the categories as columns."""
    if not measured:
        none = np.zeros((estates, 0), dtype=object)
        return _Measured(none, none.astype(float), none, np.zeros((estates, 0, rings), np.int64))
    return _Measured(*(np.stack(parts, axis=1) for parts in zip(*measured, strict=True)))


def _counted(
    counts: Ints, rings_m: Sequence[float], limit_m: float, *, known: NDArray[np.bool_]
) -> dict[str, pd.Series]:
    return {
        f"count_{ring_m:g}": pd.Series(counts[:, :, ring].ravel(), dtype="Int64").where(
            known & (ring_m <= limit_m)
        )
        for ring, ring_m in enumerate(rings_m)
    }
