"""How often and when an estate is in many plans: shares that add up."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phasing import problem
from phasing.negotiation.how_often import how_often

YEARS = [2027, 2028, 2029]
IDS = ["E1", "E2", "E3"]


@pytest.fixture
def posed():
    return small()


def small():
    estates = pd.DataFrame({"estate_id": IDS[::-1], "district": "河东区", "cost_wan": 1.0})
    return problem(estates, years=YEARS)


def test_three_plans_by_hand(posed):
    plans = [{"E1": 2027, "E2": 2028}, {"E1": 2027, "E2": 2029}, {"E1": 2028}]
    table = how_often(posed, plans).set_index("estate_id")
    assert table.loc["E1", "in_plan"] == 1
    assert table.loc["E1", "year_likeliest"] == 2027
    assert table.loc["E1", "year_2027"] == pytest.approx(2 / 3)
    assert table.loc["E2", "out"] == pytest.approx(1 / 3)
    assert table.loc["E2", "year_likeliest"] == 2028  # of equals the earliest
    assert table.loc["E3", "in_plan"] == 0
    assert pd.isna(table.loc["E3", "year_likeliest"])


def test_of_no_plans_nothing_is_known(posed):
    table = how_often(posed, [])
    assert table["estate_id"].tolist() == IDS
    assert table.drop(columns="estate_id").isna().all().all()


@given(st.lists(st.dictionaries(st.sampled_from(IDS), st.sampled_from(YEARS)), min_size=1))
def test_shares_add_up(plans):
    table = how_often(small(), plans)
    years = table[[f"year_{year}" for year in YEARS]]
    assert table["in_plan"].tolist() == pytest.approx(years.sum(axis=1).tolist())
    assert (table["in_plan"] + table["out"]).tolist() == pytest.approx([1.0] * 3)
    assert table["in_plan"].sum() == pytest.approx(sum(map(len, plans)) / len(plans))
    pd.testing.assert_frame_equal(table, how_often(small(), plans[::-1]))
