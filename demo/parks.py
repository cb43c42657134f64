"""Parks in blocks of their own and a promenade along the river in the old centre."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo.ground import CRS, Ground, Shapes
from demo.names import words

CATEGORY = "grn_park"
KM2_EACH, LARGEST_M2, INSET_M = 1.05, 55_000, 12.0
SOFT_M = 14.0  # corners of parks are round
PROMENADE_M, PROMENADE_REACH = 17.0, 0.42


def parks(ground: Ground, free: Shapes, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Return parks with name and geometry, each in one of the `free` blocks."""
    inner = shapely.buffer(free, -INSET_M - SOFT_M, join_style="mitre")
    inner = shapely.buffer(inner, SOFT_M)
    area = shapely.area(inner)
    fitting = inner[
        (area > 0)
        & (area < LARGEST_M2)
        & (shapely.get_type_id(inner) == shapely.GeometryType.POLYGON)
    ]
    wanted = min(len(fitting), max(1, round(ground.edge.area / 1e6 / KM2_EACH)))
    chosen = fitting[_spread(fitting, wanted, rng)]
    names = [f"{word}公园" for word in words(len(chosen), rng)]
    return gpd.GeoDataFrame({"name": names}, geometry=chosen, crs=CRS)


def gates(green: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the entrance of each park, where it is nearest a street: category, name, geometry."""
    line, park = streets.geometry.to_numpy(), green.geometry.to_numpy()
    nearest = shapely.STRtree(line).query_nearest(park, all_matches=False)[1]
    gate = shapely.get_point(shapely.shortest_line(park, line[nearest]), 0)
    return pd.DataFrame({"category": CATEGORY, "name": green["name"], "geometry": gate})


def promenade(ground: Ground) -> gpd.GeoDataFrame:
    """Return the green banks of the river where it passes the old centre."""
    bank = ground.river.buffer(PROMENADE_M).difference(ground.river).difference(ground.islet)
    parts = shapely.get_parts(bank.difference(ground.rail_zone).intersection(_near(ground)))
    green = [ground.islet.buffer(-8), *parts]
    names = ["沙洲绿地", *["滨江公园"] * len(parts)]
    return gpd.GeoDataFrame({"name": names}, geometry=green, crs=CRS)


def _near(ground: Ground) -> shapely.Polygon:
    half_width, half_height = ground.half
    return shapely.affinity.scale(
        ground.middle.buffer(1, quad_segs=32),
        PROMENADE_REACH * half_width,
        PROMENADE_REACH * half_height,
    )


def _spread(places: Shapes, wanted: int, rng: np.random.Generator) -> np.ndarray:
    """Return `wanted` rows, one a cell of a grid while there are cells, in random order."""
    xy = shapely.get_coordinates(shapely.centroid(places))
    order = rng.permutation(len(places))
    cell = (xy[order] // (900 * np.sqrt(KM2_EACH))).astype(np.int64)
    first = np.sort(np.unique(cell, axis=0, return_index=True)[1])
    others = np.setdiff1d(np.arange(len(order)), first)
    return np.sort(order[np.concatenate([first, others])[:wanted]])
