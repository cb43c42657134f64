import numpy as np
import pytest

from geo.walking import sweep
from geo.walking.desk import WAITING, in_order, new_desk, ways_of
from geo.walking.ground import ground
from geo.walking.outward import FULL, walk_out


@pytest.fixture
def on(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0), ("E2", 500, 200))
    return ground(gates, facilities_of(("F1", "shop", 300, 0)), ladder_network, cap_m=50.0)


def test_the_nodes_within_the_limit_are_met_as_far_as_they_are(on):
    ways = ways_of(on.gates, on.places, on.network)
    desk = new_desk(ways, 250.0)
    met = desk.met[: walk_out(0, ways, desk)]
    far_m = np.abs(on.network.node_xy[met]).sum(axis=1)  # on a ladder, along x and y
    assert sorted(far_m) == [0, 100, 200, 200]
    np.testing.assert_allclose(desk.node_m[met], far_m)
    assert np.isinf(np.delete(desk.node_m, met)).all()


def test_a_desk_too_small_says_so(on):
    ways = ways_of(on.gates, on.places, on.network)
    assert walk_out(0, ways, new_desk(ways, 900.0, waiting=3)) == FULL
    assert walk_out(0, ways, new_desk(ways, 900.0, waiting=WAITING)) == 12


def test_desks_grow_until_the_walk_fits(monkeypatch, on):
    before = sweep.pairs(on.gates, on.places, on.network, 900.0)
    nodes = sweep.nodes(on.gates, on.network, 0, 900.0)
    sizes = []

    def small(ways, limit_m, waiting=1):
        sizes.append(waiting)
        return new_desk(ways, limit_m, waiting)

    monkeypatch.setattr(sweep, "new_desk", small)
    after = sweep.pairs(on.gates, on.places, on.network, 900.0)
    assert max(sizes) > 8
    for ours, theirs in zip(before, after, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    again = sweep.nodes(on.gates, on.network, 0, 900.0)
    assert len(again.node) == len(nodes.node) == 12


def test_a_desk_is_clean_after_an_origin(on):
    ways = ways_of(on.gates, on.places, on.network)
    first = sweep.pairs(on.gates, on.places, on.network, 900.0)
    assert first.origin.tolist() == [0, 1]
    assert first.walk_m.tolist() == [300, 400]
    assert sorted(in_order(ways.starts)) == [0, 1]


@pytest.mark.parametrize("limit_m", [-1.0, 0.0, 1e-9, 1e7])
def test_limits_of_any_size(on, limit_m):
    found = sweep.pairs(on.gates, on.places, on.network, limit_m)
    assert len(found.walk_m) == (2 if limit_m > 1 else 0)


def test_a_square_of_short_paths_is_not_walked_a_thousand_times(
    network_of, gates_of, facilities_of
):
    side = range(30)
    paths = [[(x, y), (x + 1, y)] for x in side for y in side]
    paths += [[(x, y), (x, y + 1)] for x in side for y in side]
    network = network_of(*paths)
    on = ground(gates_of(("E1", 0, 14)), facilities_of(), network, cap_m=50.0)
    ways = ways_of(on.gates, on.places, network)
    nodes = len(network.node_xy)
    desk = new_desk(ways, 900.0, waiting=3 * nodes)
    wide = desk._replace(per_m=0.01)  # buckets of 100 m: the whole square in one
    assert walk_out(0, ways, wide) == nodes
    np.testing.assert_allclose(wide.node_m, np.abs(network.node_xy - (0, 14)).sum(axis=1))
