import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gates.street_sides import streets_of, turns_deg


def streets(network):
    """Return the streets as sets of segments: of each the middle."""
    found = streets_of(network, turn_deg=45)
    middle = (found.start + found.end) / 2
    names = np.unique(found.street)
    return {frozenset(map(tuple, middle[found.street == name].round(3))) for name in names}


def test_a_street_goes_on_across_a_junction_and_the_side_street_does_not(network_of):
    network = network_of([(0, 0), (100, 0)], [(100, 0), (200, 10)], [(100, 0), (100, 80)])
    assert streets(network) == {frozenset({(50, 0), (150, 5)}), frozenset({(100, 40)})}


def test_a_bend_ends_a_street_at_a_junction_and_within_an_edge_alike(network_of):
    whole = network_of([(0, 0), (100, 0), (100, 80)])
    cut = network_of([(0, 0), (100, 0)], [(100, 0), (100, 80)])
    assert len(whole.u) == 1
    assert streets(whole) == streets(cut) == {frozenset({(50, 0)}), frozenset({(100, 40)})}


def test_many_small_turns_are_one_street(network_of):
    angle = np.radians(np.arange(0, 181, 30))
    assert len(streets(network_of(np.column_stack([np.cos(angle), np.sin(angle)]) * 100))) == 1


def test_the_stated_angle_itself_ends_a_street(network_of):
    assert len(streets(network_of([(0, 0), (100, 0), (200, 100)]))) == 2
    assert len(streets(network_of([(0, 0), (100, 0), (200, 99)]))) == 1


def test_streets_that_cross_without_a_junction_stay_two(network_of):
    assert len(streets(network_of([(0, 0), (100, 0)], [(50, -50), (50, 60)]))) == 2


def test_no_streets(network_of):
    found = streets_of(network_of(), turn_deg=45)
    assert (len(found.street), found.first.tolist(), found.start.shape) == (0, [0], (0, 2))


@pytest.mark.parametrize(
    ("before", "after", "turn"), [(10, 350, 20), (350, 10, 20), (0, 180, 180), (90, 450, 0)]
)
def test_a_turn_is_the_smaller_way_round(before, after, turn):
    assert turns_deg(np.array([float(before)]), np.array([float(after)])) == [turn]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_segments_are_those_of_their_edges_and_of_one_street_a_walk_without_a_bend(
    random_town, seed
):
    network, _, _ = random_town(seed)
    found = streets_of(network, turn_deg=45)
    length_m = np.hypot(*(found.end - found.start).T)
    np.testing.assert_allclose(np.add.reduceat(length_m, found.first[:-1]), network.length_m)
    heading = np.degrees(np.arctan2(*(found.end - found.start).T[::-1]))
    for one in range(len(heading)):
        for other in range(one):
            ends = [found.start[one], found.end[one]]
            for here, way in ((found.start[other], 0), (found.end[other], 180)):
                for there, back in zip(ends, (180, 0), strict=True):
                    coming = heading[one] + back + 180  # walking along `one` to the shared vertex
                    turn = abs((heading[other] + way - coming + 180) % 360 - 180)
                    if (here == there).all() and turn < 45:
                        assert found.street[one] == found.street[other]
