"""Walk outwards from all entrances of an estate at once, until the limit: the fast engine.

A bounded forward Dijkstra per estate. Within a walk's reach an estate meets a few hundred nodes
whatever the size of the city, so the cost grows with estates alone. Compiled by numba, without
the interpreter's lock: threads take estates in blocks, each with its own heap and its own marks.
(numba's `parallel=True` is not used: its default threads abort the process when two browser
sessions enter at once.)
"""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numba import njit

from geo.network import Network
from geo.reach import Floats, Gates, Ints, Limits, Places, Reached, nothing_reached

STAMP, HEAP, FOUND = 0, 1, 2
ROUND_PER_M = 1e6
SLACK_M = 1e-6


class _Streets(NamedTuple):
    u: Ints
    v: Ints
    length_m: Floats
    first_arc: Ints
    to_node: Ints
    arc_edge: Ints
    arc_m: Floats


class _Shelf(NamedTuple):
    """Places shelved by edge: those on edge e are place[first[e]:first[e + 1]]."""

    first: Ints
    place: Ints
    offset_m: Floats
    snap_m: Floats
    category: Ints


class _Desk(NamedTuple):
    """One thread's working memory; a mark equal to the stamp means: of this estate."""

    now: Ints
    limit_m: float
    node_m: Floats
    node_mark: Ints
    heap_m: Floats
    heap_node: Ints
    place_m: Floats
    place_mark: Ints
    found: Ints


def sweep(gates: Gates, places: Places, network: Network, limits: Limits) -> Reached:
    """Return what every estate reaches on foot within the limit."""
    reached = nothing_reached(len(gates.first) - 1, limits)
    streets = _Streets(
        network.u,
        network.v,
        network.length_m,
        network.first_arc,
        network.to_node,
        network.arc_edge,
        network.length_m[network.arc_edge],
    )
    shelf = _shelve(places, len(network.u))

    def block(span: tuple[int, int]) -> None:
        _sweep_block(gates, streets, shelf, limits, reached, span)

    threads = os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(block, _spans(len(gates.first) - 1, threads)))
    return reached


