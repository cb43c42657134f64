"""Arcs written anew only where an edge changed are those of writing all of them."""

import numpy as np

from geo.streets.network import street_network
from geo.streets.splice_arcs import Ends, arcs_with

LINES = [[(0, 0), (100, 0)], [(0, 0), (50, 40), (100, 0)], [(100, 0), (160, 0)]]
RING = [(160, 0), (200, 0), (200, 50), (160, 0)]


def by_node(arcs):
    """Node → what leaves it, sorted."""
    spans = zip(arcs.first_arc, arcs.first_arc[1:], strict=False)
    rows = list(zip(arcs.to_node, arcs.arc_edge, arcs.arc_m, strict=True))
    return [sorted(rows[low:high]) for low, high in spans]


def test_nothing_changed_is_all_as_it_was(network_of):
    network = network_of(*LINES, RING)
    none = np.zeros(0, dtype=np.int64)
    arcs = arcs_with(network, Ends(none, none, none, np.zeros(0)), nodes=len(network.node_xy))
    assert by_node(arcs) == by_node(network)


def test_one_of_two_parallel_streets_ends_at_a_new_node(network_of):
    network = network_of(*LINES)
    new, last = len(network.node_xy), len(network.u)
    u, v = int(network.u[0]), int(network.v[0])
    ends = Ends(np.array([0, last]), np.array([u, v]), np.array([new, new]), np.array([30.0, 70.0]))
    arcs = arcs_with(network, ends, nodes=new + 1)
    found = by_node(arcs)
    assert found[new] == sorted([(u, 0, 30.0), (v, last, 70.0)])
    assert (new, 0, 30.0) in found[u]
    assert (new, last, 70.0) in found[v]
    assert [row for row in found[u] if row[1] == 0] == [(new, 0, 30.0)]
    assert len(arcs.to_node) == len(network.to_node) + 2


def test_a_ring_is_cut_on_both_sides_of_its_node(network_of):
    network = network_of(RING)
    assert len(network.u) == 1
    ends = Ends(np.array([0, 1]), np.array([0, 0]), np.array([1, 1]), np.array([40.0, 90.0]))
    assert by_node(arcs_with(network, ends, nodes=2)) == [
        [(1, 0, 40.0), (1, 1, 90.0)],
        [(0, 0, 40.0), (0, 1, 90.0)],
    ]


def test_where_there_was_nothing_there_is_an_edge(streets_of):
    network = street_network(streets_of())
    ends = Ends(np.array([0]), np.array([0]), np.array([1]), np.array([5.0]))
    assert by_node(arcs_with(network, ends, nodes=2)) == [[(1, 0, 5.0)], [(0, 0, 5.0)]]
