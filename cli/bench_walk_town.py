"""A made-up city of any size to time walks on: crooked streets, gates, facilities."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

CRS = "EPSG:4547"
ORIGIN = (470_000.0, 3_830_000.0)
SPACING_M, SHIFT_M = 80.0, 27.0  # edges come out 26 to 145 m long
DRAWN = 0.7  # of the grid's edges: 2.8 to a node on average, dead ends among them
BESIDE_M, AROUND_M = 15.0, 90.0  # facilities off their street, gates around their estate
MOST_GATES = 6
FEWEST, MOST = 10, 3_000  # facilities of the rarest and of the commonest category

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def town(
    nodes: int, estates: int, categories: int, seed: int
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return streets, entrances (estate_id, entrance_id) and facilities (facility_id, category).

    Streets are a shaken grid of about `nodes` crossings with three in ten edges left out. Estates
    have one to six gates; the categories 10 to 3,000 facilities, evenly spaced by their
    logarithm.

    >>> streets, gates, places = town(400, 20, 3, seed=1)
    >>> len(streets), gates["estate_id"].nunique(), len(places)
    (541, 20, 3183)
    """
    draw = np.random.default_rng(seed)
    ends = _edges(nodes, draw)
    streets = gpd.GeoDataFrame(geometry=_geometry(shapely.linestrings(ends)))
    return streets, _gates(ends, estates, draw), _facilities(ends, categories, draw)


def _edges(nodes: int, draw: np.random.Generator) -> Floats:
    """Return both ends of every street, (E, 2, 2)."""
    side = max(2, round(np.sqrt(nodes)))
    grid = np.stack(np.meshgrid(np.arange(side), np.arange(side), indexing="ij"), axis=-1)
    shake = draw.uniform(-SHIFT_M, SHIFT_M, grid.shape)
    xy = (grid * SPACING_M + shake + ORIGIN).round(2).reshape(-1, 2)
    number = np.arange(side * side).reshape(side, side)
    start = np.concatenate([number[:-1].ravel(), number[:, :-1].ravel()])
    end = np.concatenate([number[1:].ravel(), number[:, 1:].ravel()])
    drawn = draw.random(len(start)) < DRAWN
    return np.asarray(np.stack([xy[start[drawn]], xy[end[drawn]]], axis=1))


def _gates(ends: Floats, estates: int, draw: np.random.Generator) -> gpd.GeoDataFrame:
    centre = _on_streets(ends, estates, draw)
    count = draw.integers(1, MOST_GATES + 1, estates)
    estate = np.repeat(np.arange(estates), count)
    xy = centre[estate] + draw.uniform(-AROUND_M, AROUND_M, (len(estate), 2))
    ids = _ids("E", estates)[estate]
    names = ids + pd.Series(estate).groupby(estate).cumcount().add(1).map(".{}".format).to_numpy()
    table = {"estate_id": ids, "entrance_id": names}
    return gpd.GeoDataFrame(table, geometry=_geometry(shapely.points(xy)))


def _facilities(ends: Floats, categories: int, draw: np.random.Generator) -> gpd.GeoDataFrame:
    count = np.geomspace(FEWEST, MOST, categories).round().astype(int)
    xy = _on_streets(ends, count.sum(), draw)
    xy = xy + draw.uniform(-BESIDE_M, BESIDE_M, xy.shape)
    category = np.repeat([f"category_{at:02}" for at in range(categories)], count).astype(object)
    table = {"facility_id": _ids("F", len(xy)), "category": category}
    return gpd.GeoDataFrame(table, geometry=_geometry(shapely.points(xy)))


def _on_streets(ends: Floats, count: int, draw: np.random.Generator) -> Floats:
    edge = draw.integers(len(ends), size=count)
    share = draw.random((count, 1))
    return np.asarray(ends[edge, 0] * (1 - share) + ends[edge, 1] * share)


def _ids(letter: str, count: int) -> NDArray[np.object_]:
    return np.array([f"{letter}{at:06}" for at in range(count)], dtype=object)


def _geometry(shapes: NDArray[np.object_]) -> gpd.GeoSeries:
    return gpd.GeoSeries(gpd.array.GeometryArray(shapes, crs=CRS))
