"""What a walk outwards reads and writes: plain arrays, laid out for the machine."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import Network
from geo.walking.reach import Floats, Gates, Ints, Places
from geo.walking.shelf import Shelf, shelve

Shorts = NDArray[np.int32]

SLACK_M = 1e-6  # sums of lengths may differ in the last bit: the limit is held after rounding
BUCKETS_A_STREET = 4  # measured: from 2 to 16 the time is the same within a tenth
MOST_BUCKETS = 4096
WAITING = 1024  # nodes that may wait at first; doubled as often as needed


class Streets(NamedTuple):
    """Arcs by the node they leave, in the order of nodes."""

    first_arc: Ints
    to_node: Shorts
    arc_m: Floats


class Starts(NamedTuple):
    """Both ends of the street of each gate: the first nodes of a walk, grouped by origin."""

    first: Ints
    node: Ints
    node_m: Floats


class Ways(NamedTuple):
    """Where walks start, what they follow, and what they may meet."""

    starts: Starts
    streets: Streets
    shelf: Shelf


class Desk(NamedTuple):
    """One thread's working memory, clean before each origin.

    Walks go to `limit_m` after rounding, to `farthest_m` before. Clean: `node_m` and `facility_m`
    are inf, `head` is -1. `met` and `found` list the nodes and facilities met. Entries wait in
    buckets of 1 / `per_m` metres: from the `head` of each over `wait_next` to its `tail`.
    """

    limit_m: float
    farthest_m: float
    per_m: float
    node_m: Floats
    met: Shorts
    head: Shorts
    tail: Shorts
    wait_m: Floats
    wait_node: Shorts
    wait_next: Shorts
    facility_m: Floats
    found: Ints


class Listed(NamedTuple):
    """Facilities and how far they are: those of origin s are first[s]:first[s + 1]."""

    first: Ints
    facility: Ints
    walk_m: Floats


def ways_of(gates: Gates, places: Places, network: Network) -> Ways:
    """Return gates, streets and doors as a walk reads them."""
    # nodes in 4 bytes: twice as many stay near the processor
    streets = Streets(network.first_arc, network.to_node.astype(np.int32), network.arc_m)
    return Ways(_starts(gates, network), streets, shelve(places, gates, network))


def _starts(gates: Gates, network: Network) -> Starts:
    edge = gates.edge
    ends = np.stack([network.u[edge], network.v[edge]], axis=1)
    rest_m = network.length_m[edge] - gates.offset_m
    ends_m = np.stack([gates.snap_m + gates.offset_m, gates.snap_m + rest_m], axis=1)
    return Starts(2 * gates.first, ends.ravel(), ends_m.ravel())


def in_order(starts: Starts) -> Ints:
    """Return the origins as they lie along the curve of nodes: neighbours share warm memory."""
    node = np.zeros(len(starts.first) - 1, dtype=np.int64)
    some = np.diff(starts.first) > 0
    node[some] = starts.node[starts.first[:-1][some]]
    return np.argsort(node, kind="stable")


def new_desk(ways: Ways, limit_m: float, waiting: int = WAITING) -> Desk:
    """Return clean working memory for walks up to the limit."""
    nodes, facilities = len(ways.streets.first_arc) - 1, len(ways.shelf.category)
    arc_m = ways.streets.arc_m
    street_m = max(float(arc_m.mean()), 1.0) if len(arc_m) else 1.0
    wide_m = max(limit_m, 0.0) + SLACK_M
    buckets = min(int(wide_m / street_m * BUCKETS_A_STREET) + 1, MOST_BUCKETS)
    return Desk(
        limit_m=limit_m,
        farthest_m=limit_m + SLACK_M,
        per_m=buckets / wide_m,
        node_m=np.full(nodes, np.inf),
        met=np.empty(nodes, dtype=np.int32),
        head=np.full(buckets + 1, -1, dtype=np.int32),
        tail=np.empty(buckets + 1, dtype=np.int32),
        wait_m=np.empty(waiting),
        wait_node=np.empty(waiting, dtype=np.int32),
        wait_next=np.empty(waiting, dtype=np.int32),
        facility_m=np.full(facilities, np.inf),
        found=np.empty(facilities, dtype=np.int64),
    )
