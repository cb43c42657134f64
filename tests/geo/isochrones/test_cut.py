import dataclasses

import numpy as np
import pytest

from geo.isochrones.cut import cut


@pytest.fixture(scope="module")
def bend(network_of):
    """One street of 100 m east and 100 m north, and a straight one of 50 m beside it."""
    return network_of([(0, 0), (100, 0), (100, 100)], [(0, 500), (50, 500)])


def bent_and_straight(network):
    return int(np.argmax(network.length_m)), int(np.argmin(network.length_m))


def lines(network, *parts):
    edge, from_m, to_m = (np.array(column) for column in zip(*parts, strict=True))
    found = cut(network, edge, from_m.astype(float), to_m.astype(float))
    return [
        found.xy[a:b].round(9).tolist()
        for a, b in zip(found.first[:-1], found.first[1:], strict=True)
    ]


def forwards(network, edge):
    """Whether node u of the bent street is its western end."""
    return network.xy[network.first_xy[edge]].tolist() == [0, 0]


def test_a_part_runs_over_the_bend_and_keeps_its_corner(bend):
    edge, _ = bent_and_straight(bend)
    expected = [[60, 0], [100, 0], [100, 30]]
    low, high = (60, 130) if forwards(bend, edge) else (70, 140)
    part = lines(bend, (edge, low, high))[0]
    assert part in (expected, expected[::-1])


def test_offsets_come_in_either_order_and_edges_more_than_once(bend):
    bent, straight = bent_and_straight(bend)
    one, two, three = lines(bend, (bent, 20, 120), (straight, 0, 50), (bent, 120, 20))
    assert one == three
    assert sorted(two) == [[0, 500], [50, 500]]


def test_the_whole_edge_ends_at_its_own_vertices_to_the_last_bit(network_of):
    network = network_of([(0.1, 0.2), (33.33, 17.17), (91.7, 3.3)])
    found = cut(network, np.array([0]), np.array([0.0]), network.length_m)
    assert found.xy.tolist() == network.xy.tolist()


def test_a_cut_at_a_vertex_does_not_name_it_twice(bend):
    edge, _ = bent_and_straight(bend)
    assert [len(line) for line in lines(bend, (edge, 0, 100), (edge, 100, 200))] == [2, 2]


def test_steps_walked_as_longer_than_they_are_are_drawn_as_long_as_they_are(network_of):
    street = network_of([(0, 0), (100, 0)])
    slow = dataclasses.replace(street, length_m=street.length_m * 2)
    x = sorted(point[0] for point in lines(slow, (0, 50, 150))[0])
    assert x == [25, 75]


def test_no_part_no_line(bend):
    empty = np.array([])
    found = cut(bend, empty.astype(int), empty, empty)
    assert found.xy.shape == (0, 2)
    assert found.first.tolist() == [0]
