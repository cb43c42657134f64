"""A shape to stand for an estate of which only a point is known."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import somewhere

CORNERS = 32


def footprints(points: NDArray[np.object_], area_m2: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return a round polygon of `area_m2` about each point, smaller where a neighbour is near.

    A regular polygon of 32 corners with exactly the given area A:

        r = √(2·A / (32·sin(2π/32))), at most half the way to the nearest other point

    Round, because nothing is known of the sides; never across half the way, so that no two
    overlap. Points in a metric CRS. None where a point is missing or empty, its area is unknown or
    not above 0, or another point lies in the same place.

    >>> made = footprints(shapely.points([[0, 0], [500, 0]]), np.array([10_000.0, 10_000.0]))
    >>> shapely.area(made).round().tolist()
    [10000.0, 10000.0]
    """
    there = somewhere(points)  # GEOS raises on the x of an empty point
    xy = np.column_stack([shapely.get_x(there), shapely.get_y(there)])
    known = np.isfinite(xy).all(axis=1)
    radius_m = np.sqrt(2 * np.where(area_m2 > 0, area_m2, np.nan) / (CORNERS * _wedge()))
    radius_m[known] = np.minimum(radius_m[known], _half_way(xy[known]))
    made = known & (radius_m > 0)
    shapes = np.full(len(points), None, dtype=object)
    angles = 2 * np.pi * np.arange(CORNERS) / CORNERS
    ring = np.column_stack([np.cos(angles), np.sin(angles)])
    corners = xy[made][:, None, :] + radius_m[made][:, None, None] * ring[None]
    shapes[made] = shapely.polygons(corners)
    return shapes


def _wedge() -> float:
    return float(np.sin(2 * np.pi / CORNERS))


def _half_way(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return half the distance to the nearest other point; infinite for a point alone."""
    if len(xy) <= 1:
        return np.full(len(xy), np.inf)
    from scipy.spatial import cKDTree  # noqa: PLC0415 - loads slowly

    distance, _ = cKDTree(xy).query(xy, k=2)
    return np.asarray(distance[:, 1] / 2)
