"""Clusters (片区) on the ground: drawn by hand, proposed from adjacency, joined by what is near.

Each function fills the estates whose `cluster_id` is missing and leaves the others alone, so they
are called in the order of what counts more: given, drawn, proposed, attached.
"""

from collections.abc import Collection, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.adjacency import MM, near_pairs, neighbour_groups
from geo.coordinates.crs import need_metric, need_same_crs, somewhere
from geo.streets.snap import as_points

AREA = 2


def propose_clusters(
    estates: gpd.GeoDataFrame,
    *,
    gap_m: float,
    same: Sequence[str] = ("street",),
    small_households: float | None = None,
    small_area_m2: float | None = None,
    most_members: int | None = None,
) -> pd.Series:
    """Return the proposed cluster of each estate, by estate_id, sorted; missing where none.

    Small estates without a `cluster_id` whose outlines lie at most `gap_m` apart belong together,
    and so do their neighbours' neighbours. Neighbours count only where the columns `same` agree
    (an unknown one agrees with none; a column nobody filled is not asked). `small` says who is
    small: a large estate is no bridge between small ones. Groups of more than `most_members` are
    divided (see `neighbour_groups`). Only areas are outlines: an estate that is a point, or
    nowhere, is never proposed.

    A cluster is named after the lowest estate_id in it and "+": E0012+. The estates must be in
    metres: InputError `geo.not_metric`.

    >>> row = shapely.box([0, 110, 999], 0, [100, 200, 1100], 80)
    >>> estates = gpd.GeoDataFrame({"estate_id": ["E1", "E2", "E3"]}, geometry=row, crs=4547)
    >>> propose_clusters(estates, gap_m=20).dropna().to_dict()
    {'E1': 'E1+', 'E2': 'E1+'}
    """
    rows = _in_metres(estates)
    fits = small(rows, households=small_households, area_m2=small_area_m2).fillna(value=False)
    shapes = rows.geometry.to_numpy(object)
    shapes[~(outlined(rows) & _open(rows) & fits).to_numpy(bool)] = None
    pairs = near_pairs(shapes, within_m=gap_m)
    pairs = pairs[:, _alike(rows, same, pairs[0], pairs[1])]
    groups = neighbour_groups(shapes, pairs, most=most_members)
    return _named(rows["estate_id"].to_numpy(object), groups, taken=_ids(rows))


