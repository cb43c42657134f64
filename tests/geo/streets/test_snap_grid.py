import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.streets.snap import by_tree
from geo.streets.snap_grid import nearest_place
from geo.streets.squares import box_of, square_of, squares_of

NM = 1e-9


def same(points, network):
    ours = nearest_place(np.asarray(points, dtype=float), network)
    theirs = by_tree(shapely.points(points), network)
    np.testing.assert_array_equal(ours.edge, theirs.edge)
    np.testing.assert_allclose(ours.offset_m, theirs.offset_m, rtol=0, atol=NM)
    np.testing.assert_allclose(ours.snap_m, theirs.snap_m, rtol=0, atol=NM)
    return ours


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), wide=st.sampled_from([10.0, 600.0, 30_000.0]))
def test_the_grid_finds_what_the_tree_finds(random_town, seed, wide):
    network, _, _ = random_town(seed)
    draw = np.random.default_rng(seed)
    same(draw.uniform(-wide, wide, (50, 2)), network)
    same(draw.uniform(-wide, wide, (50, 2)).round(-1), network)  # whole tens: ties


def test_at_a_crossing_the_lowest_edge_of_those_that_meet(ladder_network):
    same(ladder_network.node_xy, ladder_network)
    same([(50, 100), (150, 100), (200, 0)], ladder_network)


def test_points_of_another_city_are_found_too(ladder_network):
    same([(1e6, -2e6), (-40_000, 100), (250, 9_000)], ladder_network)


def test_long_and_short_streets_side_by_side(network_of):
    long = [(0, 0), (90_000, 45_000)]
    short = [[(70_000 + at, 100), (70_000 + at + 1, 101)] for at in range(0, 60, 3)]
    draw = np.random.default_rng(3)
    same(draw.uniform(0, 90_000, (300, 2)), network_of(long, *short))


@pytest.mark.parametrize("end", [(5_000, 0), (0, 5_000), (0.01, 0)])
def test_a_single_straight_street(network_of, end):
    same([(0, 0), (10, 3), (2_500, 2_500), (-1, -1)], network_of([(0, 0), end]))


def test_no_place_on_earth_has_no_place_on_the_streets(ladder_network, network_of):
    nowhere = np.array([[np.nan, 0], [0, np.inf], [1e300, 0]])
    for network in (ladder_network, network_of()):
        found = nearest_place(nowhere, network)
        assert found.edge.tolist() == [-1, -1, -1]
        assert np.isnan(found.snap_m).all()
    assert nearest_place(np.zeros((2, 2)), network_of()).edge.tolist() == [-1, -1]
    assert len(nearest_place(np.zeros((0, 2)), ladder_network).edge) == 0


@pytest.mark.parametrize("side_m", [7.0, 100.0, 10_000.0])
def test_every_piece_is_in_every_square_it_passes(ladder_network, side_m):
    xy, first_xy = ladder_network.xy, ladder_network.first_xy
    squares = squares_of(xy, first_xy, box_of(xy), side_m)
    for edge, line in enumerate(ladder_network.lines):
        for share in np.linspace(0, 1, 23):
            point = shapely.line_interpolate_point(line, share, normalized=True)
            square = int(square_of(shapely.get_coordinates(point), squares)[0])
            pieces = squares.piece[squares.first[square] : squares.first[square + 1]]
            assert first_xy[edge] in pieces
