"""What every origin meets on its walk outwards: the fast engine, compiled by numba.

Threads take origins in blocks, each thread with a desk of its own, without the interpreter's
lock. (numba's `parallel=True` is not used: its default threads abort the process when two browser
sessions enter at once.)
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from geo.compiled import compiled
from geo.network import Network
from geo.outward import (
    FULL,
    Desk,
    Starts,
    Streets,
    in_order,
    new_desk,
    starts_of,
    streets_of,
    walk_out,
)
from geo.reach import Floats, Gates, Ints, Limits, Nodes, Pairs, Places, Reached, nothing_reached
from geo.shelf import Shelf, shelve

ROUND_PER_M = 1e6
BLOCKS_A_THREAD = 8
ALONE = 32  # so few origins are walked sooner than a second thread starts


class Ways(NamedTuple):
    """Where walks start, what they follow, and what they may meet."""

    starts: Starts
    streets: Streets
    shelf: Shelf


class Found(NamedTuple):
    """The facilities an origin met, in `number`, and how far each is (inf unless met)."""

    facility_m: Floats
    number: Ints


Block = Callable[[Ints, Ways, Desk, Found], int]


def sweep(gates: Gates, places: Places, network: Network, limits: Limits) -> Reached:
    """Return the nearest facility of every category and the counts, for every origin."""
    reached = nothing_reached(len(gates.first) - 1, limits)
    ways = _ways(gates, places, network)

    def block(origins: Ints, ways: Ways, desk: Desk, found: Found) -> int:
        return _nearest(origins, ways, desk, found, limits, reached)

    _share_out(ways, limits.limit_m, block)
    return reached


def pairs(gates: Gates, places: Places, network: Network, limit_m: float) -> Pairs:
    """Return every facility within the limit of every origin: counted first, then written."""
    origins = len(gates.first) - 1
    ways = _ways(gates, places, network)
    first = np.zeros(origins + 1, dtype=np.int64)

    def count(origins: Ints, ways: Ways, desk: Desk, found: Found) -> int:
        return _count(origins, ways, desk, found, limit_m, first)

    _share_out(ways, limit_m, count)
    np.cumsum(first, out=first)
    facility, walk_m = np.empty(first[-1], dtype=np.int64), np.empty(first[-1])

    def write(origins: Ints, ways: Ways, desk: Desk, found: Found) -> int:
        return _list(origins, ways, desk, found, limit_m, first, facility, walk_m)

    _share_out(ways, limit_m, write)
    return Pairs(np.repeat(np.arange(origins), np.diff(first)), facility, walk_m)


def nodes(gates: Gates, network: Network, origin: int, limit_m: float) -> Nodes:
    """Return every node within the limit of the origin."""
    starts, streets = starts_of(gates, network), streets_of(network)
    desk = new_desk(streets, limit_m)
    while (met := walk_out(origin, starts, streets, desk)) == FULL:
        desk = new_desk(streets, limit_m, 2 * len(desk.wait_m))
    node = np.sort(desk.met[:met]).astype(np.int64)
    node_m = np.rint(desk.node_m[node] * ROUND_PER_M) / ROUND_PER_M
    return Nodes(node[node_m <= limit_m], node_m[node_m <= limit_m])


def _ways(gates: Gates, places: Places, network: Network) -> Ways:
    return Ways(starts_of(gates, network), streets_of(network), shelve(places, gates, network))


def _share_out(ways: Ways, limit_m: float, block: Block) -> None:
    """Let threads walk all origins, block by block, neighbours together."""
    order = in_order(ways.starts)
    threads = (os.cpu_count() or 1) if len(order) > ALONE else 1
    blocks = iter(np.array_split(order, threads * BLOCKS_A_THREAD))

    def work() -> None:
        desk, found = new_desk(ways.streets, limit_m), _nothing_found(ways.shelf)
        for origins in blocks:
            done = 0
            while (done := done + block(origins[done:], ways, desk, found)) < len(origins):
                desk = new_desk(ways.streets, limit_m, 2 * len(desk.wait_m))

    if threads == 1:
        work()
        return
    with ThreadPoolExecutor(threads) as pool:
        for thread in [pool.submit(work) for _ in range(threads)]:
            thread.result()


def _nothing_found(shelf: Shelf) -> Found:
    facilities = len(shelf.category)
    return Found(np.full(facilities, np.inf), np.empty(facilities, dtype=np.int64))


@compiled
def _meet(origin: int, met: int, shelf: Shelf, desk: Desk, found: Found) -> int:
    """Fill `found` with what stands by the nodes met and on the own streets; return how many."""
    node_m, nodes, limit_m = desk.node_m, desk.met, desk.limit_m
    facility_m, number = found.facility_m, found.number
    first, facility, more_m = shelf.first, shelf.facility, shelf.more_m
    count = 0
    for i in range(met):
        node = nodes[i]
        for at in range(first[node], first[node + 1]):
            one, walk_m = facility[at], node_m[node] + more_m[at]
            if walk_m < facility_m[one] and walk_m <= limit_m:
                if facility_m[one] == np.inf:
                    number[count] = one
                    count += 1
                facility_m[one] = walk_m
        node_m[node] = np.inf
    first, facility, way_m = shelf.first_own, shelf.own, shelf.way_m
    for at in range(first[origin], first[origin + 1]):
        one, walk_m = facility[at], way_m[at]
        if walk_m < facility_m[one] and walk_m <= limit_m:
            if facility_m[one] == np.inf:
                number[count] = one
                count += 1
            facility_m[one] = walk_m
    return count


@compiled
def _nearest(
    origins: Ints, ways: Ways, desk: Desk, found: Found, limits: Limits, reached: Reached
) -> int:
    facility_m, number, rings_m = found.facility_m, found.number, limits.rings_m
    nearest_m, nearest, counts = reached.walk_m, reached.facility, reached.counts
    category_of, limit_m = ways.shelf.category, limits.limit_m
    for done in range(len(origins)):
        origin = origins[done]
        met = walk_out(origin, ways.starts, ways.streets, desk)
        if met == FULL:
            return done
        for i in range(_meet(origin, met, ways.shelf, desk, found)):
            one = number[i]
            walk_m = np.rint(facility_m[one] * ROUND_PER_M) / ROUND_PER_M
            facility_m[one] = np.inf
            if walk_m > limit_m:
                continue
            category = category_of[one]
            best_m = nearest_m[origin, category]
            if walk_m < best_m or (walk_m == best_m and one < nearest[origin, category]):
                nearest_m[origin, category] = walk_m
                nearest[origin, category] = one
            for ring in range(len(rings_m)):
                counts[origin, category, ring] += walk_m <= rings_m[ring]
    return len(origins)


@compiled
def _count(origins: Ints, ways: Ways, desk: Desk, found: Found, limit_m: float, first: Ints) -> int:
    facility_m, number = found.facility_m, found.number
    for done in range(len(origins)):
        origin = origins[done]
        met = walk_out(origin, ways.starts, ways.streets, desk)
        if met == FULL:
            return done
        for i in range(_meet(origin, met, ways.shelf, desk, found)):
            walk_m = np.rint(facility_m[number[i]] * ROUND_PER_M) / ROUND_PER_M
            facility_m[number[i]] = np.inf
            first[origin + 1] += walk_m <= limit_m
    return len(origins)


@compiled
def _list(
    origins: Ints,
    ways: Ways,
    desk: Desk,
    found: Found,
    limit_m: float,
    first: Ints,
    facility: Ints,
    pair_m: Floats,
) -> int:
    facility_m, number = found.facility_m, found.number
    for done in range(len(origins)):
        origin = origins[done]
        met = walk_out(origin, ways.starts, ways.streets, desk)
        if met == FULL:
            return done
        count = _meet(origin, met, ways.shelf, desk, found)
        number[:count].sort()
        at = first[origin]
        for i in range(count):
            walk_m = np.rint(facility_m[number[i]] * ROUND_PER_M) / ROUND_PER_M
            facility_m[number[i]] = np.inf
            if walk_m <= limit_m:
                facility[at], pair_m[at] = number[i], walk_m
                at += 1
    return len(origins)
