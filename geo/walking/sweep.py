"""What every origin meets on its walk outwards: the fast engine, compiled by numba.

Threads take origins in blocks, each thread with a desk of its own, without the interpreter's
lock. (numba's `parallel=True` is not used: its default threads abort the process when two browser
sessions enter at once.)
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from geo.streets.curve import order
from geo.streets.network import Network
from geo.walking.desk import Desk, Listed, Ways, in_order, new_desk, ways_of
from geo.walking.outward import FULL, listed, nearest, walk_out
from geo.walking.reach import (
    ROUND_M_DECIMALS,
    Gates,
    Ints,
    Limits,
    Nodes,
    Pairs,
    Places,
    Reached,
    no_places,
    nothing_reached,
)

BLOCKS_A_THREAD = 8
ALONE = 32  # so few origins are walked sooner than a second thread starts


def sweep(gates: Gates, places: Places, network: Network, limits: Limits) -> Reached:
    """Return the nearest facility of every category and the counts, for every origin."""
    reached = nothing_reached(len(gates.first) - 1, limits)
    ways = ways_of(gates, places, network)
    _share_out(ways, limits.limit_m, lambda some, desk: nearest(some, ways, desk, limits, reached))
    return reached


def pairs(gates: Gates, places: Places, network: Network, limit_m: float) -> Pairs:
    """Return every facility within the limit of every origin: counted first, then written."""
    origins = len(gates.first) - 1
    ways = ways_of(gates, places, network)
    first = np.zeros(origins + 1, dtype=np.int64)
    counted = Listed(first, np.zeros(0, dtype=np.int64), np.zeros(0))
    _share_out(ways, limit_m, lambda some, desk: listed(some, ways, desk, counted))
    np.cumsum(first, out=first)
    found = Listed(first, np.empty(first[-1], dtype=np.int64), np.empty(first[-1]))
    if first[-1]:
        _share_out(ways, limit_m, lambda some, desk: listed(some, ways, desk, found))
    origin = np.repeat(np.arange(origins), np.diff(first))
    rows = order(origin * max(1, len(places.category)) + found.facility)
    return Pairs(origin, found.facility[rows], found.walk_m[rows])


def nodes(gates: Gates, network: Network, origin: int, limit_m: float) -> Nodes:
    """Return every node within the limit of the origin."""
    at = slice(*gates.first[origin : origin + 2])
    first = np.array([0, at.stop - at.start])
    alone = Gates(first, gates.edge[at], gates.offset_m[at], gates.snap_m[at])
    ways = ways_of(alone, no_places(), network)
    desk = new_desk(ways, limit_m)
    while (met := walk_out(0, ways, desk)) == FULL:
        desk = new_desk(ways, limit_m, 2 * len(desk.wait_m))
    node = np.sort(desk.met[:met]).astype(np.int64)
    node_m = desk.node_m[node].round(ROUND_M_DECIMALS)
    return Nodes(node[node_m <= limit_m], node_m[node_m <= limit_m])


def _share_out(ways: Ways, limit_m: float, walk: Callable[[Ints, Desk], int]) -> None:
    """Let threads walk all origins, block by block, neighbours together."""
    origins = in_order(ways.starts)
    threads = (os.cpu_count() or 1) if len(origins) > ALONE else 1
    blocks = iter(np.array_split(origins, threads * BLOCKS_A_THREAD))  # next() is one thread's only

    def work() -> None:
        desk = new_desk(ways, limit_m)
        for block in blocks:
            done = 0
            while (done := done + walk(block[done:], desk)) < len(block):
                desk = new_desk(ways, limit_m, 2 * len(desk.wait_m))

    if threads == 1:
        work()
        return
    with ThreadPoolExecutor(threads) as pool:
        for thread in [pool.submit(work) for _ in range(threads)]:
            thread.result()
