import numpy as np

from geo.walking.ground import ground
from geo.walking.shelf import shelve


def test_a_door_stands_at_both_ends_of_its_street_and_by_the_gates_on_it(
    network_of, gates_of, facilities_of
):
    network = network_of([(0, 0), (100, 0)], [(100, 0), (100, 50)])
    shops = facilities_of(("F1", "shop", 30, 5), ("F2", "shop", 100, 40), ("F3", "shop", 0, 90))
    gates = gates_of(("E1", 10, 2), ("E2", 100, 20), ("E2", 60, 0), ("E3", 0, 400))
    on = ground(gates, shops, network, cap_m=50.0)
    shelf = shelve(on.places, on.gates, network)
    doors = {
        (tuple(network.node_xy[node]), shelf.facility[at]): shelf.more_m[at]
        for node in range(3)
        for at in range(shelf.first[node], shelf.first[node + 1])
    }
    assert doors == {
        ((0, 0), 0): 35,
        ((100, 0), 0): 75,
        ((100, 0), 1): 40,
        ((100, 50), 1): 10,
    }
    own = [
        list(zip(shelf.own[a:b], shelf.way_m[a:b], strict=True))
        for a, b in zip(shelf.first_own[:-1], shelf.first_own[1:], strict=True)
    ]
    assert own[0] == [(0, 2 + 20 + 5)]
    assert sorted(own[1]) == [(0, 30 + 5), (1, 20)]
    assert own[2] == []


def test_nothing_on_no_streets(network_of, gates_of, facilities_of):
    on = ground(gates_of(), facilities_of(("F1", "shop", 0, 0)), network_of(), cap_m=50.0)
    shelf = shelve(on.places, on.gates, on.network)
    assert shelf.first.tolist() == [0]
    assert np.concatenate([shelf.facility, shelf.own]).tolist() == []
