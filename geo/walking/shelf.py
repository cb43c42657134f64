"""Doors where a walk looks for them: at both ends of their street, and on it."""

from typing import NamedTuple

import numpy as np

from geo.streets.network import Network
from geo.walking.reach import Floats, Gates, Ints, Places


class Shelf(NamedTuple):
    """Doors by node, and for each origin the doors on the streets of its own gates.

    From node n `facility[at]` is `more_m[at]` farther, for at in first[n]:first[n + 1]. From
    origin s `own[at]` is `way_m[at]` away straight along the street, for at in
    first_own[s]:first_own[s + 1]. `category` has a row for each facility.
    """

    first: Ints
    facility: Ints
    more_m: Floats
    first_own: Ints
    own: Ints
    way_m: Floats
    category: Ints


def shelve(places: Places, gates: Gates, network: Network) -> Shelf:
    """Return the doors on the network, shelved."""
    on = np.flatnonzero(places.edge >= 0)
    on = on[np.argsort(places.edge[on], kind="stable")]
    edge, offset_m, snap_m = places.edge[on], places.offset_m[on], places.snap_m[on]
    rest_m = network.length_m[edge] - offset_m
    node = np.concatenate([network.u[edge], network.v[edge]])
    more_m = np.concatenate([offset_m + snap_m, rest_m + snap_m])
    order = np.argsort(node, kind="stable")
    first_pair, gate, door = _on_own_street(gates.edge, edge)
    along_m = np.abs(offset_m[door] - gates.offset_m[gate])
    return Shelf(
        first=_firsts(node, len(network.node_xy)),
        facility=np.tile(places.facility[on], 2)[order],
        more_m=more_m[order],
        first_own=first_pair[gates.first],
        own=places.facility[on][door],
        way_m=gates.snap_m[gate] + along_m + snap_m[door],
        category=places.category,
    )


def _firsts(node: Ints, nodes: int) -> Ints:
    first = np.zeros(nodes + 1, dtype=np.int64)
    if len(node):  # a walk that looks for nothing is not to wait for this
        np.cumsum(np.bincount(node, minlength=nodes), out=first[1:])
    return first


def _on_own_street(gate_edge: Ints, door_edge: Ints) -> tuple[Ints, Ints, Ints]:
    """Return all pairs of a gate and a door on one street: first pair a gate, gate, door."""
    low = np.searchsorted(door_edge, gate_edge, side="left")
    count = np.searchsorted(door_edge, gate_edge, side="right") - low
    first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(count)])
    gate = np.repeat(np.arange(len(gate_edge)), count)
    return first, gate, np.arange(first[-1]) - np.repeat(first[:-1] - low, count)
