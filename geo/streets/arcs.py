"""The graph as its walkers meet it: the ways that leave each node."""

import numpy as np
from numpy.typing import NDArray

from geo.streets.curve import order

Ints = NDArray[np.int64]


def arcs(u: Ints, v: Ints, nodes: int) -> tuple[Ints, Ints, Ints]:
    """Return first_arc, to_node and arc_edge: both directions of all edges, by node left.

    Edges come sorted by u, then v, with u ≤ v; the arcs of a node are sorted by the node they
    lead to, then by edge.
    """
    inward = order(v)
    come, go = np.bincount(v, minlength=nodes), np.bincount(u, minlength=nodes)
    first = np.concatenate([[0], np.cumsum(come + go)]).astype(np.int64)
    edges = np.arange(len(u))
    to_lower = first[v[inward]] + edges - (np.cumsum(come) - come)[v[inward]]
    to_higher = (first[:-1] + come)[u] + edges - (np.cumsum(go) - go)[u]
    to_node, arc_edge = np.empty(2 * len(u), np.int64), np.empty(2 * len(u), np.int64)
    to_node[to_lower], arc_edge[to_lower] = u[inward], inward
    to_node[to_higher], arc_edge[to_higher] = v, edges
    return first, to_node, arc_edge
