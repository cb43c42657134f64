from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.isochrones.contour import contour
from geo.isochrones.cut import Polylines
from geo.isochrones.distance_grid import draw, empty_grid
from geo.isochrones.ring_areas import area_of_rings
from geo.isochrones.thin_rings import thinned


def levels(*lines, per_level=1):
    """The rings 30 m around the first lines, the first and second, and so on."""
    first = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    every = Polylines(np.concatenate([np.array(line, float) for line in lines]), first)
    grid = empty_grid(every.xy, cell_m=8.0, reach_m=38.0)
    found = []
    for start in range(0, len(lines), per_level):
        draw(grid, every, np.arange(start, min(start + per_level, len(lines))))
        found.append(contour(grid, 30.0))
    return found, grid


def areas(rings):
    return [area_of_rings(one, hole_m2=0) for one in rings]


def test_a_straight_street_keeps_its_caps_and_little_else():
    found, grid = levels([(0, 0), (1000, 370)])
    (thin,) = thinned(found, grid, tolerance_m=0.5)
    assert len(found[0].xy) > 200
    assert len(thin.xy) < 30
    assert areas([thin])[0].hausdorff_distance(areas(found)[0]) <= 0.5


def test_without_tolerance_only_what_says_nothing_goes():
    found, grid = levels([(0, 0), (1000, 0)])
    (thin,) = thinned(found, grid, tolerance_m=1e-6)
    assert areas([thin])[0].equals_exact(areas(found)[0].normalize(), 0) or (
        areas([thin])[0].symmetric_difference(areas(found)[0]).area < 1e-3
    )
    assert len(thin.xy) < len(found[0].xy) / 4


def test_levels_that_share_a_side_share_its_points():
    found, grid = levels([(0, 0), (600, 130)], [(300, 65), (300, 500)])
    inner, outer = (
        set(map(tuple, rings.xy.tolist())) for rings in thinned(found, grid, tolerance_m=0.5)
    )
    assert len(inner & outer) > 10
    near, far = areas(thinned(found, grid, tolerance_m=0.5))
    assert far.covers(near)


def test_the_same_level_twice_is_thinned_the_same():
    found, grid = levels([(0, 0), (600, 130), (400, 300)])
    one, two = thinned([found[0], found[0]], grid, tolerance_m=0.5)
    np.testing.assert_array_equal(one.xy, two.xy)


def test_a_level_without_rings_stays_without():
    grid = empty_grid(np.array([[0.0, 0.0]]), cell_m=8.0, reach_m=38.0)
    nothing = contour(grid, 30.0)
    assert [len(rings.xy) for rings in thinned([nothing, nothing], grid, tolerance_m=0.5)] == [0, 0]


point = st.tuples(st.integers(0, 400), st.integers(0, 400))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(point, min_size=2, max_size=3), min_size=3, max_size=9))
@pytest.mark.parametrize("tolerance_m", [0.5, 2.0])
def test_thinned_areas_are_valid_and_lie_in_one_another(tolerance_m, lines):
    found, grid = levels(*lines, per_level=3)
    shapes = areas(thinned(found, grid, tolerance_m=tolerance_m))
    whole = areas(found)
    for thin, full in zip(shapes, whole, strict=True):
        assert thin.is_valid
        assert shapely.hausdorff_distance(thin.boundary, full.boundary) <= tolerance_m * 1.5
    assert all(far.covers(near) for near, far in pairwise(shapes))
