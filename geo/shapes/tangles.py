"""Outlines that cross themselves so often that nobody can say what was meant."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.shapes.single_parts import single_parts

CHUNK = 256  # segments asked of the tree at once: counting stops soon after the limit


def tangled(shapes: NDArray[np.object_], *, least: int, each: float) -> NDArray[np.bool_]:
    """Return which shapes have more than `least` + `each`·(corners) crossings of their own sides.

    Sides that follow one another do not count where they meet. A ring drawn twice has 1.5 a
    corner, a sheet of square plots in one shape 5, a scribble of n random corners some n/6. To
    cut a scribble into its pieces takes minutes; counting its crossings stops at the limit.

    >>> bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    >>> tangled(np.array([bow]), least=0, each=0).tolist()
    [True]
    """
    found = np.zeros(len(shapes), dtype=bool)
    corners = shapely.get_num_coordinates(shapes)
    for at in np.flatnonzero(corners * (corners - 1) / 2 > least + each * corners):
        found[at] = _crossings(shapes[at], least + each * corners[at])
    return found


def _crossings(shape: shapely.Geometry, limit: float) -> bool:
    sides, before, after = _sides(shape)
    tree, count = shapely.STRtree(sides), 0
    for start in range(0, len(sides), CHUNK):
        one, two = tree.query(sides[start : start + CHUNK], predicate="intersects")
        one += start
        apart = (one < two) & (two != after[one]) & (two != before[one])
        count += int(apart.sum())
        if count > limit:
            return True
    return False


def _sides(
    shape: shapely.Geometry,
) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.int64]]:
    """Return the sides of all rings, and the positions of those before and after each."""
    parts, _ = single_parts(np.array([shape], dtype=object))
    rings = shapely.get_rings(parts)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    moved = np.concatenate([[True], (xy[1:] != xy[:-1]).any(axis=1) | (ring[1:] != ring[:-1])])
    xy, ring = xy[moved], ring[moved]
    start = np.flatnonzero(ring[1:] == ring[:-1])
    sides = shapely.linestrings(np.stack([xy[start], xy[start + 1]], axis=1))
    mine = ring[start]
    turn = np.arange(len(sides))
    first = np.searchsorted(mine, mine, side="left")
    last = np.searchsorted(mine, mine, side="right") - 1
    return sides, np.where(turn == first, last, turn - 1), np.where(turn == last, first, turn + 1)
