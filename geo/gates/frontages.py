"""Where the sides of outlines come near streets: the nearest place of every side and street."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.gates.closest import UM_PER_M, Closest, closest
from geo.gates.outline_sides import Sides
from geo.gates.street_sides import Streets

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MOST_PAIRS = 250_000  # looked at together: few enough to stay in the processor's memory


class Frontages(NamedTuple):
    """Places on outlines: of which segment (of `Sides`), near which street, and how near."""

    segment: Ints
    street: Ints
    near: Closest

    def take(self, rows: NDArray[np.generic]) -> "Frontages":
        """Return some of the places."""
        near = Closest(*(part[rows] for part in self.near))
        return Frontages(self.segment[rows], self.street[rows], near)


class _Boxes(NamedTuple):
    """The extent of segments, each (S,)."""

    west: Floats
    south: Floats
    east: Floats
    north: Floats


def frontages(sides: Sides, streets: Streets, tree: shapely.STRtree, reach_m: float) -> Frontages:
    """Return the nearest place of every side to every street within `reach_m` of it.

    Of places of a side equally near to a street the one with the lowest x, then y. `tree` holds the
    edges of which `streets` are the segments.
    """
    outline, street = _boxes(sides, 0), _boxes(streets, reach_m)
    found = []
    for here, there in _pairs(sides, streets, tree, reach_m):
        kept = _meet(outline, street, here, there)
        here, there = here[kept], there[kept]  # noqa: PLW2901 - only those that can be near
        near = closest(sides.start[here], sides.end[here], streets.start[there], streets.end[there])
        met = Frontages(here, streets.street[there], near)
        found.append(_nearest_of_each(met.take(near.gap_um <= reach_m * UM_PER_M), sides))
    return _nearest_of_each(_together(found), sides)


def _pairs(
    sides: Sides, streets: Streets, tree: shapely.STRtree, reach_m: float
) -> Iterator[tuple[Ints, Ints]]:
    """Yield segments of outlines and segments of streets near the whole outline, in blocks."""
    outlines, first = np.unique(sides.shape, return_index=True)
    first = np.append(first, len(sides.shape)).astype(np.int64)
    around = _around(sides, first, reach_m)
    boxes = shapely.box(around.west, around.south, around.east, around.north)
    outline, edge = tree.query(boxes) if len(outlines) else np.zeros((2, 0), dtype=np.int64)
    which, there = _each(streets.first[edge], streets.first[edge + 1])
    outline = outline[which]
    kept = _meet(around, _boxes(streets, 0), outline, there)
    outline, there = outline[kept], there[kept]
    sizes = np.cumsum(np.diff(first)[outline])
    cuts = np.searchsorted(sizes, np.arange(_MOST_PAIRS, sizes[-1:].sum(), _MOST_PAIRS))
    for part in np.split(np.arange(len(outline)), cuts):
        which, here = _each(first[outline[part]], first[outline[part] + 1])
        yield here, there[part][which]


def _around(sides: Sides, first: Ints, reach_m: float) -> _Boxes:
    """Return the extent of each outline and the reach around it."""
    drawn = _boxes(sides, reach_m)
    low, high = np.minimum.reduceat, np.maximum.reduceat
    at = first[:-1]
    if not len(at):
        return drawn
    return _Boxes(
        low(drawn.west, at), low(drawn.south, at), high(drawn.east, at), high(drawn.north, at)
    )


def _boxes(segments: Sides | Streets, margin_m: float) -> _Boxes:
    low = np.minimum(segments.start, segments.end) - margin_m
    high = np.maximum(segments.start, segments.end) + margin_m
    return _Boxes(*(np.ascontiguousarray(edge) for edge in (*low.T, *high.T)))


def _meet(one: _Boxes, other: _Boxes, here: Ints, there: Ints) -> Ints:
    """Return which pairs of boxes meet: each test only of those that passed the one before."""
    kept = np.flatnonzero(one.west[here] <= other.east[there])
    kept = kept[other.west[there[kept]] <= one.east[here[kept]]]
    kept = kept[one.south[here[kept]] <= other.north[there[kept]]]
    return np.asarray(kept[other.south[there[kept]] <= one.north[here[kept]]])


def _each(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return every number from `first` up to `last`, and which range it is of."""
    count = last - first
    which = np.repeat(np.arange(len(count)), count)
    step = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    return which, first[which] + step


def _together(parts: list[Frontages]) -> Frontages:
    segment, street = (np.concatenate([part[at] for part in parts]) for at in range(2))
    near = [np.concatenate([part.near[at] for part in parts]) for at in range(3)]
    return Frontages(segment.astype(np.int64), street, Closest(*near))


def _nearest_of_each(found: Frontages, sides: Sides) -> Frontages:
    """Return the nearest place of every side and street, in the order of both."""
    streets = int(found.street.max(initial=0)) + 1
    _, pair = np.unique(sides.side[found.segment] * streets + found.street, return_inverse=True)
    least = np.full(int(pair.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, pair, found.near.gap_um)
    kept = np.flatnonzero(found.near.gap_um == least[pair])
    order = np.lexsort((*found.near.way[kept].T, *found.near.xy[kept].T[::-1], pair[kept]))
    _, first = np.unique(pair[kept][order], return_index=True)
    return found.take(kept[order][first])