def _spans(estates: int, threads: int) -> list[tuple[int, int]]:
    blocks = max(1, min(estates, threads))
    ends = [estates * block // blocks for block in range(blocks + 1)]
    return list(pairwise(ends))


def _shelve(places: Places, edges: int) -> _Shelf:
    placed = np.flatnonzero(places.edge >= 0)
    order = placed[np.argsort(places.edge[placed], kind="stable")]
    first = np.searchsorted(places.edge[order], np.arange(edges + 1))
    return _Shelf(
        first=first.astype(np.int64),
        place=order.astype(np.int64),
        offset_m=places.offset_m[order],
        snap_m=places.snap_m[order],
        category=places.category,
    )


@njit(nogil=True, cache=True, forceinline=True)
def _push(keys: Floats, nodes: Ints, size: int, walk_m: float, node: int) -> int:
    at = size
    while at > 0 and keys[(at - 1) // 2] > walk_m:
        keys[at], nodes[at] = keys[(at - 1) // 2], nodes[(at - 1) // 2]
        at = (at - 1) // 2
    keys[at], nodes[at] = walk_m, node
    return size + 1


@njit(nogil=True, cache=True, forceinline=True)
def _drop_first(keys: Floats, nodes: Ints, size: int) -> int:
    size -= 1
    last_m, last, at = keys[size], nodes[size], 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= last_m:
            break
        keys[at], nodes[at] = keys[child], nodes[child]
        at = child
    keys[at], nodes[at] = last_m, last
    return size


@njit(nogil=True, cache=True)
def _offer_node(desk: _Desk, node: int, walk_m: float) -> None:
    if walk_m > desk.limit_m + SLACK_M:
        return
    stamp = desk.now[STAMP]
    if desk.node_mark[node] != stamp or walk_m < desk.node_m[node]:
        desk.node_mark[node] = stamp
        desk.node_m[node] = walk_m
        desk.now[HEAP] = _push(desk.heap_m, desk.heap_node, desk.now[HEAP], walk_m, node)


@njit(nogil=True, cache=True)
def _offer_place(desk: _Desk, place: int, walk_m: float) -> None:
    walk_m = np.rint(walk_m * ROUND_PER_M) / ROUND_PER_M
    if walk_m > desk.limit_m:
        return
    stamp = desk.now[STAMP]
    if desk.place_mark[place] != stamp:
        desk.place_mark[place] = stamp
        desk.place_m[place] = walk_m
        desk.found[desk.now[FOUND]] = place
        desk.now[FOUND] += 1
    elif walk_m < desk.place_m[place]:
        desk.place_m[place] = walk_m


@njit(nogil=True, cache=True)
def _leave(desk: _Desk, gates: Gates, gate: int, streets: _Streets, shelf: _Shelf) -> None:
    """Step from a gate onto its street: to both ends, and straight to what lies on it."""
    edge, offset_m, snap_m = gates.edge[gate], gates.offset_m[gate], gates.snap_m[gate]
    _offer_node(desk, streets.u[edge], snap_m + offset_m)
    _offer_node(desk, streets.v[edge], snap_m + (streets.length_m[edge] - offset_m))
    for at in range(shelf.first[edge], shelf.first[edge + 1]):
        along_m = abs(shelf.offset_m[at] - offset_m)
        _offer_place(desk, shelf.place[at], snap_m + along_m + shelf.snap_m[at])


@njit(nogil=True, cache=True)
def _visit(desk: _Desk, edge: int, node: int, streets: _Streets, shelf: _Shelf) -> None:
    """Meet what lies on an edge, coming from one of its ends (from both, on a loop)."""
    walk_m = desk.node_m[node]
    for at in range(shelf.first[edge], shelf.first[edge + 1]):
        offset_m, snap_m = shelf.offset_m[at], shelf.snap_m[at]
        if streets.u[edge] == node:
            _offer_place(desk, shelf.place[at], walk_m + offset_m + snap_m)
        if streets.v[edge] == node:
            rest_m = streets.length_m[edge] - offset_m
            _offer_place(desk, shelf.place[at], walk_m + rest_m + snap_m)


@njit(nogil=True, cache=True)
def _spread(desk: _Desk, streets: _Streets, shelf: _Shelf) -> None:
    # Arrays get local names, outside the loop: fetched inside it numba counts references, and
    # threads that count the same references wait for one another.
    keys, nodes, node_m, mark = desk.heap_m, desk.heap_node, desk.node_m, desk.node_mark
    first_arc, to_node, arc_m = streets.first_arc, streets.to_node, streets.arc_m
    arc_edge, first_place = streets.arc_edge, shelf.first
    stamp, size, limit_m = desk.now[STAMP], desk.now[HEAP], desk.limit_m + SLACK_M
    while size > 0:
        walk_m, node = keys[0], nodes[0]
        size = _drop_first(keys, nodes, size)
        if walk_m > node_m[node]:
            continue
        for arc in range(first_arc[node], first_arc[node + 1]):
            edge, other, there_m = arc_edge[arc], to_node[arc], walk_m + arc_m[arc]
            if first_place[edge] < first_place[edge + 1]:
                _visit(desk, edge, node, streets, shelf)
            if there_m <= limit_m and (mark[other] != stamp or there_m < node_m[other]):
                mark[other], node_m[other] = stamp, there_m
                size = _push(keys, nodes, size, there_m, other)


@njit(nogil=True, cache=True)
def _write(desk: _Desk, estate: int, shelf: _Shelf, limits: Limits, reached: Reached) -> None:
    for at in range(desk.now[FOUND]):
        place = desk.found[at]
        walk_m, category = desk.place_m[place], shelf.category[place]
        best_m, best = reached.walk_m[estate, category], reached.place[estate, category]
        if walk_m < best_m or (walk_m == best_m and place < best):
            reached.walk_m[estate, category] = walk_m
            reached.place[estate, category] = place
        for ring in range(len(limits.rings_m)):
            if walk_m <= limits.rings_m[ring]:
                reached.counts[estate, category, ring] += 1


@njit(nogil=True, cache=True)
def _new_desk(gates: Gates, streets: _Streets, shelf: _Shelf, limits: Limits) -> _Desk:
    nodes = len(streets.first_arc) - 1
    heap = len(streets.to_node) + 2 * len(gates.edge) + 1  # an arc pushes at most once
    places = len(shelf.category)
    return _Desk(
        np.zeros(3, np.int64),
        limits.limit_m,
        np.empty(nodes),
        np.zeros(nodes, np.int64),
        np.empty(heap),
        np.empty(heap, np.int64),
        np.empty(places),
        np.zeros(places, np.int64),
        np.empty(places, np.int64),
    )


@njit(nogil=True, cache=True)
def _sweep_block(
    gates: Gates,
    streets: _Streets,
    shelf: _Shelf,
    limits: Limits,
    reached: Reached,
    span: tuple[int, int],
) -> None:
    desk = _new_desk(gates, streets, shelf, limits)
    for estate in range(span[0], span[1]):
        desk.now[STAMP], desk.now[HEAP], desk.now[FOUND] = estate + 1, 0, 0
        for gate in range(gates.first[estate], gates.first[estate + 1]):
            _leave(desk, gates, gate, streets, shelf)
        _spread(desk, streets, shelf)
        _write(desk, estate, shelf, limits, reached)
