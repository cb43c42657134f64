"""Roads of the utility programme: a few streets that several old estates lie along."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo.ground import CRS

ALONG_M = 20.0  # half the width of a street, and the wall
FEWEST, MOST = 3, 6  # estates along a road: with more the road would be the plan
ROADS, EACH = 3, 100  # roads at most; one for so many estates
_CLASSES = ("primary", "secondary", "tertiary", "residential")


def trenches(
    streets: gpd.GeoDataFrame, estates: gpd.GeoDataFrame, able: np.ndarray, *, year: int
) -> gpd.GeoDataFrame:
    """Return one to three roads that are to be dug up: name, year (of the first only), geometry.

    Along each lie a few `able` estates and no demonstration; no estate, nor cluster, lies along
    two. So what the roads ask of a plan can be met.
    """
    roads = streets.dissolve("name", aggfunc="first")
    along = _along(roads, estates)
    names = [name for *_, name in sorted(_fitting(roads, along, estates, able))]
    whole = estates["cluster_id"].where(estates["cluster_id"] != "", estates["estate_id"])
    apart = _apart(names, {name: set(whole[along[name]]) for name in names})
    chosen = apart[: min(ROADS, max(1, len(estates) // EACH))]
    dated = pd.Series([year], dtype="Int64").reindex(range(len(chosen)))
    lines = shapely.line_merge(roads.geometry.loc[chosen].to_numpy())
    return gpd.GeoDataFrame({"name": chosen, "year": dated}, geometry=lines, crs=CRS)


def _fitting(
    roads: gpd.GeoDataFrame,
    along: dict[str, list[int]],
    estates: gpd.GeoDataFrame,
    able: np.ndarray,
) -> list[tuple[int, int, str]]:
    """Return what fits, to be sorted: most estates that may enter first, then the larger street."""
    free = pd.Series(able, index=estates.index)
    settled = estates["demonstration"].notna() | (estates["part"] != "")
    return [
        (-int(free[there].sum()), _CLASSES.index(roads["highway"][name]), name)
        for name, there in along.items()
        if free[there].sum() >= FEWEST and len(there) <= MOST and not settled[there].any()
    ]


def _apart(names: list[str], touched: dict[str, set[str]]) -> list[str]:
    """Return the roads that touch nothing a road before them does."""
    chosen: list[str] = []
    taken: set[str] = set()
    for name in names:
        if not touched[name] & taken:
            chosen.append(name)
            taken |= touched[name]
    return chosen


def _along(roads: gpd.GeoDataFrame, estates: gpd.GeoDataFrame) -> dict[str, list[int]]:
    """Return the rows of the estates along each road, by its name."""
    road, estate = shapely.STRtree(estates.geometry.to_numpy()).query(
        roads.geometry.to_numpy(), predicate="dwithin", distance=ALONG_M
    )
    found: dict[str, list[int]] = {}
    for name, row in zip(roads.index[road], estates.index[estate], strict=True):
        found.setdefault(str(name), []).append(int(row))
    return found
