import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.streets.meetings import Finder, Stretches, crossing_points, finder, foot, meetings, trees
from geo.streets.meetings_cells import near, pairs


def stretches_of(*lines):
    ends = np.array(lines, dtype=np.int64).reshape(-1, 2, 2)
    return Stretches(ends[:, 0], ends[:, 1])


def found(*lines):
    stretches = stretches_of(*lines)
    met = meetings(stretches, trees().pairs(stretches))
    return met.touches.tolist(), met.crossings.tolist()


def test_a_cross_a_touch_and_a_shared_end():
    assert found([(0, 0), (100, 0)], [(50, -50), (50, 50)]) == ([], [[0, 1]])
    assert found([(0, 0), (100, 0)], [(50, 1), (50, 50)]) == ([[2, 0]], [])
    assert found([(0, 0), (100, 0)], [(50, 2), (50, 50)]) == ([], [])
    assert found([(0, 0), (100, 0)], [(100, 0), (100, 50)]) == ([], [])


def test_stretches_on_one_line_touch_where_an_end_lies_inside():
    assert found([(0, 0), (100, 0)], [(50, 0), (150, 0)]) == ([[1, 1], [2, 0]], [])
    assert found([(0, 0), (100, 0)], [(0, 0), (50, 0)]) == ([[3, 0]], [])


def test_the_foot_of_a_point_stays_on_its_stretch():
    stretches = stretches_of([(0, 0), (100, 0)])
    place, apart_cm = foot(stretches, np.array([[30, 40], [130, 40]]), np.array([0, 0]))
    assert place.tolist() == [[30, 0], [100, 0]]
    assert apart_cm.tolist() == [40, 50]


def test_a_crossing_point_does_not_depend_on_the_drawing():
    one, other = [(0, 0), (1001, 333)], [(77, -900), (301, 1204)]
    drawings = [(one, other), (other, one), (one[::-1], other), (other[::-1], one[::-1])]
    points = {tuple(crossing_points(stretches_of(*d), np.array([[0, 1]]))[0]) for d in drawings}
    assert len(points) == 1


def test_without_numba_the_tree_takes_over(monkeypatch):
    stretches = stretches_of([(0, 0), (100, 0)], [(50, -50), (50, 50)])
    monkeypatch.setitem(sys.modules, "geo.streets.meetings_cells", None)
    assert finder() == trees()
    assert meetings(stretches, finder().pairs(stretches)).crossings.tolist() == [[0, 1]]


@pytest.mark.parametrize("far_cm", [0, 10**8])
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_fast_index_finds_what_the_tree_finds(far_cm, seed):
    draw = np.random.default_rng(seed)
    ends = draw.integers(0, 30, (60, 2, 2)) * draw.choice([1, 97, 700])
    ends = ends[(ends[:, 0] != ends[:, 1]).any(axis=1)]  # a stretch has a length
    ends[-1] += far_cm
    stretches = Stretches(ends[:, 0], ends[:, 1])
    fast, plain = Finder(pairs, near), trees()
    for one, two in zip(
        *(meetings(stretches, by.pairs(stretches)) for by in (fast, plain)), strict=True
    ):
        assert one.tolist() == two.tolist()
    points = draw.integers(-50, 3000, (40, 2))
    one, two = (np.unique(by.near(stretches, points, 200), axis=0) for by in (fast, plain))
    assert one.tolist() == two.tolist()
