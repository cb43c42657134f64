"""Dead ends that stop just short of another street: bridged when the gap is small enough."""

from typing import NamedTuple

import numpy as np

from geo.streets.crossings import with_vertices
from geo.streets.meetings import Bools, Floats, Ints, Stretches, finder, foot, once
from geo.streets.pieces import CM_PER_M, Drawn, Pieces, spread

NEAR_M = 2.0
DETOUR = 5  # a foot that can be walked to in less than this many times the gap is no gap


class Gaps(NamedTuple):
    """Dead ends and the nearest place of another street, sorted by x and y; each gap once.

    `end` and `foot` (M, 2) are in whole centimetres; `stretch` is the number, among the vertices
    of the pieces, at which the stretch with the foot begins.
    """

    end: Ints
    foot: Ints
    stretch: Ints
    gap_m: Floats


def gaps(pieces: Pieces, level: Floats, *, gap_m: float) -> Gaps:
    """Return the gaps of at most `gap_m`, or of 2 m where that is more.

    A gap lies between a dead end and the place nearest to it on another street, or on its own
    farther along. There is none where both levels are known and differ, nor where the foot is
    reached on foot within five times the gap (as on a short branch).
    """
    node, own = _dead_ends(pieces)
    first = np.delete(np.arange(len(pieces.xy)), pieces.first_xy[1:] - 1)
    cm = np.rint(pieces.xy * CM_PER_M).astype(np.int64)
    stretches = Stretches(cm[first], cm[first + 1])
    ends = np.rint(pieces.node_xy[node] * CM_PER_M).astype(np.int64)
    reach_cm = int(np.ceil(max(gap_m, NEAR_M) * CM_PER_M))
    found = finder().near(stretches, ends, reach_cm) if len(node) else np.zeros((0, 2), np.int64)
    at, stretch = once(found, len(first)).T
    there, apart_cm = foot(stretches, ends[at], stretch)
    edge = np.searchsorted(pieces.first_xy, first[stretch], side="right") - 1
    offset_m = _offset_m(pieces, edge, first[stretch]) + np.hypot(
        *(there / CM_PER_M - pieces.xy[first[stretch]]).T
    )
    mine, theirs = level[own[at]], level[edge]
    open_ = ~(np.isfinite(mine) & np.isfinite(theirs) & (mine != theirs))
    walk_m = _walk_m(pieces, node[at], own[at], edge, offset_m)
    open_ &= (walk_m > DETOUR * np.maximum(apart_cm, 1) / CM_PER_M) & (apart_cm <= reach_cm)
    place = np.rint(there).astype(np.int64)
    chosen = _nearest(at, place, apart_cm, np.flatnonzero(open_))
    return _once(some(Gaps(ends[at], place, first[stretch], apart_cm / CM_PER_M), chosen))


def some(found: Gaps, which: Bools | Ints) -> Gaps:
    """Return some of the gaps."""
    return Gaps(found.end[which], found.foot[which], found.stretch[which], found.gap_m[which])


def bridged(pieces: Pieces, found: Gaps) -> Drawn:
    """Return the pieces as lines, with a straight line over every gap found after them."""
    edges = len(pieces.u)
    edge = np.repeat(np.arange(edges), np.diff(pieces.first_xy))
    cm = np.rint(pieces.xy * CM_PER_M).astype(np.int64)
    lines = with_vertices(Drawn(edge, cm), found.stretch, found.foot)
    over = np.stack([found.end, found.foot], axis=1).reshape(-1, 2)
    number = np.repeat(np.arange(len(found.end)) + edges, 2)
    return Drawn(np.concatenate([lines.line, number]), np.concatenate([lines.cm, over]))


def _dead_ends(pieces: Pieces) -> tuple[Ints, Ints]:
    """Return the nodes with one edge, and that edge."""
    nodes = len(pieces.node_xy)
    degree = np.bincount(pieces.u, minlength=nodes) + np.bincount(pieces.v, minlength=nodes)
    edge = np.empty(nodes, dtype=np.int64)
    edge[pieces.u], edge[pieces.v] = np.arange(len(pieces.u)), np.arange(len(pieces.u))
    node = np.flatnonzero(degree == 1)
    # an edge with two dead ends and no other street is a street all the same
    return node, edge[node]


def _offset_m(pieces: Pieces, edge: Ints, vertex: Ints) -> Floats:
    """Return how far along its edge every vertex is."""
    start = pieces.first_xy[edge]
    which, turn = spread(vertex - start)
    before = start[which] + turn
    step_m = np.hypot(*(pieces.xy[before + 1] - pieces.xy[before]).T)
    return np.asarray(np.bincount(which, weights=step_m, minlength=len(edge)), dtype=np.float64)


def _walk_m(pieces: Pieces, node: Ints, own: Ints, edge: Ints, offset_m: Floats) -> Floats:
    """Return how far it is from a dead end to a place on its own edge or the next, else inf."""
    from_u = pieces.u[own] == node
    along_m = np.where(from_u, offset_m, pieces.length_m[own] - offset_m)
    corner = np.where(from_u, pieces.v[own], pieces.u[own])
    rest_m = np.minimum(
        np.where(pieces.u[edge] == corner, offset_m, np.inf),
        np.where(pieces.v[edge] == corner, pieces.length_m[edge] - offset_m, np.inf),
    )
    return np.where(own == edge, along_m, pieces.length_m[own] + rest_m)


def _nearest(at: Ints, place: Ints, apart_cm: Floats, open_: Ints) -> Ints:
    """Return the best candidate of each dead end: the nearest, of equals the lowest x and y."""
    keys = (place[open_, 1], place[open_, 0], apart_cm[open_].round(6), at[open_])
    order = open_[np.lexsort(keys)]
    return order[_new(at[order])]


def _once(found: Gaps) -> Gaps:
    """Sort the gaps; of a gap between two dead ends, found from both, keep one."""
    turned = (found.end > found.foot).all(axis=1) | (found.end[:, 0] > found.foot[:, 0])
    turned |= (found.end[:, 0] == found.foot[:, 0]) & (found.end[:, 1] > found.foot[:, 1])
    low = np.where(turned[:, None], found.foot, found.end)
    high = np.where(turned[:, None], found.end, found.foot)
    order = np.lexsort((found.stretch, turned, high[:, 1], high[:, 0], low[:, 1], low[:, 0]))
    kept = order[_new(np.column_stack([low, high])[order])]
    return some(found, kept)


def _new(values: Ints) -> Bools:
    new = np.ones(len(values), dtype=bool)
    changed = values[1:] != values[:-1]
    new[1:] = changed if changed.ndim == 1 else changed.any(axis=1)
    return new
