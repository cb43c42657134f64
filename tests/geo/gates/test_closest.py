import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gates.closest import closest


def near(a, b, p, q):
    found = closest(*(np.array([place], dtype=float) for place in (a, b, p, q)))
    return found.gap_um[0], found.xy[0].tolist(), (found.way[0] + 0.0).tolist()


def test_segments_that_cross_meet_there():
    assert near((0, 0), (100, 0), (30, -10), (30, 40)) == (0, [30, 0], [0, 0])


def test_an_end_may_be_the_nearest_place():
    assert near((0, 0), (100, 0), (130, 40), (200, 40)) == (50_000_000, [100, 0], [0.6, 0.8])
    assert near((0, 0), (100, 0), (40, 5), (40, 90)) == (5_000_000, [40, 0], [0, 1])


@pytest.mark.parametrize("turned", [False, True])
def test_of_places_equally_near_the_western_then_the_southern_one(turned):
    a, b = ((100, 0), (0, 0)) if turned else ((0, 0), (100, 0))
    assert near(a, b, (20, -5), (300, -5)) == (5_000_000, [20, 0], [0, -1])
    assert near((0, 0), (0, 90), (4, 70), (4, 10)) == (4_000_000, [0, 10], [1, 0])


def test_segments_on_one_line_that_overlap_meet_at_the_western_end_of_the_overlap():
    assert near((0, 0), (100, 0), (20, 0), (80, 0)) == (0, [20, 0], [0, 0])
    assert near((0, 0), (100, 0), (-20, 0), (80, 0)) == (0, [0, 0], [0, 0])


def test_nothing_is_near_nothing():
    found = closest(*(np.zeros((0, 2)),) * 4)
    assert (found.gap_um.shape, found.xy.shape, found.way.shape) == ((0,), (0, 2), (0, 2))


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6))
def test_gaps_are_those_of_shapely_and_the_place_is_on_the_first(seed):
    draw = np.random.default_rng(seed)
    a, b, p, q = draw.integers(0, 9, (4, 200, 2)).astype(float)
    found = closest(a, b, p, q)
    one = shapely.linestrings(np.stack([a, b], axis=1))
    other = shapely.linestrings(np.stack([p, q], axis=1))
    gap_m = shapely.distance(one, other)
    np.testing.assert_allclose(found.gap_um / 1e6, gap_m, atol=1e-6)
    here = shapely.points(found.xy)
    assert shapely.distance(one, here).max() < 1e-9
    np.testing.assert_allclose(shapely.distance(other, here), gap_m, atol=1e-9)
    there = shapely.points(found.xy + found.way * gap_m[:, None])
    assert shapely.distance(other, there).max() < 1e-9
