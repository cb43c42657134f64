import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.streets.snap import nearest_edge, snap

CAP_M = 50


def points(*places):
    return np.array([place and shapely.Point(place) for place in places], dtype=object)


def test_a_point_meets_the_street_where_it_stands_not_at_a_crossing(network_of):
    at = snap(points((30, 12)), network_of([(0, 0), (100, 0)]), cap_m=CAP_M)
    assert (at.edge.tolist(), at.offset_m.tolist(), at.snap_m.tolist()) == ([0], [30], [12])
    assert at.ok.tolist() == [True]


def test_the_cap_itself_is_near_enough_and_beyond_it_the_place_is_still_told(network_of):
    at = snap(points((30, 50), (40, 50.01)), network_of([(0, 0), (100, 0)]), cap_m=CAP_M)
    assert at.ok.tolist() == [True, False]
    assert at.offset_m.tolist() == [30, 40]


def test_between_two_equal_streets_the_lower_edge_wins(ladder_network):
    at = snap(points((50, 100), (200, 0)), ladder_network, cap_m=100)
    nearest = shapely.distance(ladder_network.lines[:, None], points((50, 100), (200, 0)))
    assert at.edge.tolist() == nearest.argmin(axis=0).tolist()


def test_missing_and_empty_points_keep_their_row(network_of):
    shapes = np.array([None, shapely.Point(), shapely.Point(1, 1)], dtype=object)
    at = snap(shapes, network_of([(0, 0), (100, 0)]), cap_m=CAP_M)
    assert at.edge.tolist() == [-1, -1, 0]
    assert np.isnan(at.snap_m[:2]).all()
    assert at.ok.tolist() == [False, False, True]


def test_areas_count_as_a_point_inside(network_of):
    at = snap(np.array([shapely.box(20, 10, 40, 30)]), network_of([(0, 0), (100, 0)]), cap_m=CAP_M)
    assert (at.offset_m.tolist(), at.snap_m.tolist()) == ([30], [20])


def test_without_streets_nothing_snaps(network_of):
    at = snap(points((0, 0)), network_of(), cap_m=CAP_M)
    assert (at.edge.tolist(), at.ok.tolist()) == ([-1], [False])


def test_without_points_there_are_no_positions(ladder_network):
    assert len(snap(points(), ladder_network, cap_m=CAP_M).edge) == 0
    assert nearest_edge(points(), ladder_network).tolist() == []


@given(x=st.floats(-50, 550), y=st.floats(-50, 250))
def test_no_street_is_nearer_than_the_one_snapped_to(ladder_network, x, y):
    at = snap(points((x, y)), ladder_network, cap_m=CAP_M)
    least = shapely.distance(ladder_network.lines, shapely.Point(x, y)).min()
    assert at.snap_m[0] == least
    foot = shapely.line_interpolate_point(ladder_network.lines[at.edge[0]], at.offset_m[0])
    assert shapely.distance(foot, shapely.Point(x, y)) == pytest.approx(least, abs=1e-9)
