"""Four kinds of estates: on which side of the lines, and what is not known."""

import math

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.quadrants import QUADRANTS, middles, quadrant_table, quadrants

FOUR = pd.DataFrame(
    {
        "need": [80.0, 80, 20, 20],
        "readiness": [90.0, 10, 90, 10],
        "households": [100, 200, None, 400],
        "top_share": [1.0, 0.5, 0.0, 0.0],
    }
)


def test_each_corner_has_its_name():
    assert quadrants(FOUR, (50, 50)).tolist() == ["now", "prepare", "steady", "later"]


def test_an_estate_on_both_lines_is_counted_above_them():
    assert quadrants(FOUR, (80, 90)).tolist()[0] == "now"


def test_the_table_counts_everyone_once_and_households_where_known():
    table = quadrant_table(FOUR, quadrants(FOUR, (50, 50)), pd.Series([True, True, False, False]))
    assert table["quadrant"].tolist() == list(QUADRANTS)
    assert table["estates"].tolist() == [1, 1, 1, 1]
    assert table["households"].tolist() == [100, 200, 0, 400]
    assert table["sure"].tolist() == [1, 0, 0, 0]
    assert table["placed"].tolist() == [1, 1, 0, 0]


def test_nobody_known_is_all_unknown():
    none = FOUR.assign(need=math.nan)
    assert all(math.isnan(line) for line in middles(none))
    kinds = quadrants(none, middles(none))
    assert set(kinds) == {"unknown"}
    table = quadrant_table(none, kinds, pd.Series([False] * 4))
    assert table.set_index("quadrant")["estates"].to_dict()["unknown"] == 4


def test_no_estates_have_no_middle_and_an_empty_table():
    empty = FOUR.iloc[:0]
    table = quadrant_table(empty, quadrants(empty, middles(empty)), pd.Series([], dtype=bool))
    assert table["estates"].tolist() == [0, 0, 0, 0]


points = st.floats(0, 100)


@settings(max_examples=30)
@given(st.lists(st.tuples(points, points), min_size=1, max_size=20))
def test_at_least_half_stand_on_or_above_each_middle(pairs):
    estates = pd.DataFrame(pairs, columns=["need", "readiness"])
    kinds = quadrants(estates, middles(estates))
    assert kinds.isin(["now", "prepare"]).sum() * 2 >= len(pairs)
    assert kinds.isin(["now", "steady"]).sum() * 2 >= len(pairs)
