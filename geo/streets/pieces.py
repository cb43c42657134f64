"""Cut lines into the pieces of a graph, in an order that depends on the ground alone."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.curve import hilbert, order

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CM_PER_M = 100
MIX = np.array([0x9E3779B97F4A7C1, 0x2545F4914F6CDD1D])  # odd, large, otherwise arbitrary

Measure = Callable[[Ints, Ints, Ints, Bools, Ints], tuple[Floats, Ints]]
Draw = Callable[[Ints, Ints, Ints, Bools, Ints], Floats]


class Drawn(NamedTuple):
    """Lines as their vertices, one after another: number of the line, whole centimetres (V, 2)."""

    line: Ints
    cm: Ints


class Pieces(NamedTuple):
    """The pieces between nodes, sorted; piece e is drawn by xy[first_xy[e]:first_xy[e + 1]].

    `copies[first_copy[e]:first_copy[e + 1]]` are the numbers of the lines that draw it.
    """

    node_xy: Floats
    u: Ints
    v: Ints
    length_m: Floats
    xy: Floats
    first_xy: Ints
    copies: Ints
    first_copy: Ints


def drawn(xy: Floats, line: Ints) -> Drawn:
    """Return vertices in whole centimetres; repeated ones and lines of no length are gone."""
    cm = xy * CM_PER_M
    return tidy(np.rint(cm, out=cm).astype(np.int64), line)


def tidy(cm: Ints, line: Ints) -> Drawn:
    """Return the lines without vertices that repeat the one before, and without lone vertices."""
    kept = np.ones(len(cm), dtype=bool)
    kept[1:] = (cm[1:, 0] != cm[:-1, 0]) | (cm[1:, 1] != cm[:-1, 1]) | (line[1:] != line[:-1])
    first, last = line_ends(line[kept])
    kept[np.flatnonzero(kept)[first & last]] = False
    line = line.astype(np.int64)
    return Drawn(line, cm) if kept.all() else Drawn(line[kept], cm[kept])


def split(lines: Drawn) -> Pieces:
    """Return the pieces of `lines` between nodes.

    A node is the end of a line or a vertex that occurs more than once; coordinates are compared,
    and kept, to the centimetre. Nodes are sorted along a Hilbert curve, then by x and y; pieces
    run from the lower node to the higher and are sorted by their nodes, length and course. Of
    equal pieces one is kept.
    """
    place, place_cm = places(lines.cm)
    is_node = _node_places(lines.line, place, len(place_cm))
    node_cm, node_of_place = _number_nodes(place_cm, is_node)
    start, end = _cuts(lines.line, is_node[place])
    u, v = node_of_place[place[start]], node_of_place[place[end]]
    backwards = u > v
    loop = np.flatnonzero(u == v)
    backwards[loop] = _turned(lines.cm, start[loop], end[loop])
    measure, draw = _ways()
    length_m, course = measure(lines.cm, start, end, backwards, MIX)
    low, high = np.minimum(u, v), np.maximum(u, v)
    ordered, first_copy = _sorted_once(low * len(node_cm) + high, length_m, course)
    kept = ordered[first_copy[:-1]]
    first_xy = np.concatenate([[0], np.cumsum((end - start + 1)[kept])])
    return Pieces(
        node_xy=node_cm / CM_PER_M,
        u=low[kept],
        v=high[kept],
        length_m=length_m[kept],
        xy=draw(lines.cm, start[kept], end[kept], backwards[kept], first_xy),
        first_xy=first_xy,
        copies=lines.line[start[ordered]],
        first_copy=first_copy,
    )


def places(cm: Ints) -> tuple[Ints, Ints]:
    """Return the number of each vertex's place, and the places (P, 2) sorted by x, then y."""
    if not len(cm):
        return np.zeros(0, dtype=np.int64), cm
    low = np.array([cm[:, 0].min(), cm[:, 1].min()])  # ten times as fast as both at once
    key = ((cm[:, 0] - low[0]) << 32) | (cm[:, 1] - low[1])
    by_key = np.argsort(key)
    key = key[by_key]
    new = _changes(key)
    place = np.empty(len(key), dtype=np.int64)
    place[by_key] = np.cumsum(new) - 1
    return place, np.column_stack([key[new] >> 32, key[new] & 0xFFFFFFFF]) + low


