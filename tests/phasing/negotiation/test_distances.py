"""How far plans are apart: a metric by years, a metric by who is in."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from phasing.negotiation.distances import distances, members_apart, years_apart

PLANS = st.dictionaries(st.sampled_from("ABCDE"), st.sampled_from([2027, 2028, 2029]))
HERE, THERE = {"甲": 2027, "乙": 2028}, {"甲": 2028, "乙": 2028, "丙": 2027}


def test_a_year_moved_and_an_estate_let_in_are_two_of_three():
    assert years_apart(HERE, THERE) == 2 / 3
    assert members_apart(HERE, THERE) == 1 / 3


def test_swapping_years_changes_nobody():
    swapped = {"甲": 2028, "乙": 2027}
    assert (years_apart(HERE, swapped), members_apart(HERE, swapped)) == (1, 0)


def test_plans_of_nothing_are_the_same_and_far_from_any_other():
    assert (years_apart({}, {}), members_apart({}, {})) == (0, 0)
    assert (years_apart({}, HERE), members_apart({}, HERE)) == (1, 1)


@given(one=PLANS, other=PLANS, between=PLANS)
def test_both_are_metrics(one, other, between):
    for apart in (years_apart, members_apart):
        assert 0 <= apart(one, other) == apart(other, one) <= 1
        assert apart(one, one) == 0
        assert apart(one, other) <= apart(one, between) + apart(between, other) + 1e-12
    assert (years_apart(one, other) == 0) == (one == other)
    assert (members_apart(one, other) == 0) == (one.keys() == other.keys())
    assert members_apart(one, other) <= years_apart(one, other)


def test_the_table_has_every_two_both_ways():
    table = distances([HERE, THERE, {}])
    assert len(table) == 6
    square = table.pivot_table(index="plan", columns="other", values="years_apart")
    pd.testing.assert_frame_equal(square, square.T, check_names=False)
    assert table.query("plan == 0 and other == 1")["members_apart"].tolist() == [1 / 3]
    assert list(distances([]).columns) == list(table.columns)
    assert distances([HERE]).empty
