"""Rings put together to areas: outlines with their holes in them."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Rings(NamedTuple):
    """Rings one after another, open: ring r is xy[first[r]:first[r + 1]].

    The inside lies to the left: rings with positive `area_m2` are outlines, negative ones holes.
    Rings do not cross.
    """

    xy: Floats
    first: Ints
    area_m2: Floats


def area_of_rings(rings: Rings, *, hole_m2: float) -> shapely.Geometry:
    """Return a Polygon or MultiPolygon of the rings, holes smaller than `hole_m2` left out.

    Each hole belongs to the smallest outline around it; outlines come in the order given.

    >>> square = np.array([(0, 0), (9, 0), (9, 9), (0, 9), (3, 3), (3, 6), (6, 6), (6, 3)], float)
    >>> rings = Rings(square, np.array([0, 4, 8]), np.array([81.0, -9.0]))
    >>> area_of_rings(rings, hole_m2=1).area, area_of_rings(rings, hole_m2=10).area
    (72.0, 81.0)
    """
    outline = np.flatnonzero(rings.area_m2 > 0)
    if not len(outline):
        return shapely.Polygon()
    hole = np.flatnonzero(rings.area_m2 <= -max(hole_m2, np.finfo(float).tiny))
    lines = _linear_rings(rings, np.concatenate([outline, hole]))
    owner = np.zeros(len(hole), dtype=np.int64)
    if len(outline) > 1:
        owner = _around(rings, outline, hole, lines[: len(outline)])
    part = np.concatenate([np.arange(len(outline)), owner])
    order = np.argsort(part, kind="stable")
    parts = shapely.polygons(lines[order], indices=part[order])
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _linear_rings(rings: Rings, chosen: Ints) -> NDArray[np.object_]:
    first, count = rings.first[chosen], np.diff(rings.first)[chosen]
    owner = np.repeat(np.arange(len(chosen)), count)
    start = np.cumsum(count) - count
    xy = rings.xy[np.arange(len(owner)) + (first - start)[owner]]
    return np.asarray(shapely.linearrings(xy, indices=owner), dtype=object)


def _around(rings: Rings, outline: Ints, hole: Ints, lines: NDArray[np.object_]) -> Ints:
    """Return which outline each hole lies in: the smallest around its first point."""
    order = np.argsort(rings.area_m2[outline], kind="stable")
    shapes = shapely.polygons(lines[order])
    shapely.prepare(shapes)
    x, y = rings.xy[rings.first[hole]].T
    inside = shapely.contains_xy(shapes[:, None], x, y)
    return np.asarray(order[np.argmax(inside, axis=0)])
