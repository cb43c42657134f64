"""Drawings a planner can check: what joins, what passes over."""

import numpy as np
import pytest

from geo.streets.network import street_network

ROAD, OVER = [(0, 0), (100, 0)], [(50, -50), (50, 50)]
NO = None


@pytest.fixture
def junctions_of(streets_of):
    """Build the network and return the places where three or more ways meet."""

    def build(*lines, crossings="auto", **columns):
        network = street_network(streets_of(*lines, **columns), crossings=crossings, gap_m=0)
        meet = np.diff(network.first_arc) >= 3
        return sorted(map(tuple, network.node_xy[meet].tolist())), network.notes

    return build


def test_a_road_under_a_bridge_goes_on_below_it(junctions_of):
    found, notes = junctions_of(ROAD, OVER, level=[NO, 1])
    assert found == []
    assert (notes.crossings, notes.guessed) == ("levels", False)
    assert notes.apart.to_numpy().tolist() == [[50, 0]]


def test_a_tunnel_and_the_street_above_it_do_not_meet(junctions_of):
    assert junctions_of(ROAD, OVER, level=[-1, 0])[0] == []


def test_two_streets_on_one_level_meet_where_they_cross(junctions_of):
    found, notes = junctions_of(ROAD, OVER, [(0, 90), (9, 90)], level=[0, NO, 1])
    assert found == [(50, 0)]
    assert notes.joined.to_numpy().tolist() == [[50, 0]]
    assert len(notes.apart) == 0


def test_a_vertex_both_lines_have_joins_them_whatever_the_levels(junctions_of):
    with_vertex = [[(0, 0), (50, 0), (100, 0)], [(50, -50), (50, 0), (50, 50)]]
    assert junctions_of(*with_vertex, level=[0, 1])[0] == [(50, 0)]


def test_an_end_on_the_inside_of_another_line_joins_it(junctions_of):
    branch = [(50, 0.004), (50, 80)]
    found, notes = junctions_of(ROAD, branch)
    assert found == [(50, 0)]
    assert notes.crossings == "none"


@pytest.mark.parametrize(("levels", "joins"), [([0, 1], False), ([NO, 1], True), ([1, 1], True)])
def test_an_end_above_a_street_joins_it_unless_both_levels_are_known(junctions_of, levels, joins):
    found, _ = junctions_of(ROAD, [(50, 0), (50, 80)], level=levels)
    assert found == ([(50, 0)] if joins else [])


def test_a_drawing_without_any_junction_is_not_noded_so_its_crossings_join(junctions_of):
    found, notes = junctions_of(ROAD, OVER, [(0, 20), (100, 20)])
    assert found == [(50, 0), (50, 20)]
    assert (notes.crossings, notes.guessed) == ("joined", True)


def test_where_streets_meet_in_vertices_a_bare_crossing_is_a_bridge(junctions_of):
    corners = [[(x, 30), (x, 60)] for x in (0, 20, 40)]
    rails = [[(0, y), (20, y), (40, y), (60, y)] for y in (30, 60)]
    found, notes = junctions_of(*corners, *rails, [(10, 0), (10, 90)])
    assert (10, 30) not in found
    assert (notes.crossings, notes.guessed, len(notes.apart)) == ("apart", True, 2)


def test_a_person_decides_what_the_drawing_cannot_tell(junctions_of):
    found, notes = junctions_of(ROAD, OVER, crossings="apart")
    assert (found, notes.crossings, notes.guessed) == ([], "apart", False)
    found, notes = junctions_of(ROAD, OVER, crossings="join")
    assert (found, notes.crossings, notes.guessed) == ([(50, 0)], "joined", False)
    assert junctions_of(ROAD, OVER, crossings="join", level=[0, 1])[0] == []


def test_a_vertex_passing_over_a_line_is_a_crossing_like_others(junctions_of):
    bent = [(0, 30), (50, 0), (100, 30)]
    assert junctions_of(ROAD, bent, crossings="apart")[0] == []
    assert junctions_of(ROAD, bent, crossings="join")[0] == [(50, 0)]


def test_a_ramp_that_passes_over_itself_is_not_joined_to_itself(junctions_of):
    ramp = [(0, 0), (100, 0), (100, 50), (50, 50), (50, -50)]
    assert junctions_of(ramp, crossings="join")[0] == []


def test_lines_that_run_along_one_another_part_where_their_vertices_are(junctions_of):
    detour = [(20, 9), (20, 0), (60, 0), (60, 9)]
    found, notes = junctions_of(ROAD, detour, crossings="apart")
    assert found == [(20, 0), (60, 0)]
    assert notes.crossings == "none"


def test_three_streets_through_one_spot_meet_there_once(junctions_of):
    found, notes = junctions_of(ROAD, OVER, [(0, -50), (100, 50)])
    assert found == [(50, 0)]
    assert len(notes.joined) == 1


def test_a_crossing_keeps_its_place_to_the_centimetre(junctions_of):
    found, _ = junctions_of([(0, 0), (100, 1)], [(33, -50), (34, 50)])
    (x, y) = found[0]
    assert (x * 100, y * 100) == pytest.approx((round(x * 100), round(y * 100)), abs=1e-9)
    assert (x, y) == pytest.approx((33.5, 0.335), abs=0.01)