def line_ends(line: Ints) -> tuple[Bools, Bools]:
    """Return which vertices are the first of their line, and which are the last."""
    change = line[1:] != line[:-1]
    edge = np.ones(min(len(line), 1), dtype=bool)
    return np.concatenate([edge, change]), np.concatenate([change, edge])


def spread(count: Ints) -> tuple[Ints, Ints]:
    """Return for groups of `count` members each member's group, and its number in the group."""
    group = np.repeat(np.arange(len(count)), count)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(count) - count, count)


def _node_places(line: Ints, place: Ints, count: int) -> Bools:
    first, last = line_ends(line)
    shared = np.bincount(place, minlength=count) > 1
    shared[place[first | last]] = True
    return np.asarray(shared)


def _number_nodes(place_cm: Ints, is_node: Bools) -> tuple[Ints, Ints]:
    cm = place_cm[is_node]
    along = order(hilbert(cm[:, 0], cm[:, 1]))  # places come by x and y
    number = np.full(len(place_cm), -1, dtype=np.int64)
    number[np.flatnonzero(is_node)[along]] = np.arange(len(cm))
    return cm[along], number


def _cuts(line: Ints, is_node: Bools) -> tuple[Ints, Ints]:
    at = np.flatnonzero(is_node)
    same = line[at[1:]] == line[at[:-1]]
    return at[:-1][same], at[1:][same]


def _turned(cm: Ints, start: Ints, end: Ints) -> Bools:
    """Say which loops run the other way round: with the higher of their first neighbours first."""
    step = cm[np.minimum(start + 1, end)] - cm[np.maximum(end - 1, start)]
    return np.asarray((step[:, 0] > 0) | ((step[:, 0] == 0) & (step[:, 1] > 0)))


def _ways() -> tuple[Measure, Draw]:
    """Return what measures and draws pieces: machine code, or the plain way without numba."""
    try:
        from geo.streets.courses import draw, measure  # noqa: PLC0415 - numba loads slowly
    except (ImportError, RuntimeError):
        return measured, redrawn
    return measure, draw


def measured(cm: Ints, start: Ints, end: Ints, backwards: Bools, mix: Ints) -> tuple[Floats, Ints]:
    """Return length and course of each piece; the course is a number two ways do not share."""
    if not len(start):
        return np.zeros(0), np.zeros(0, dtype=np.int64)
    vertex, turn, first = _course(start, end, backwards)
    cm = cm[vertex]
    step = np.zeros((len(cm), 2))
    step[:-1] = (cm[1:] - cm[:-1]) / CM_PER_M
    step[first[1:] - 1] = 0
    length_m = np.add.reduceat(np.hypot(step[:, 0], step[:, 1]), first[:-1])
    mixed = (cm[:, 0] * mix[0] + cm[:, 1]) * (2 * turn + 1) * mix[1]
    return length_m, np.add.reduceat(mixed ^ (mixed >> 31), first[:-1])


def redrawn(cm: Ints, start: Ints, end: Ints, backwards: Bools, _first_xy: Ints) -> Floats:
    """Return the vertices of the pieces in metres, one piece after another."""
    return np.asarray(cm[_course(start, end, backwards)[0]] / CM_PER_M)


def _course(start: Ints, end: Ints, backwards: Bools) -> tuple[Ints, Ints, Ints]:
    """Return the vertices of the pieces, their numbers within them, and each piece's first."""
    piece, turn = spread(end - start + 1)
    vertex = np.where(backwards[piece], end[piece] - turn, start[piece] + turn)
    return vertex, turn, np.concatenate([[0], np.cumsum(end - start + 1)])


def _sorted_once(ends: Ints, length_m: Floats, course: Ints) -> tuple[Ints, Ints]:
    """Return the order of the pieces, and where in it each first of equal ones stands."""
    ordered = order(ends)
    new = _changes(ends[ordered])
    twin = ~new
    twin[:-1] |= ~new[1:]  # pieces between the same nodes: few need more keys
    rows = ordered[twin]
    rows = rows[np.lexsort((course[rows], length_m[rows], ends[rows]))]
    ordered[twin] = rows
    new[twin] = _changes(ends[rows]) | _changes(length_m[rows]) | _changes(course[rows])
    return ordered, np.concatenate([np.flatnonzero(new), [len(ordered)]])


def _changes(values: Ints | Floats) -> Bools:
    """Return which values differ from the one before; the first does."""
    new = np.ones(len(values), dtype=bool)
    new[1:] = values[1:] != values[:-1]
    return new
