"""Where straight stretches of street meet on paper without a common vertex."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TOUCH_CM = 1
REACH_CM = 2  # candidates are looked for this far: a little farther than they may lie


class Stretches(NamedTuple):
    """S straight stretches from `start` to `end`, both (S, 2) in whole centimetres."""

    start: Ints
    end: Ints


class Meetings(NamedTuple):
    """Ends on the inside of another stretch (end, stretch), and crossings (one, other).

    The ends of stretch s are numbered 2·s (its start) and 2·s + 1.
    """

    touches: Ints
    crossings: Ints


class Finder(NamedTuple):
    """What names candidates: pairs of stretches that may meet, and stretches near points.

    `near` is given stretches, points in whole centimetres and a radius. Candidates may be named
    more than once.
    """

    pairs: Callable[[Stretches], Ints]
    near: Callable[[Stretches, Ints, int], Ints]


def finder() -> Finder:
    """Return the fast finder, or shapely's trees where numba cannot compile."""
    try:
        from geo.streets.meetings_cells import near, pairs  # noqa: PLC0415 - numba loads slowly
    except (ImportError, RuntimeError):
        return trees()
    return Finder(pairs, near)


def trees() -> Finder:
    """Return the finder that is there wherever shapely is, and slower."""
    return Finder(_pairs_by_tree, _near_by_tree)


def meetings(stretches: Stretches, pairs: Ints) -> Meetings:
    """Return what of the candidate pairs touches or crosses.

    An end touches a stretch when it lies at most 1 cm beside its inside and is not one of its
    ends. A pair crosses when each stretch has its ends on both sides of the other, and nothing
    of the pair touches.
    """
    one, other = once(pairs, len(stretches.start)).T
    ends = np.stack([2 * one, 2 * one + 1, 2 * other, 2 * other + 1])
    across = np.stack([other, other, one, one])
    touching = _touching(stretches, ends, across)
    touches = np.column_stack([ends[touching], across[touching]])
    free = ~touching.any(axis=0)
    crosses = free & _divided(stretches, one, other) & _divided(stretches, other, one)
    return Meetings(
        once(touches, len(stretches.start)), np.column_stack([one[crosses], other[crosses]])
    )


def once(pairs: Ints, count: int) -> Ints:
    """Return the pairs sorted, each once; their second number lies below `count`."""
    number = np.unique(pairs[:, 0] * count + pairs[:, 1])
    return np.column_stack(np.divmod(number, max(1, count)))


def foot(stretches: Stretches, points: Ints, stretch: Ints) -> tuple[Floats, Floats]:
    """Return the place (M, 2) on each stretch nearest to its point, and how far it is, in cm."""
    start, end = _upwards(stretches, stretch)
    along = (end - start).astype(np.float64)
    share = ((points - start) * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1)
    place = start + along * np.clip(share, 0, 1)[:, None]
    return place, np.hypot(*(points - place).T)


def crossing_points(stretches: Stretches, crossings: Ints) -> Ints:
    """Return where each pair crosses, to the centimetre, whichever way it is drawn."""
    one, one_end = _upwards(stretches, crossings[:, 0])
    other, other_end = _upwards(stretches, crossings[:, 1])
    first = (one[:, 0] < other[:, 0]) | ((one[:, 0] == other[:, 0]) & (one[:, 1] <= other[:, 1]))
    a, b = np.where(first[:, None], one, other), np.where(first[:, None], one_end, other_end)
    c, d = np.where(first[:, None], other, one), np.where(first[:, None], other_end, one_end)
    share = cross(c - a, d - c) / cross(b - a, d - c)
    return np.rint(a + (b - a) * share[:, None]).astype(np.int64)


def cross(a: Ints, b: Ints) -> Ints:
    """Return the cross product of vectors, exact in whole centimetres."""
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])


def end_points(stretches: Stretches, ends: Ints) -> Ints:
    """Return the points of ends numbered as in `Meetings`."""
    late = (ends % 2 == 1)[..., None]
    return np.where(late, stretches.end[ends // 2], stretches.start[ends // 2])


def _pairs_by_tree(stretches: Stretches) -> Ints:
    lines = _lines(stretches)
    found = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=REACH_CM)
    return np.asarray(found[:, found[0] < found[1]].T, dtype=np.int64)


def _near_by_tree(stretches: Stretches, points: Ints, radius_cm: int) -> Ints:
    tree = shapely.STRtree(_lines(stretches))
    found = tree.query(shapely.points(points), predicate="dwithin", distance=radius_cm)
    return np.asarray(found.T, dtype=np.int64)


def _lines(stretches: Stretches) -> NDArray[np.object_]:
    return np.asarray(shapely.linestrings(np.stack([stretches.start, stretches.end], axis=1)))


def _touching(stretches: Stretches, ends: Ints, across: Ints) -> Bools:
    points = end_points(stretches, ends)
    start, end = stretches.start[across], stretches.end[across]
    along = end - start
    length = np.hypot(along[..., 0], along[..., 1])
    share = ((points - start) * along).sum(axis=-1)
    inside = (share > 0) & (share < (along**2).sum(axis=-1))
    return np.asarray(inside & (np.abs(cross(along, points - start)) <= TOUCH_CM * length))


def _divided(stretches: Stretches, by: Ints, stretch: Ints) -> Bools:
    start = stretches.start[by]
    along = stretches.end[by] - start
    left = np.sign(cross(along, stretches.start[stretch] - start))
    right = np.sign(cross(along, stretches.end[stretch] - start))
    return np.asarray(left * right < 0)


def _upwards(stretches: Stretches, stretch: Ints) -> tuple[Ints, Ints]:
    """Return the ends of stretches, the lower by x and y first: the direction must not show."""
    start, end = stretches.start[stretch], stretches.end[stretch]
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    return np.where(turned[:, None], end, start), np.where(turned[:, None], start, end)
