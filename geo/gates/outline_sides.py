"""The sides of an outline: what a person standing before a plot sees of it at once."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.gates.street_sides import turns_deg

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AREA = 2


class Sides(NamedTuple):
    """The straight segments of outlines, sorted by `shape`, the row of the area they bound.

    `start` and `end` (S, 2), the area on the left. Segments with the same number `side` are one
    side; `outward` (S, 2) is the direction of length 1 in which that side faces.
    """

    shape: Ints
    start: Floats
    end: Floats
    side: Ints
    outward: Floats


class _Rings(NamedTuple):
    """Rings without their last vertex: `first` of each, and all vertices one after another."""

    first: Ints
    ring: Ints
    xy: Floats


def outline_sides(shapes: NDArray[np.object_], *, turn_deg: float, ignore_m: float) -> Sides:
    """Return the sides of all areas among the shapes; other shapes have none.

    A side ends at a corner: a vertex at which the outline, with everything left out that stands
    out by less than `ignore_m`, turns by `turn_deg` or more. An outline without a corner is one
    side, and each of its segments faces where it faces itself. Holes have sides as well. The first
    vertex of an outline plays no part.

    >>> found = outline_sides(np.array([shapely.box(0, 0, 90, 60)]), turn_deg=45, ignore_m=10)
    >>> len(np.unique(found.side)), found.outward.sum(axis=0).tolist()
    (4, [0.0, 0.0])
    """
    rings, owner = _rings_of(shapes)
    whole, bent = _opened(rings), _opened(shapely.simplify(rings, ignore_m))
    corner = _corners(bent, turn_deg)
    side, chord = _numbered(whole, bent, corner)
    after = _next(whole)
    run = whole.xy[after] - whole.xy
    kept = (run != 0).any(axis=1)
    faces = np.where((chord != 0).any(axis=1, keepdims=True), chord, run)[kept]
    outward = np.column_stack([faces[:, 1], -faces[:, 0]])
    outward /= np.hypot(*outward.T)[:, None]
    start, end = whole.xy[kept], whole.xy[after][kept]
    return Sides(owner[whole.ring[kept]], start, end, side[kept], outward)


def _rings_of(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], Ints]:
    """Return the rings of all areas, in an order and from a vertex the shape alone decides."""
    areas = np.flatnonzero(shapely.get_dimensions(shapes) == AREA)
    drawn = shapely.orient_polygons(shapely.normalize(shapely.force_2d(shapes[areas])))
    parts, area = shapely.get_parts(drawn, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    return rings, areas[area[part]].astype(np.int64)


def _opened(rings: NDArray[np.object_]) -> _Rings:
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    last = np.ones(min(len(ring), 1), dtype=bool)
    kept = ~np.concatenate([ring[1:] != ring[:-1], last])
    ring = ring[kept].astype(np.int64)
    first = np.searchsorted(ring, np.arange(len(rings) + 1)).astype(np.int64)
    return _Rings(first, ring, xy[kept])


def _next(rings: _Rings) -> Ints:
    """Return for each vertex the number of the one after it, round the ring."""
    after = np.arange(1, len(rings.ring) + 1)
    after[rings.first[1:] - 1] = rings.first[:-1]
    return after


def _corners(rings: _Rings, turn_deg: float) -> NDArray[np.bool_]:
    after = _next(rings)
    run = rings.xy[after] - rings.xy
    heading_deg = np.degrees(np.arctan2(run[:, 1], run[:, 0]))
    corner = np.zeros(len(after), dtype=bool)
    corner[after] = turns_deg(heading_deg, heading_deg[after]) >= turn_deg
    return corner


def _numbered(whole: _Rings, bent: _Rings, corner: NDArray[np.bool_]) -> tuple[Ints, Floats]:
    """Return the side of the segment after each vertex, and the way from its corner to the next."""
    at = np.flatnonzero(corner)
    first = np.searchsorted(bent.ring[at], np.arange(len(bent.first)))
    count = np.diff(first)
    turned = pd.MultiIndex.from_arrays([bent.ring[at], *bent.xy[at].T])
    here = pd.MultiIndex.from_arrays([whole.ring, *whole.xy.T]).isin(turned)
    total = np.concatenate([[0], np.cumsum(here)])
    passed = total[1:] - total[whole.first[:-1]][whole.ring]
    ring, corners = whole.ring, count[whole.ring]
    turn = (passed - 1) % np.maximum(corners, 1)  # before its first corner a ring is on its last
    side = first[ring] + ring + turn  # + ring: one more number for a ring without a corner
    bends = corners > 0
    come = np.zeros((len(ring), 2))
    number = first[ring][bends] + turn[bends]
    onward = first[ring][bends] + (turn[bends] + 1) % corners[bends]
    come[bends] = bent.xy[at[onward]] - bent.xy[at[number]]
    return side.astype(np.int64), come
