import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box

from geo.shapes.overlaps import overlaps


def run(*shapes, most=1000):
    return overlaps(np.array([*shapes, None], dtype=object)[:-1], least_m2=1, most_pairs=most)


def rows(*shapes):
    columns = ["first", "second", "area_m2"]
    return [tuple(row) for row in run(*shapes).pairs[columns].to_numpy().tolist()]


def test_two_yards_share_a_strip():
    pairs = run(box(0, 0, 100, 100), box(98, 0, 148, 100)).pairs
    assert pairs.to_dict("records") == [
        {
            "first": 0,
            "second": 1,
            "area_m2": 200,
            "of_smaller": 200 / 5000,
            "of_union": 200 / 14_800,
            "width_m": pytest.approx(400 / 204),
        }
    ]


def test_touching_apart_and_the_hole_around_another_share_nothing():
    ring = shapely.difference(box(0, 0, 100, 100), box(40, 40, 60, 60))
    assert rows(box(0, 0, 10, 10), box(10, 0, 20, 10), box(50, 50, 60, 60)) == []
    assert rows(ring, box(40, 40, 60, 60)) == []


def test_one_inside_another_shares_the_whole_of_it():
    pair = run(box(0, 0, 100, 100), box(10, 10, 20, 20)).pairs.iloc[0]
    assert (pair["area_m2"], pair["of_smaller"], pair["of_union"]) == (100, 1, 0.01)


def test_the_same_shape_however_it_was_drawn():
    square = box(0, 0, 10, 10)
    turned = shapely.Polygon([(10, 10), (10, 0), (0, 0), (0, 10)])
    pairs = run(square, box(50, 0, 60, 10), turned, square).pairs
    assert pairs[["first", "second"]].to_numpy().tolist() == [[0, 2], [0, 3]]
    assert (pairs["of_union"] == 1).all()


def test_points_lines_and_missing_shapes_overlap_nothing():
    line = shapely.LineString([(0, 0), (9, 9)])
    assert rows(box(0, 0, 10, 10), Point(5, 5), line, None, shapely.Polygon()) == []
    assert rows() == []


def test_a_heap_is_left_unfinished_and_says_so():
    heap = [box(at, 0, at + 50, 50) for at in range(20)]
    found = run(*heap, most=30)
    assert not found.complete
    assert len(found.pairs) == 30
    assert run(*heap).complete
    assert len(run(*heap).pairs) == 190


def test_twenty_thousand_copies_are_one_group():
    found = run(*[box(0, 0, 9, 9)] * 20_000, most=10)
    assert found.complete
    assert (found.pairs["first"] == 0).all()
    assert len(found.pairs) == 19_999


corner = st.integers(0, 30)
boxes = st.lists(
    st.tuples(corner, corner, st.integers(2, 9), st.integers(2, 9)).map(
        lambda b: box(b[0], b[1], b[0] + b[2], b[1] + b[3])
    ),
    max_size=12,
    unique_by=lambda shape: shape.bounds,
)


@settings(max_examples=60, deadline=None)
@given(boxes)
def test_every_pair_is_found_as_one_by_one(shapes):
    slow = [
        (one, two, shapes[one].intersection(shapes[two]).area)
        for one in range(len(shapes))
        for two in range(one + 1, len(shapes))
    ]
    assert rows(*shapes) == [pair for pair in slow if pair[2] > 1]
