"""Walk outwards from all gates of an origin at once, until the limit: the shortest way to nodes.

Nodes wait in buckets of a few metres each instead of in a heap. Taken in any order within its
bucket a node may be looked at again when a shorter way to it turns up; what is left when the
buckets are empty is what Dijkstra leaves: over all ways, the least sum of the same lengths added
in the same order. Within a walk's reach an origin meets a few hundred nodes whatever the size of
the city, so the cost grows with origins alone.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.compiled import compiled
from geo.network import Network
from geo.reach import Floats, Gates, Ints

Counts = NDArray[np.int32]

SLACK_M = 1e-6  # sums of lengths may differ in the last bit: the limit is held after rounding
BUCKETS_PER_STREET = 4  # measured: from 2 to 16 the time is the same within a tenth
MOST_BUCKETS = 4096
WAITING = 1024  # nodes that may wait at first; doubled as often as needed
FULL = -1


class Streets(NamedTuple):
    """Arcs by the node they leave, in the order of nodes."""

    first_arc: Ints
    to_node: Counts
    arc_m: Floats


class Starts(NamedTuple):
    """Both ends of the street of each gate: the first nodes of a walk, grouped by origin."""

    first: Ints
    node: Ints
    node_m: Floats


class Desk(NamedTuple):
    """One thread's working memory, left clean after each origin: inf, and -1 for no entry."""

    limit_m: float
    per_m: float
    node_m: Floats
    met: Counts
    head: Counts
    wait_m: Floats
    wait_node: Counts
    wait_next: Counts


def streets_of(network: Network) -> Streets:
    """Return the streets as the walk reads them: nodes in 4 bytes, so that more stay near."""
    return Streets(network.first_arc, network.to_node.astype(np.int32), network.arc_m)


def starts_of(gates: Gates, network: Network) -> Starts:
    """Return where the walks of all origins start, and how far it is from gate to there."""
    edge = gates.edge
    ends = np.stack([network.u[edge], network.v[edge]], axis=1)
    rest_m = network.length_m[edge] - gates.offset_m
    ends_m = np.stack([gates.snap_m + gates.offset_m, gates.snap_m + rest_m], axis=1)
    return Starts(2 * gates.first, ends.ravel(), ends_m.ravel())


def in_order(starts: Starts) -> Ints:
    """Return the origins as they lie along the curve of nodes: neighbours share warm memory."""
    origins = len(starts.first) - 1
    node = np.zeros(origins, dtype=np.int64)
    some = np.diff(starts.first) > 0
    node[some] = starts.node[starts.first[:-1][some]]
    return np.argsort(node, kind="stable")


def new_desk(streets: Streets, limit_m: float, waiting: int = WAITING) -> Desk:
    """Return clean working memory for walks up to the limit."""
    nodes = len(streets.first_arc) - 1
    street_m = float(streets.arc_m.mean()) if len(streets.arc_m) else 1.0
    limit_m = max(limit_m, 0.0) + SLACK_M
    buckets = min(int(limit_m / max(street_m, 1.0) * BUCKETS_PER_STREET) + 1, MOST_BUCKETS)
    return Desk(
        limit_m=limit_m,
        per_m=buckets / limit_m,
        node_m=np.full(nodes, np.inf),
        met=np.empty(nodes, dtype=np.int32),
        head=np.full(buckets + 2, -1, dtype=np.int32),
        wait_m=np.empty(waiting),
        wait_node=np.empty(waiting, dtype=np.int32),
        wait_next=np.empty(waiting, dtype=np.int32),
    )


@compiled
def walk_out(origin: int, starts: Starts, streets: Streets, desk: Desk) -> int:
    """Fill `desk.node_m` and `desk.met`, and return how many nodes were met, or FULL.

    FULL: more nodes were waiting than the desk holds; it is unclean then and must be thrown away.
    """
    # Arrays get local names, outside the loops: fetched inside, numba counts references, and
    # threads that count the same references wait for one another.
    node_m, met, head, limit_m, per_m = desk.node_m, desk.met, desk.head, desk.limit_m, desk.per_m
    wait_m, wait_node, wait_next = desk.wait_m, desk.wait_node, desk.wait_next
    first_arc, to_node, arc_m = streets.first_arc, streets.to_node, streets.arc_m
    count, size, room = 0, 0, len(wait_m)
    for at in range(starts.first[origin], starts.first[origin + 1]):
        node, there_m = starts.node[at], starts.node_m[at]
        if there_m <= limit_m and there_m < node_m[node]:
            if size == room:
                return FULL
            if node_m[node] == np.inf:
                met[count] = node
                count += 1
            node_m[node] = there_m
            bucket = int(there_m * per_m)
            wait_m[size], wait_node[size], wait_next[size] = there_m, node, head[bucket]
            head[bucket] = size
            size += 1
    left = size
    bucket = 0
    while left > 0:
        entry = head[bucket]
        if entry < 0:
            bucket += 1
            continue
        head[bucket] = wait_next[entry]
        left -= 1
        walk_m, node = wait_m[entry], wait_node[entry]
        if walk_m > node_m[node]:
            continue
        for arc in range(first_arc[node], first_arc[node + 1]):
            other, there_m = to_node[arc], walk_m + arc_m[arc]
            if there_m <= limit_m and there_m < node_m[other]:
                if size == room:
                    return FULL
                if node_m[other] == np.inf:
                    met[count] = other
                    count += 1
                node_m[other] = there_m
                to = int(there_m * per_m)
                wait_m[size], wait_node[size], wait_next[size] = there_m, other, head[to]
                head[to] = size
                size += 1
                left += 1
    return count
