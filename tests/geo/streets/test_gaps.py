"""Streets that stop short of one another."""

import pytest

from geo.streets.network import street_network

ROAD = [(0, 0), (100, 0)]


def bridged(streets, gap_m=0.2):
    network = street_network(streets, gap_m=gap_m)
    return network, network.notes.gaps.to_numpy().round(6).tolist()


def test_a_lane_that_stops_ten_centimetres_short_is_joined_by_a_piece_of_that_length(streets_of):
    network, gaps = bridged(streets_of(ROAD, [(40, 0.1), (40, 60)], steps=[True, True]))
    assert gaps == [[40, 0.1, 0.1]]
    assert sorted(network.length_m.round(6)) == [0.1, 40, 59.9, 60]
    assert network.steps[network.kind == "gap"].tolist() == [False]
    assert len(set(network.component)) == 1


def test_a_lane_five_metres_short_is_a_dead_end(streets_of):
    network, gaps = bridged(streets_of(ROAD, [(40, 5), (40, 60)]))
    assert (gaps, len(network.notes.near), len(network.notes.islands)) == ([], 0, 1)


def test_a_near_miss_is_told_and_bridged_on_request(streets_of):
    streets = streets_of(ROAD, [(40, 1.5), (40, 60)])
    network, gaps = bridged(streets)
    assert gaps == []
    assert network.notes.near.to_numpy().tolist() == [[40, 1.5, 1.5]]
    network, gaps = bridged(streets, gap_m=1.5)
    assert gaps == [[40, 1.5, 1.5]]
    assert len(network.notes.near) == 0


def test_two_ends_facing_each_other_are_one_gap(streets_of):
    network, gaps = bridged(streets_of(ROAD, [(100.15, 0), (180, 0)]))
    assert gaps in ([[100, 0, 0.15]], [[100.15, 0, 0.15]])
    assert network.length_m.sum() == pytest.approx(180)


def test_a_ring_that_does_not_quite_close_is_closed(streets_of):
    ring = [(0, 0), (50, 0), (50, 50), (0, 50), (0, 0.1)]
    network, gaps = bridged(streets_of(ring))
    assert len(gaps) == 1
    assert (network.kind == "gap").sum() == 1


def test_an_end_that_runs_past_the_street_it_joins_is_no_gap(streets_of):
    network, gaps = bridged(streets_of(ROAD, [(40, -0.15), (40, 60)]))
    assert (network.notes.crossings, gaps, len(network.notes.near)) == ("joined", [], 0)
    assert len(network.u) == 4


def test_an_end_below_a_bridge_is_no_gap(streets_of):
    streets = streets_of(ROAD, [(40, 0.1), (40, 60)], level=[1, 0])
    assert bridged(streets)[1] == []
    assert bridged(streets_of(*streets.geometry.map(lambda s: s.coords), level=[1, None]))[1]


def test_a_short_branch_is_no_near_miss_of_its_own_street(streets_of):
    network, _ = bridged(streets_of(ROAD, [(40, 0), (41.5, 0.8)]))
    assert len(network.notes.near) == 0


@pytest.mark.parametrize(("x", "corner_x"), [(0.15, 0.24), (0.09, 0), (0.12, 0)])
def test_the_nearest_street_is_taken_and_of_equals_the_lower_place(streets_of, x, corner_x):
    west, east = [(-50, 50), (0, 50), (0, -50)], [(50, 50), (0.24, 50), (0.24, -50)]
    network, gaps = bridged(streets_of(west, east, [(x, 50.05), (x, 90)]))
    assert [gap[:2] for gap in gaps] == [[x, 50.05]]
    assert [corner_x, 50] in network.node_xy.tolist()
    assert len(network.notes.islands) == 1


def test_one_line_alone_has_two_dead_ends_and_no_gap(streets_of):
    network, gaps = bridged(streets_of(ROAD))
    assert (gaps, len(network.notes.near)) == ([], 0)
