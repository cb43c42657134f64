"""The least money that finishes a plan sooner: hand-solved, and against every plan there is."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.negotiation.front_loading import finish_in
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Cap, LockIn, NextPlan, NotBefore, Precede, Spread, Together
from tables import InputError
from tests.phasing.negotiation.plan_cases import EXACT, cases, stands

CASES = [(case, length) for case in cases("horizons") for length in case.get("finish", {})]
YEARS = (2027, 2028, 2029)
AIM = Objective("need", "need", (1.0, 0.9, 0.8))
ROUGH = Settings(gap=0.02, node_limit=50, seed=1)


def by_source(found, kind):
    rows = found.extra[found.extra["kind"] == kind]
    return rows.groupby("source")["amount_wan"].sum().to_dict()


@pytest.mark.parametrize(
    ("case", "length"), CASES, ids=[f"{case['name']} · {length}" for case, length in CASES]
)
def test_case(case, length):
    found = finish_in(stands(case), length, sources=case.get("sources"), settings=EXACT)
    expected = case["finish"][length]
    assert found.status == "proven"
    assert by_source(found, "forward") == pytest.approx(expected["forward"])
    assert by_source(found, "new") == pytest.approx(expected["new"])
    total = sum([*expected["forward"].values(), *expected["new"].values()])
    assert found.extra_wan == pytest.approx(total)
    assert found.forward_wan + found.new_wan == found.extra_wan
    assert found.least_wan == pytest.approx(total, abs=1e-3)
    assert found.caps.groupby("measure")["over"].sum().to_dict() == expected.get("over", {})
    cannot = dict(zip(found.cannot["estate_id"], found.cannot["code"], strict=True))
    assert cannot == expected.get("cannot", {})
    assert {*found.plan, *cannot} == set(stands(case).plan)
    if "needed_in" in expected:
        assert found.extra["year"].tolist() == expected["needed_in"]


def town(costs, amount, years=YEARS):
    estates = pd.DataFrame(
        {
            "estate_id": [f"E{index}" for index in range(len(costs))],
            "district": "河东区",
            "cost_wan": [float(cost) for cost in costs],
            "households": [float(10 * cost) for cost in costs],
            "score": [50.0 + index for index in range(len(costs))],
            "residents": [100.0 + cost for cost in costs],
        }
    )
    budgets = [Budget("市级", year, amount) for year in years]
    return problem(estates, years=years, objective=AIM).subject_to(*budgets)


def least_by_hand(costs, amount, length):
    """The least extra money over every way to start all estates within so many years."""
    return min(
        sum(
            max(0, sum(c for c, y in zip(costs, plan, strict=True) if y == year) - amount)
            for year in range(length)
        )
        for plan in product(range(length), repeat=len(costs))
    )


@given(
    costs=st.lists(st.integers(1, 40), min_size=1, max_size=5),
    amount=st.integers(5, 60),
    length=st.integers(1, 2),
)
@settings(max_examples=25, deadline=None)
def test_it_is_the_least_of_every_plan(costs, amount, length):
    stood = standing(town(costs, amount), settings=EXACT)
    due = [costs[int(estate[1:])] for estate in stood.plan]
    found = finish_in(stood, length, settings=EXACT)
    assert found.extra_wan == pytest.approx(least_by_hand(due, amount, length) if due else 0)
    assert found.least_wan == pytest.approx(found.extra_wan, abs=1e-3)
    assert set(found.plan) == set(stood.plan)


@given(costs=st.lists(st.integers(1, 40), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_a_rough_search_still_tells_a_true_bound(costs):
    stood = standing(town(costs, 45), settings=EXACT)
    rough, fine = (finish_in(stood, 2, settings=how) for how in (ROUGH, EXACT))
    assert rough.least_wan <= fine.extra_wan + 1e-6
    assert fine.least_wan <= rough.extra_wan + 1e-6


def test_all_its_years_need_no_more_money():
    found = finish_in(standing(town([20, 20, 20], 20), settings=EXACT), 3, settings=EXACT)
    assert (found.extra_wan, found.least_wan, found.gap) == (0, 0, 0)
    assert found.extra.empty


def test_caps_give_way_by_the_least_and_evenly():
    posed = town([20, 20, 20, 20, 20, 20], 40).subject_to(
        *(Cap("households", year, 400) for year in YEARS)
    )
    found = finish_in(standing(posed, settings=EXACT), 2, settings=EXACT)
    # 1,200 households in two years of 400 each: 600 a year.
    assert found.caps["needed"].tolist() == [600, 600]
    assert found.caps["over"].tolist() == [200, 200]
    assert found.extra_wan == 40


def test_what_falls_due_afterwards_counts_as_a_cap():
    posed = town([40, 40], 40).subject_to(Spread(0.5), NotBefore("E1", 2028))
    stood = standing(posed, settings=EXACT)
    assert stood.plan == {"E0": 2027, "E1": 2028}
    found = finish_in(stood, 2, settings=EXACT)
    # E1 cannot start before 2028, and half of it falls due in 2029; nothing was allowed to.
    assert found.caps.to_dict("records") == [
        {"measure": "next_plan", "year": 2029, "at_most": 0, "needed": 20, "over": 20}
    ]
    assert found.extra_wan == 0
    allowed = finish_in(standing(posed.subject_to(NextPlan(20)), settings=EXACT), 2, settings=EXACT)
    assert allowed.caps.empty


def test_sources_that_cannot_pay_at_any_amount_are_told():
    estates = pd.DataFrame(
        {
            "estate_id": ["E0", "E1"],
            "district": "河东区",
            "cost_wan": [20.0, 20.0],
            "cost_building_body_wan": [20.0, 20.0],
            "score": [50.0, 60.0],
            "residents": [100, 100],
        }
    )
    posed = problem(estates, years=YEARS, objective=AIM).subject_to(
        *(Budget("市级", year, 20) for year in YEARS),
        Budget("中央", 2027, 20, frozenset({"other"})),
    )
    found = finish_in(standing(posed, settings=EXACT), 1, sources=["中央"], settings=EXACT)
    assert (found.extra_wan, found.status, found.plan) == (None, "infeasible", {})
    assert found.later["source"].tolist() == ["中央"]
    with pytest.raises(InputError) as raised:
        finish_in(standing(posed, settings=EXACT), 1, sources=["省级"], settings=EXACT)
    assert raised.value.code == "phasing.unknown_source"


def test_money_of_sources_alike_stands_under_the_first_of_them():
    posed = town([20, 20], 0).subject_to(
        Budget("省级", 2027, 10), Budget("区级", 2027, 10), Budget("区级", 2028, 20)
    )
    stood = standing(posed, settings=EXACT)
    found = finish_in(stood, 1, sources=["市级", "省级"], settings=EXACT)
    assert found.extra.to_dict("records") == [
        {"kind": "new", "source": "市级", "or_sources": "省级", "year": 2027, "amount_wan": 20}
    ]


def test_who_waits_for_another_and_who_is_locked_cannot_come_earlier():
    posed = town([10, 10, 10, 10], 40).subject_to(
        NotBefore("E0", 2028), Precede("E0", "E1", 1), LockIn("E2", 2029)
    )
    found = finish_in(standing(posed, settings=EXACT), 2, settings=EXACT)
    rows = found.cannot[["estate_id", "year_now", "code"]].to_numpy().tolist()
    assert rows == [["E1", 2029, "turn"], ["E2", 2029, "locked"]]
    assert found.cannot["first_year"].isna().tolist() == [True, False]
    assert set(found.plan) == {"E0", "E3"}


def test_a_cluster_in_more_batches_than_years_is_due_member_by_member():
    posed = town([30, 30, 30], 30)
    pool = posed.estates.assign(cluster_id="C1")
    posed = problem(pool, years=YEARS, objective=AIM).subject_to(*posed.rules, Together("C1"))
    stood = standing(posed, settings=EXACT)
    assert len(set(stood.plan.values())) == 3
    found = finish_in(stood, 2, settings=EXACT)
    assert set(found.plan) == {"E0", "E1", "E2"}
    assert found.extra_wan == 30


def test_money_is_exact_to_the_yuan():
    found = finish_in(
        standing(town([0.3333, 0.3333, 0.3333], 0.3334), settings=EXACT), 2, settings=EXACT
    )
    assert found.extra_wan == pytest.approx(0.3332, abs=1e-9)


def test_row_order_does_not_matter():
    posed = town([20, 25, 30, 35, 40], 50)
    turned = problem(posed.estates[::-1], years=YEARS, objective=AIM).subject_to(*posed.rules[::-1])
    one, other = (
        finish_in(standing(p, settings=EXACT), 2, settings=EXACT) for p in (posed, turned)
    )
    assert one.plan == other.plan
    pd.testing.assert_frame_equal(one.extra, other.extra)


def test_a_plan_of_nothing_needs_nothing():
    found = finish_in(standing(town([], 20), settings=EXACT), 1, settings=EXACT)
    assert (found.extra_wan, found.plan) == (0, {})


def test_where_no_rule_speaks_of_money_finishing_sooner_takes_none():
    pool = pd.DataFrame({"estate_id": ["E1"], "district": "河东区", "cost_wan": [50.0]})
    pool = pool.assign(score=[5.0], residents=[100])
    posed = problem(pool, years=YEARS, objective=AIM)
    found = finish_in(standing(posed, settings=EXACT), 1, settings=EXACT)
    assert found.plan == {"E1": 2027}
    assert (found.status, found.extra_wan) == ("proven", 0.0)
