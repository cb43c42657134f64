import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.adjacency import near_pairs, neighbour_groups


def squares(*corners, side=80):
    """Squares of 80 m by their south-west corners."""
    return np.array([shapely.box(x, y, x + side, y + side) for x, y in corners], dtype=object)


def street(count, step=100):
    """`count` squares in a row, 20 m between them."""
    return squares(*[(at * step, 0) for at in range(count)])


def groups(shapes, *, gap_m=20, most=None):
    return neighbour_groups(shapes, near_pairs(shapes, within_m=gap_m), most=most)


def test_the_gap_is_from_edge_to_edge_and_its_limit_is_in():
    assert near_pairs(street(2), within_m=20).tolist() == [[0], [1]]
    assert near_pairs(street(2), within_m=19.9).tolist() == [[], []]


def test_what_touches_overlaps_or_lies_inside_is_near():
    shapes = squares((0, 0), (80, 0), (40, 40), (200, 200))
    assert near_pairs(shapes, within_m=1).T.tolist() == [[0, 1], [0, 2], [1, 2]]


def test_neighbours_of_neighbours_are_one_group_and_who_is_alone_is_in_none():
    assert groups(squares((0, 0), (500, 0), (100, 0), (200, 0))) == [[0, 2, 3]]


def test_a_row_of_six_with_at_most_three_is_cut_in_the_middle():
    assert groups(street(6), most=3) == [[0, 1, 2], [3, 4, 5]]


def test_a_row_of_seven_with_at_most_six_becomes_four_and_three_not_six_and_one():
    assert groups(street(7), most=6) == [[0, 1, 2, 3], [4, 5, 6]]


def test_division_begins_in_the_west_wherever_the_first_row_lies():
    assert groups(street(6)[::-1], most=4) == [[0, 1, 2], [3, 4, 5]]


def test_parts_are_round_not_long():
    block = squares(*[(x * 100, y * 100) for x in range(4) for y in range(4)])
    for part in groups(block, gap_m=20, most=4):
        west, south, east, north = shapely.total_bounds(block[part])
        assert (east - west, north - south) == (180, 180)


def test_what_is_cut_off_joins_a_part_with_room_and_is_left_alone_without():
    """A cross of five: hub 1, arms 0 (west), 2, 3, 4. Three grow from the west, two are cut off."""
    cross = squares((0, 100), (100, 100), (200, 100), (100, 0), (100, 200))
    assert groups(cross, most=3) == [[0, 1, 3]]
    assert groups(cross, most=4) == [[0, 1, 2, 3]]


def test_nothing_one_and_missing_shapes_make_no_group():
    assert groups(squares()) == []
    assert groups(street(1)) == []
    assert groups(np.array([None, None], dtype=object)) == []


def test_all_in_one_place_are_divided_too():
    assert groups(squares(*[(0, 0)] * 5), most=3) == [[0, 1, 2], [3, 4]]


corners = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=0, max_size=40, unique=True
)


@given(corners, st.integers(2, 7))
@settings(max_examples=60, deadline=None)
def test_every_group_is_in_one_piece_within_the_limit_and_nobody_is_twice(places, most):
    shapes = squares(*[(x * 100, y * 100) for x, y in places])
    found = groups(shapes, gap_m=20, most=most)
    members = [member for part in found for member in part]
    assert len(members) == len(set(members))
    for part in found:
        assert 2 <= len(part) <= most
        assert groups(shapes[part], gap_m=20) == [list(range(len(part)))]
