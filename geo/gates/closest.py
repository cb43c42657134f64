"""Where a straight piece of an outline comes nearest to a straight piece of a street."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

UM_PER_M = 1_000_000


class Closest(NamedTuple):
    """For each pair: the gap in whole micrometres, the place on the first, the way to the second.

    `way` has length 1 and is zero where the two touch.
    """

    gap_um: NDArray[np.int64]
    xy: Floats
    way: Floats


def closest(a: Floats, b: Floats, p: Floats, q: Floats) -> Closest:
    """Return where segments from `a` to `b` come nearest to segments from `p` to `q`, each (n, 2).

    The nearest place is where they cross or an end of one of them. Of places equally near, to the
    micrometre, the one with the smallest x, then y: so cutting a straight segment in two moves
    nothing. A segment of no length is a point.

    >>> one, other = np.array([[0.0, 0.0], [90.0, 0.0]]), np.array([[20.0, -5.0], [120.0, -5.0]])
    >>> closest(one[:1], one[1:], other[:1], other[1:])
    Closest(gap_um=array([5000000]), xy=array([[20.,  0.]]), way=array([[ 0., -1.]]))
    """
    onto_pq = (_foot(a, p, q), _foot(b, p, q))
    onto_ab = (_foot(p, a, b), _foot(q, a, b))
    best = _measured(a, onto_pq[0])
    for here, there in ((b, onto_pq[1]), (onto_ab[0], p), (onto_ab[1], q)):
        best = _better(best, _measured(here, there))
    cross, crossed = _crossing(a, b, p, q)
    best.gap_um[crossed] = 0
    best.xy[crossed] = cross[crossed]
    best.way[best.gap_um == 0] = 0
    return best


def _foot(xy: Floats, start: Floats, end: Floats) -> Floats:
    """Return the place on each segment nearest to a point."""
    run = end - start
    length2 = np.einsum("ij,ij->i", run, run)
    along = np.einsum("ij,ij->i", xy - start, run) / np.where(length2 > 0, length2, 1)
    along = along.clip(0, 1)[:, None]
    return np.asarray(start + along * run)


def _measured(here: Floats, there: Floats) -> Closest:
    way = there - here
    gap_m = np.hypot(way[:, 0], way[:, 1])
    gap_um = np.rint(gap_m * UM_PER_M).astype(np.int64)
    return Closest(gap_um, here.copy(), way / np.where(gap_m > 0, gap_m, 1)[:, None])


def _better(one: Closest, other: Closest) -> Closest:
    lower = (other.xy[:, 0] < one.xy[:, 0]) | (
        (other.xy[:, 0] == one.xy[:, 0]) & (other.xy[:, 1] < one.xy[:, 1])
    )
    take = (other.gap_um < one.gap_um) | ((other.gap_um == one.gap_um) & lower)
    gap_um = np.where(take, other.gap_um, one.gap_um)
    take = take[:, None]
    return Closest(gap_um, np.where(take, other.xy, one.xy), np.where(take, other.way, one.way))


def _crossing(a: Floats, b: Floats, p: Floats, q: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return where the segments cross each other, and which do; parallel ones do not."""
    run, other, apart = b - a, q - p, p - a
    turn = _cross(run, other)
    slanted = turn != 0
    safe = np.where(slanted, turn, 1)
    along, beside = _cross(apart, other) / safe, _cross(apart, run) / safe
    crossed = slanted & (along >= 0) & (along <= 1) & (beside >= 0) & (beside <= 1)
    return a + along[:, None] * run, np.asarray(crossed)


def _cross(one: Floats, other: Floats) -> Floats:
    return np.asarray(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])
