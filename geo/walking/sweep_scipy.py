"""The same walks by scipy on streets cut at every gate and facility: slow, plain, independent.

Serves where numba is missing, and checks the fast engine in the tests. Every gate and every door
becomes a node of its own on its street; each origin a source joined to its gates, each facility
a sink joined to its doors; scipy's Dijkstra does the rest. It shares no step with
`geo.walking.sweep`.
"""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.streets.network import Network
from geo.walking.reach import (
    ROUND_M_DECIMALS,
    Floats,
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

CELLS_AT_ONCE = 8_000_000  # distances held in memory at a time: 64 MB
SLACK_M = 1e-5


def sweep(gates: Gates, places: Places, network: Network, limits: Limits) -> Reached:
    """Return the nearest facility of every category and the counts, for every origin."""
    reached = nothing_reached(len(gates.first) - 1, limits)
    for start, walk_m in _blocks(gates, places, network, limits.limit_m):
        _write(walk_m, start, places, limits, reached)
    return reached


def pairs(gates: Gates, places: Places, network: Network, limit_m: float) -> Pairs:
    """Return every facility within the limit of every origin."""
    parts = [Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for start, walk_m in _blocks(gates, places, network, limit_m):
        origin, facility = np.nonzero(np.isfinite(walk_m))
        parts.append(Pairs(start + origin, facility, walk_m[origin, facility]))
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def nodes(gates: Gates, network: Network, origin: int, limit_m: float) -> Nodes:
    """Return every node within the limit of the origin."""
    graph, first_source, _ = split_graph(gates, no_places(), network)
    walk_m = dijkstra(graph, indices=first_source + origin, limit=limit_m + SLACK_M)
    node_m = np.round(walk_m[: len(network.node_xy)], ROUND_M_DECIMALS)
    node = np.flatnonzero(node_m <= limit_m)
    return Nodes(node, node_m[node])


def _blocks(
    gates: Gates, places: Places, network: Network, limit_m: float
) -> Iterator[tuple[int, Floats]]:
    """Give the walks of some origins after another: number of the first, then facilities across."""
    origins, facilities = len(gates.first) - 1, len(places.category)
    graph, first_source, first_sink = split_graph(gates, places, network)
    sinks = slice(first_sink, first_sink + facilities)
    block = max(1, CELLS_AT_ONCE // max(1, graph.shape[0]))
    for start in range(0, origins, block):
        sources = np.arange(start, min(start + block, origins)) + first_source
        walk_m = dijkstra(graph, indices=sources, limit=limit_m + SLACK_M)[:, sinks]
        walk_m = np.round(walk_m, ROUND_M_DECIMALS)
        yield start, np.where(walk_m <= limit_m, walk_m, np.inf)


def _write(walk_m: Floats, start: int, places: Places, limits: Limits, reached: Reached) -> None:
    rows = slice(start, start + len(walk_m))
    for category in range(limits.categories):
        column = np.flatnonzero(places.category == category)
        if not len(column):
            continue
        best = walk_m[:, column].argmin(axis=1)  # the first, that is the smallest id, of equals
        nearest = walk_m[np.arange(len(walk_m)), column[best]]
        reached.walk_m[rows, category] = nearest
        reached.facility[rows, category] = np.where(np.isfinite(nearest), column[best], -1)
        for ring, radius_m in enumerate(limits.rings_m):
            reached.counts[rows, category, ring] = (walk_m[:, column] <= radius_m).sum(axis=1)


def split_graph(gates: Gates, places: Places, network: Network) -> tuple[csr_array, int, int]:
    """Return the cut streets, and the numbers of the first origin and the first facility in them.

    Links lead from origins to their gates and from doors to their facilities, never back.
    """
    nodes, origins = len(network.node_xy), len(gates.first) - 1
    placed = np.flatnonzero(places.edge >= 0)
    edge = np.concatenate([gates.edge, places.edge[placed]])
    offset_m = np.concatenate([gates.offset_m, places.offset_m[placed]])
    stop = nodes + np.arange(len(edge))
    first_source = nodes + len(edge)
    first_sink = first_source + origins
    a, b, length_m = _chains(network, edge, offset_m, stop)
    owner = np.repeat(np.arange(origins), np.diff(gates.first))
    start = np.concatenate([a, b, first_source + owner, stop[len(owner) :]])
    end = np.concatenate([b, a, stop[: len(owner)], first_sink + places.facility[placed]])
    weight = np.concatenate([length_m, length_m, gates.snap_m, places.snap_m[placed]])
    size = first_sink + len(places.category)
    return shortest_links(start, end, weight, size), first_source, first_sink


def _chains(
    network: Network, edge: Ints, offset_m: Floats, stop: Ints
) -> tuple[Ints, Ints, Floats]:
    """Cut every edge at its stops: pieces from node u over the stops to node v."""
    every = np.arange(len(network.u))
    on = np.concatenate([every, edge, every])
    at_m = np.concatenate([np.zeros(len(every)), offset_m, network.length_m])
    point = np.concatenate([network.u, stop, network.v])
    kind = np.repeat([0, 1, 2], [len(every), len(edge), len(every)])
    order = np.lexsort((at_m, kind, on))
    on, at_m, point = on[order], at_m[order], point[order]
    same = on[1:] == on[:-1]
    length_m = np.maximum(at_m[1:] - at_m[:-1], 0)
    return point[:-1][same], point[1:][same], length_m[same]


def shortest_links(start: Ints, end: Ints, weight: Floats, size: int) -> csr_array:
    """Build the matrix by hand: of parallel links the shortest, and links of length 0 kept."""
    order = np.lexsort((weight, end, start))
    start, end, weight = start[order], end[order], weight[order]
    first = np.ones(len(start), dtype=bool)
    first[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    pointer = np.searchsorted(start[first], np.arange(size + 1))
    return csr_array((weight[first], end[first], pointer), shape=(size, size))
