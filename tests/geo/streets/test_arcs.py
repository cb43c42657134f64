import numpy as np

from geo.streets.arcs import arcs


def test_arcs_leave_every_node_by_the_node_they_lead_to():
    u, v = np.array([0, 0, 1, 1]), np.array([1, 2, 1, 2])
    first, to_node, edge = arcs(u, v, 3)
    assert first.tolist() == [0, 2, 6, 8]
    assert to_node.tolist() == [1, 2, 0, 1, 1, 2, 0, 1]
    assert edge.tolist() == [0, 1, 0, 2, 2, 3, 1, 3]


def test_no_edges_leave_no_arcs():
    nothing = np.zeros(0, dtype=np.int64)
    first, to_node, edge = arcs(nothing, nothing, 2)
    assert (first.tolist(), len(to_node), len(edge)) == ([0, 0, 0], 0, 0)
