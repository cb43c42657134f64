"""The quiet ground under the estates, from the study's own layers, small enough to travel."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

PER_DEGREE = 100_000  # about a metre: finer than a pixel at the zoom levels a city is read at

_SIMPLIFY = 3 / PER_DEGREE
_MARGIN = 0.15  # of the width and height of what the estates cover
_VERTICES = 90_000  # beyond this the smallest streets stay at home: about half a megabyte

_RANKS = {
    "major": ("motorway", "trunk", "primary"),
    "middle": ("secondary", "tertiary"),
    "minor": ("residential", "unclassified", "living_street", "pedestrian", "road"),
}

Box = tuple[float, float, float, float]


def ground(inputs: Mapping[str, pd.DataFrame], box: Box) -> dict[str, list[list[int]]]:
    """Return the lines to draw, by kind (water, green, rail, major, middle, minor, path).

    Each line or ring is [x, y, dx, dy, dx, dy, …] in 1/100000 degree, first from the origin,
    then from the vertex before. Only what lies in or near `box` (west, south, east, north) is
    kept. Smaller streets are left out when the larger ones already fill the allowance.
    """
    frame = wider(box)
    drawn = {name: _lines(inputs.get(name), frame) for name in ("water", "green", "rail")}
    streets = inputs.get("streets")
    ranks = street_ranks(streets)
    left = _VERTICES
    for rank in ("major", "middle", "minor", "path"):
        lines = _lines(None if streets is None else streets[ranks.eq(rank)], frame)
        left -= sum(len(line) for line in lines) // 2
        drawn[rank] = lines if left >= 0 else []
    return drawn


def extent(*tables: gpd.GeoDataFrame) -> Box:
    """Return the box around the first table that has a shape, in degrees; else the whole earth.

    >>> extent(gpd.GeoDataFrame(geometry=[shapely.box(1, 2, 3, 4)], crs=4326))
    (1.0, 2.0, 3.0, 4.0)
    """
    for table in tables:
        shapes = table.geometry.to_numpy()
        bounds = shapely.total_bounds(shapes) if len(shapes) else np.array([np.nan])
        if not np.isnan(bounds).any():
            west, south, east, north = (float(value) for value in bounds)
            return west, south, east, north
    return -180.0, -60.0, 180.0, 75.0


def wider(box: Box) -> Box:
    """Return `box` with a margin of 15 % on every side: what is seen beside the estates.

    >>> wider((0.0, 0.0, 10.0, 20.0))
    (-1.5, -3.0, 11.5, 23.0)
    """
    west, south, east, north = box
    x, y = (east - west) * _MARGIN, (north - south) * _MARGIN
    return west - x, south - y, east + x, north + y


def street_ranks(streets: pd.DataFrame | None) -> pd.Series:
    """Return the rank of each street (major, middle, minor, path); of unknown class, minor."""
    if streets is None:
        return pd.Series(dtype=object)
    if "highway" not in streets:
        return pd.Series("minor", streets.index)
    kinds = streets["highway"].astype("string").str.removesuffix("_link")
    ranks = pd.Series("path", streets.index).mask(kinds.isna(), "minor")
    for rank, members in _RANKS.items():
        ranks = ranks.mask(kinds.isin(members).fillna(value=False), rank)
    return ranks


def _lines(table: pd.DataFrame | None, box: Box) -> list[list[int]]:
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        return []
    shapes = table.geometry.to_numpy()
    near = shapes[shapely.intersects(shapes, shapely.box(*box))]
    flat = shapely.simplify(_boundaries(near), _SIMPLIFY)
    parts = shapely.get_parts(flat[~(shapely.is_missing(flat) | shapely.is_empty(flat))])
    return [line for line in map(_steps, parts) if len(line) > 2]  # noqa: PLR2004 - one vertex


def _boundaries(shapes: np.ndarray) -> np.ndarray:
    """Turn areas into rings; join streets end to end, so that fewer vertices say the same."""
    areas = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - an area
    lines = shapely.line_merge(shapely.multilinestrings(shapely.get_parts(shapes[~areas])))
    return np.append(shapely.boundary(shapes[areas]), lines)


def _steps(line: shapely.LineString) -> list[int]:
    points = np.round(shapely.get_coordinates(line) * PER_DEGREE).astype(int)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), int))
    moved = steps.any(axis=1)
    moved[0] = True
    return [int(value) for value in steps[moved].ravel()]
