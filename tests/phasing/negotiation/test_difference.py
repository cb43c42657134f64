"""Two plans side by side: who moves, whose money, how many people, which zones."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from phasing import Objective, Settings, problem
from phasing.money import money_table
from phasing.negotiation.difference import CHANGES, difference, moves, people
from phasing.negotiation.standing import again, standing
from phasing.rules import Budget, Contribution, LockIn, LockOut, NextPlan, Spread

AIM = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=5000, seed=1)
YEARS = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(2027, 2031))


@pytest.fixture
def posed(four):
    money = [Budget("市级", year, 500) for year in (2027, 2028)]
    pool = four.assign(cluster_id=None)
    return problem(pool, years=[2027, 2028], objective=AIM).subject_to(*money)


def pinned(posed, *rules):
    before = standing(posed, settings=EXACT)
    return before, again(before, posed.subject_to(*rules), settings=EXACT)


def test_a_pin_solved_by_hand(posed):
    # {E2: 2027, E3: 2028, E4: 2028} becomes {E3: 2027, E4: 2027, E2: 2028}.
    found = difference(*pinned(posed, LockIn("E3", 2027)))
    assert found.estates["estate_id"].tolist() == ["E2", "E3", "E4"]
    assert found.estates["change"].tolist() == ["later", "earlier", "earlier"]
    told = found.people.set_index("change")
    assert told.loc["later", ["estates", "households", "residents"]].tolist() == [1, 120, 360]
    assert told.loc["earlier", ["estates", "households", "residents"]].tolist() == [2, 140, 420]
    assert told["resident_years"].iloc[:2].tolist() == [420, 360]
    assert told["resident_years"].iloc[2:].isna().all()
    # 500 万元 a year before and after: other estates, the same money.
    assert found.money["moved_wan"].tolist() == [0, 0]
    assert found.moved_wan == 0
    assert found.displaced == 3
    zones = found.zones.set_index("zone")
    assert (zones["residents_before"] == zones["residents_after"]).all()


def test_who_leaves_makes_room_and_the_money_says_so(posed):
    # Without E2 the 500 of 2027 go to E3 and E4, those of 2028 to E1 for 400.
    found = difference(*pinned(posed, LockOut("E2")))
    assert dict(found.estates.set_index("estate_id")["change"]) == {
        "E1": "enters",
        "E2": "leaves",
        "E3": "earlier",
        "E4": "earlier",
    }
    assert found.money.to_dict("records") == [
        {"source": "市级", "year": 2027, "before_wan": 500, "after_wan": 500, "moved_wan": 0},
        {"source": "市级", "year": 2028, "before_wan": 500, "after_wan": 400, "moved_wan": -100},
    ]
    assert found.moved_wan == 100
    east = found.zones.set_index("zone").loc["河东区"]
    assert (east["residents_before"], east["residents_after"]) == (360, 300)


def test_unknown_residents_are_counted_and_never_zero():
    estates = moves({"A": 2028, "B": 2028}, {"A": 2029, "B": 2029}, {"residents": {"A": 10.0}})
    later = people(estates).set_index("change").loc["later"]
    assert (later["residents"], later["residents_unknown"], later["resident_years"]) == (10, 1, 10)
    nobody = people(estates.assign(residents=np.nan)).set_index("change").loc["later"]
    assert np.isnan(nobody["residents"])
    assert np.isnan(nobody["resident_years"])
    assert people(estates).set_index("change").loc["enters", "residents"] == 0


def test_zones_count_unknown_residents_too(four):
    pool = four.assign(cluster_id=None, residents=[300.0, np.nan, np.nan, 180.0])
    pool = pool.assign(district=["河东区", "河东区", None, "河西区"])
    posed = problem(pool, years=[2027, 2028], objective=AIM).subject_to(
        Budget("市级", 2027, 500), Budget("市级", 2028, 900)
    )
    found = difference(*pinned(posed, LockIn("E2", 2027)))
    zones = found.zones.set_index("zone")
    assert sorted(zones.index) == ["", "河东区", "河西区"]
    assert zones.loc["河东区", "residents_unknown_after"] == 1
    assert zones.loc["", "estates_after"] == 1
    assert np.isnan(zones.loc["", "residents_after"])


def test_money_sums_to_what_the_estates_cost_to_the_yuan(four):
    costs = {"cost_wan": [333.3333, 500.0, 271.8281, 200.0001]}
    pool = four.drop(columns=["cost_building_body_wan", "cost_other_wan"]).assign(**costs)
    posed = problem(pool.assign(cluster_id=None), years=[2027, 2028], objective=AIM).subject_to(
        *(Budget("市级", year, 437.7777, None, carry_over=True) for year in (2027, 2028)),
        Contribution("居民出资", share=0.1, yuan_per_household=3000),
        Spread(above_wan=300, start_share=0.37),
        NextPlan(1000),
    )
    before, after = pinned(posed, LockIn("E3", 2028))
    found = difference(before, after)
    for column, plan in (("before_wan", before), ("after_wan", after)):
        table = money_table(plan.problem, plan.plan, plan.book().flows())
        paid = table.groupby(["source", "pay_year"])["amount_wan"].sum()
        told = found.money.set_index(["source", "year"])[column]
        assert (told[told > 0] * 10_000).round().astype(int).to_dict() == (
            paid * 10_000
        ).round().astype(int).to_dict()
        costs_yuan = sum(sum(plan.problem.part_costs[e].values()) for e in plan.plan)
        assert round(told.sum() * 10_000) == costs_yuan


def test_a_plan_and_itself_differ_in_nothing(posed):
    stood = standing(posed, settings=EXACT)
    found = difference(stood, stood)
    assert found.estates.empty
    assert found.estates.dtypes["year_before"] == "Int64"
    assert found.people["estates"].tolist() == [0, 0, 0, 0]
    assert (found.displaced, found.moved_wan) == (0, 0)


def test_an_empty_pool_and_a_plan_that_nobody_limits(four):
    for pool in (four[:0], four[:1]):
        posed = problem(pool.assign(cluster_id=None), years=[2027, 2028], objective=AIM)
        stood = standing(posed, settings=EXACT)
        found = difference(stood, stood)
        assert found.money.empty
        assert found.moved_wan == 0
        assert found.zones["estates_after"].sum() == len(pool)


def test_plans_of_two_pools_and_horizons_stand_side_by_side(four):
    pool = four.assign(cluster_id=None)
    long = standing(
        problem(pool, years=[2027, 2028], objective=AIM).subject_to(Budget("市级", 2028, 400)),
        settings=EXACT,
    )
    short = standing(
        problem(pool[1:], years=[2027], objective=Objective("need", "need", (1.0,))).subject_to(
            Budget("市级", 2027, 500)
        ),
        settings=EXACT,
    )
    found = difference(long, short)
    assert dict(found.estates.set_index("estate_id")["change"]) == {"E1": "leaves", "E2": "enters"}
    assert found.money[["year", "moved_wan"]].to_numpy().tolist() == [[2027, 500], [2028, -400]]


@settings(max_examples=60, deadline=None)
@given(YEARS, YEARS)
def test_every_estate_is_told_once_and_the_way_back_is_the_mirror(before, after):
    counts = {"residents": {e: float(i) for i, e in enumerate("ABCDEF")}}
    there, back = moves(before, after, counts), moves(after, before, counts)
    same = {e for e in before if before[e] == after.get(e)}
    assert set(there["estate_id"]) == ({*before, *after} - same)
    mirror = {"earlier": "later", "later": "earlier", "enters": "leaves", "leaves": "enters"}
    assert [mirror[c] for c in there["change"]] == back["change"].tolist()
    assert people(there)["estates"].sum() == len(there)
    assert people(there)["change"].tolist() == list(CHANGES)
    pd.testing.assert_series_equal(there["residents"], back["residents"], check_names=False)
