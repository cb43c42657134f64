"""The proven value against all the money: hand-solved steps, never falling."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem, solve
from phasing.negotiation import money_curve as room
from phasing.negotiation.money_curve import money_curve, scaled
from phasing.negotiation.standing import again, standing
from phasing.rules import Budget, Target, Together
from phasing.solve import Hooks
from tables import InputError
from tests.phasing.negotiation.plan_cases import EXACT, cases, stands

CASES = [case for case in cases("money_worth") if "curve" in case]
AIM = Objective("need", "need", (1.0, 0.9))
ROUGH = Settings(gap=0.2, node_limit=1, seed=1)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    found = money_curve(stands(case), factors=case["curve"], settings=EXACT)
    assert found["factor"].tolist() == sorted(case["curve"])
    for row in found.itertuples():
        expected = case["curve"][row.factor]
        if expected == "no_plan":
            assert row.code == "no_plan"
            assert row.value != row.value
        else:
            assert (row.code, row.gap) == ("", 0)
            assert row.value == pytest.approx(expected)
            assert row.bound == pytest.approx(expected)


def four_with(four, *rules, cluster=None):
    pool = four if cluster else four.assign(cluster_id=None)
    money = (Budget("市级", 2027, 500), Budget("省级", 2028, 400))
    return problem(pool, years=[2027, 2028], objective=AIM).subject_to(*money, *rules)


def test_every_budget_is_scaled_to_the_yuan(four):
    posed = four_with(four).subject_to(Target("estates", 1))
    third = scaled(posed, 1 / 3)
    assert sorted(b.amount_wan for b in third.of(Budget)) == [133.3333, 166.6667]
    assert third.of(Target) == posed.of(Target)


@given(factors=st.lists(st.floats(0.1, 3, allow_nan=False), min_size=1, max_size=5))
@settings(max_examples=8, deadline=None)
def test_neither_value_nor_bound_falls_as_money_rises(factors):
    case = next(case for case in CASES if 3 in case["curve"])
    found = money_curve(stands(case), factors=factors, settings=ROUGH)
    assert found["value"].is_monotonic_increasing
    assert found["bound"].is_monotonic_increasing
    assert (found["value"] <= found["bound"]).all()


def test_the_plan_itself_is_the_curve_at_one(four):
    stood = standing(four_with(four), settings=EXACT)
    row = money_curve(stood, factors=[1], settings=EXACT).loc[0]
    assert (row["value"], row["bound"], row["money_wan"]) == (stood.value, stood.bound, 900)
    assert row["placed"] == len(stood.plan)
    assert row["residents"] == sum(
        {"E1": 300, "E2": 360, "E3": 240, "E4": 180}[e] for e in stood.plan
    )


def test_a_cluster_cut_another_way_stands_alone(four):
    stood = standing(four_with(four, Together("西门片区"), cluster=True), settings=EXACT)
    found = money_curve(stood, factors=[1, 2], settings=EXACT)
    assert found["code"].tolist() == ["batches_recut", "batches_recut"]


def test_what_was_stopped_says_so(four):
    hooks = Hooks(should_stop=lambda: True)
    stood = standing(four_with(four), settings=EXACT)
    found = money_curve(stood, factors=[0.5, 2], settings=EXACT, hooks=hooks)
    assert found["code"].tolist() == ["stopped", "stopped"]


def test_no_factors_and_an_empty_pool(four):
    stood = standing(four_with(four[:0]), settings=EXACT)
    assert money_curve(stood, factors=[], settings=EXACT).empty
    assert money_curve(stood, factors=[2], settings=EXACT)["value"].tolist() == [0]


def test_aims_in_turn_are_refused(four):
    turn = Objective("then", "ready", (1.0, 0.9), after=(AIM,))
    stood = standing(four_with(four).aiming_at(turn), settings=EXACT)
    with pytest.raises(InputError) as raised:
        money_curve(stood, factors=[1], settings=EXACT)
    assert raised.value.code == "phasing.aims_in_turn"


def test_that_there_is_no_plan_is_not_believed_of_presolve_alone(four, monkeypatch):
    stood = standing(four_with(four), settings=EXACT)
    real = solve.relaxation

    def relaxation(model, *, presolve=True):
        found = real(model, presolve=presolve)
        return replace(found, bound=None) if presolve else found

    monkeypatch.setattr(solve, "relaxation", relaxation)
    assert money_curve(stood, factors=[1.5], settings=EXACT)["code"].tolist() == [""]
    quick = replace(EXACT, confirm=False)
    assert money_curve(stood, factors=[1.5], settings=quick)["code"].tolist() == ["no_plan"]


def test_a_search_that_ends_without_a_plan_leaves_the_other_points(four, monkeypatch):
    def lost(before, posed, **how):
        if sum(budget.amount_wan for budget in posed.of(Budget)) > 1000:
            raise InputError("phasing.not_proven")
        return again(before, posed, **how)

    monkeypatch.setattr(room, "again", lost)
    stood = standing(four_with(four), settings=EXACT)
    found = money_curve(stood, factors=[1, 0.9, 2], settings=EXACT)
    assert found["code"].tolist() == ["", "", "not_found"]
    assert found["value"].isna().tolist() == [False, False, True]
