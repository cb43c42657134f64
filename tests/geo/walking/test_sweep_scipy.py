import numpy as np

from geo.walking import sweep_scipy
from geo.walking.reach import Gates, Limits, Places


def one(*values):
    return np.array(values, dtype=float)


def test_a_street_cut_by_hand(network_of):
    network = network_of([(0, 0), (100, 0)])
    offset = 30.0 if network.node_xy[0, 0] == 0 else 70.0
    gates = Gates(np.array([0, 1]), np.array([0]), one(offset), one(5))
    places = Places(
        np.array([0, -1]), one(offset, 0), one(2, 0), np.array([0, 1]), np.array([0, 0])
    )
    reached = sweep_scipy.sweep(gates, places, network, Limits(100.0, one(7, 6), 1))
    assert reached.walk_m.tolist() == [[7]]  # no length along the street: the link of 0 m holds
    assert reached.facility.tolist() == [[0]]
    assert reached.counts.tolist() == [[[1, 0]]]


def test_of_parallel_streets_the_shorter_counts(network_of):
    network = network_of([(0, 0), (50, 80), (100, 0)], [(0, 0), (100, 0)], [(100, 0), (101, 0)])
    spur = int(np.flatnonzero(network.length_m == 1)[0])
    stub_end = 1.0 if network.node_xy[network.v[spur], 0] == 101 else 0.0
    straight = int(np.flatnonzero(network.length_m == 100)[0])
    start = 0.0 if network.node_xy[network.u[straight], 0] == 0 else 100.0
    gates = Gates(np.array([0, 1]), np.array([straight]), one(start), one(0))
    places = Places(np.array([spur]), one(stub_end), one(0), np.array([0]), np.array([0]))
    reached = sweep_scipy.sweep(gates, places, network, Limits(500.0, one(), 1))
    assert reached.walk_m.tolist() == [[101]]


def test_many_estates_are_done_in_blocks(monkeypatch, network_of):
    network = network_of([(0, 0), (100, 0)])
    gates = Gates(np.arange(6), np.zeros(5, int), one(0, 10, 20, 30, 40), np.zeros(5))
    places = Places(np.array([0]), one(50), one(0), np.array([0]), np.array([0]))
    monkeypatch.setattr(sweep_scipy, "CELLS_AT_ONCE", 30)  # two estates at a time
    reached = sweep_scipy.sweep(gates, places, network, Limits(45.0, one(), 1))
    assert reached.walk_m.ravel().tolist() == [np.inf, 40, 30, 20, 10]