def drawn_clusters(estates: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the drawn cluster each estate lies in: estate_id, cluster_id, drawn; sorted.

    An estate belongs to the area (`cluster_id`, polygon) that holds its representative point, of
    several the smallest, of equally small ones the lowest id; `drawn` counts the clusters that
    hold it. An area without an id is named as a proposed cluster is: after the lowest estate_id
    in it. Estates in no area are not listed, whether they have a cluster or not is not asked.
    """
    need_same_crs(areas, estates.crs, table="cluster_areas")
    rows = estates.sort_values("estate_id", ignore_index=True)
    parts = _drawn(areas)
    points = as_points(rows.geometry.to_numpy(object))
    inside, part = shapely.STRtree(parts["shape"].to_numpy(object)).query(
        points, predicate="intersects"
    )
    held = pd.DataFrame({"estate": inside, "part": part}).join(parts, on="part")
    held = held.sort_values(["estate", "size", "part"])
    counts = held.groupby("estate")["cluster"].nunique()
    held = held.drop_duplicates("estate").sort_values("estate")
    ids = rows["estate_id"].to_numpy(object)[held["estate"]]
    found = pd.DataFrame({"estate_id": ids, "cluster_id": held["cluster_id"].to_numpy(object)})
    nameless = held.loc[held["cluster_id"].isna()].groupby("cluster")["estate"]
    names = _named(rows["estate_id"].to_numpy(object), [list(g) for _, g in nameless], _ids(parts))
    found["cluster_id"] = found["cluster_id"].fillna(found["estate_id"].map(names))
    return found.assign(drawn=counts.to_numpy(np.int64))


def attach_scattered(
    estates: gpd.GeoDataFrame,
    *,
    within_m: float,
    same: Sequence[str] = (),
    small_households: float | None = None,
    small_area_m2: float | None = None,
) -> pd.DataFrame:
    """Return the scattered estates that join a cluster: estate_id, cluster_id, gap_m; sorted.

    An estate without `cluster_id` joins the cluster with a member at most `within_m` away, from
    edge to edge (of a point from the point), the nearest; of equally near ones (to the mm) the
    lowest id. All join at once: nobody is joined through one that joined. `same` and `small_…`
    as for proposed clusters; the members may be of any size.
    """
    rows = _in_metres(estates)
    fits = small(rows, households=small_households, area_m2=small_area_m2).fillna(value=False)
    alone = np.flatnonzero((_open(rows) & fits).to_numpy(bool))
    member = np.flatnonzero(~_open(rows).to_numpy(bool))
    shapes = rows.geometry.to_numpy(object)
    found = shapely.STRtree(shapes[member]).query(
        shapes[alone], predicate="dwithin", distance=within_m
    )
    one, other = alone[found[0]], member[found[1]]
    alike = _alike(rows, same, one, other)
    one, other = one[alike], other[alike]
    near = pd.DataFrame(
        {
            "estate_id": rows["estate_id"].to_numpy(object)[one],
            "cluster_id": rows["cluster_id"].to_numpy(object)[other] if len(other) else None,
            "gap_m": np.round(shapely.distance(shapes[one], shapes[other]), MM),
        }
    )
    near = near.sort_values(["estate_id", "gap_m", "cluster_id"])
    return near.drop_duplicates("estate_id").reset_index(drop=True)


def small(
    estates: pd.DataFrame, *, households: float | None = None, area_m2: float | None = None
) -> pd.Series:
    """Return whether each estate is small: True, False, or missing where its size is unknown.

    Small: none of the sizes with a limit is known to be above it, and at least one is known.
    Without any limit every estate is small.

    >>> estates = pd.DataFrame({"households": [100, 900, None]})
    >>> small(estates, households=300).tolist()
    [True, False, <NA>]
    """
    limits = {"households": households, "floor_area_m2": area_m2}
    asked = {name: limit for name, limit in limits.items() if limit is not None}
    sizes = [_size(estates, name) for name in asked]
    above = [size > limit for size, limit in zip(sizes, asked.values(), strict=True)]
    known = [~np.isnan(size) for size in sizes]
    fits = pd.Series(~_any(above, len(estates)), index=estates.index, dtype="boolean")
    return fits.where(_any(known, len(estates)) | (not asked))


def outlined(estates: gpd.GeoDataFrame) -> pd.Series:
    """Return which estates have an outline: an area, not a point and not nothing."""
    shapes = somewhere(estates.geometry.to_numpy())
    return pd.Series(shapely.get_dimensions(shapes) == AREA, index=estates.index)


def _in_metres(estates: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    need_metric(estates, table="estates")
    rows = estates.sort_values("estate_id", ignore_index=True)
    return rows.set_geometry(gpd.GeoSeries(somewhere(rows.geometry.to_numpy()), crs=rows.crs))


def _open(rows: pd.DataFrame) -> pd.Series:
    if "cluster_id" in rows:
        return rows["cluster_id"].isna()
    return pd.Series(data=True, index=rows.index)


def _ids(rows: pd.DataFrame) -> set[str]:
    return set(rows["cluster_id"].dropna()) if "cluster_id" in rows else set()


def _alike(
    rows: pd.DataFrame, same: Sequence[str], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.bool_]:
    alike = np.ones(len(one), dtype=bool)
    for name in same:
        if name in rows and rows[name].notna().any():
            code = pd.factorize(rows[name])[0]
            alike &= (code[one] == code[other]) & (code[one] >= 0)
    return alike


def _named(
    ids: NDArray[np.object_], groups: Sequence[Sequence[int]], taken: Collection[str]
) -> pd.Series:
    """Return the name of each member's group: its lowest id and "+", one more where taken."""
    names = np.full(len(ids), None, dtype=object)
    for group in groups:
        name = f"{ids[min(group)]}+"
        while name in taken:
            name += "+"
        names[list(group)] = name
    return pd.Series(names, index=pd.Index(ids, name="estate_id"), name="cluster_id", dtype=object)


def _drawn(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return shape, size, cluster_id and the number of the cluster of each area, in id order."""
    shapes = somewhere(areas.geometry.to_numpy())
    parts = pd.DataFrame(
        {
            "cluster_id": areas["cluster_id"].to_numpy(object),
            "shape": shapes,
            "size": shapely.area(shapes),
            "bytes": [shape or "" for shape in shapely.to_wkb(shapes, hex=True)],
        }
    ).sort_values(["cluster_id", "bytes"], ignore_index=True)
    number = pd.factorize(parts["cluster_id"])[0]
    nameless = number < 0
    number[nameless] = len(parts) + np.arange(nameless.sum())
    return parts.assign(cluster=number)


def _size(estates: pd.DataFrame, name: str) -> NDArray[np.float64]:
    if name not in estates:
        return np.full(len(estates), np.nan)
    numbers = pd.to_numeric(estates[name])
    return np.asarray(numbers.to_numpy(dtype=float, na_value=np.nan))


def _any(masks: Sequence[NDArray[np.bool_]], count: int) -> NDArray[np.bool_]:
    return np.asarray(np.logical_or.reduce([np.zeros(count, dtype=bool), *masks]), dtype=bool)
