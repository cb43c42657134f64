"""The arcs of a street graph after some of its edges changed: only those are written anew."""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import Network

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Number = TypeVar("Number", np.int64, np.float64)


class Arcs(NamedTuple):
    """The arcs leaving each node, as in `Network`."""

    first_arc: Ints
    to_node: Ints
    arc_edge: Ints
    arc_m: Floats


class Ends(NamedTuple):
    """Edges by number, with their nodes and lengths as they are now."""

    edge: Ints
    u: Ints
    v: Ints
    length_m: Floats


def arcs_with(network: Network, changed: Ends, *, nodes: int) -> Arcs:
    """Return the arcs of the network once its edges run as `changed` says, new ones among them.

    `nodes` counts the nodes there are now: those of the network and new ones behind them.
    """
    gone = _arcs_of(network, changed.edge[changed.edge < len(network.u)])
    left = np.diff(network.first_arc)
    np.subtract.at(left, np.searchsorted(network.first_arc, gone, side="right") - 1, 1)
    left = np.concatenate([left, np.zeros(nodes - len(left), dtype=left.dtype)])
    start = np.concatenate([changed.u, changed.v])
    end = np.concatenate([changed.v, changed.u])
    edge, length_m = np.tile(changed.edge, 2), np.tile(changed.length_m, 2)
    order = np.lexsort((edge, end, start))
    at = np.cumsum(left)[start[order]]  # behind the arcs the node keeps

    def laid(old: NDArray[Number], new: NDArray[Number]) -> NDArray[Number]:
        return np.insert(np.delete(old, gone), at, new[order])

    count = left + np.bincount(start, minlength=nodes)
    first_arc = np.concatenate([[0], np.cumsum(count)])
    return Arcs(
        first_arc.astype(network.first_arc.dtype),
        laid(network.to_node, end),
        laid(network.arc_edge, edge),
        laid(network.arc_m, length_m),
    )


def _arcs_of(network: Network, edges: Ints) -> Ints:
    """Return the arcs that run along the edges, found at their two nodes."""
    spans = {
        (network.first_arc[node], network.first_arc[node + 1])
        for edge in edges
        for node in (network.u[edge], network.v[edge])
    }
    near = np.concatenate([np.arange(*span) for span in sorted(spans)] or [np.zeros(0, np.int64)])
    near = near.astype(np.int64)
    return near[np.isin(network.arc_edge[near], edges)]
