import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.isochrones.cut import Polylines
from geo.isochrones.distance_grid import draw, empty_grid


def polylines(*lines):
    first = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    return Polylines(np.concatenate([np.array(line, float) for line in lines]), first)


def drawn(lines, *, cell_m=7.0, reach_m=40.0, chosen=None):
    grid = empty_grid(lines.xy, cell_m=cell_m, reach_m=reach_m)
    draw(grid, lines, np.arange(len(lines.first) - 1) if chosen is None else chosen)
    return grid


def corners(grid):
    rows, columns = grid.square_m2.shape
    return np.meshgrid(
        grid.x + grid.cell_m * np.arange(columns), grid.y + grid.cell_m * np.arange(rows)
    )


def test_nothing_drawn_is_farther_than_the_reach_everywhere():
    grid = empty_grid(np.array([[0.0, 0.0]]), cell_m=10, reach_m=30)
    assert (grid.square_m2 == 900).all()
    assert (grid.x, grid.y, grid.square_m2.shape) == (-40, -40, (9, 9))


def test_only_the_lines_chosen_are_drawn():
    lines = polylines([(0, 0), (100, 0)], [(0, 500), (100, 500)])
    grid = drawn(lines, chosen=np.array([1]))
    assert grid.square_m2[corners(grid)[1] < 400].min() == 1600


@pytest.mark.parametrize("far", [0, 38_500_000])
def test_coordinates_with_the_number_of_their_zone_lose_no_digits(far):
    near, there = (drawn(polylines([(x, 0), (x + 100, 50)]), cell_m=8) for x in (0, far))
    np.testing.assert_array_equal(near.square_m2, there.square_m2)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(-200, 200), st.integers(-200, 200)), min_size=2, max_size=5),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([3.0, 8.0, 11.5]),
)
def test_every_corner_is_as_far_as_shapely_measures(lines, cell_m):
    grid = drawn(polylines(*lines), cell_m=cell_m)
    points = [shapely.MultiPoint(line) for line in lines]  # a line of no length is a point
    whole = shapely.union_all([*points, *map(shapely.LineString, lines)])
    true_m = np.minimum(shapely.distance(shapely.points(*corners(grid)), whole), 40.0)
    np.testing.assert_allclose(np.sqrt(grid.square_m2), true_m, atol=1e-6)
