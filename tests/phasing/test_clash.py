"""Infeasible rule sets name the rules that clash and the smallest easing of each."""

import pickle

import pandas as pd
import pytest

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.rules import Budget, Cap, Floor, Gate, LockIn, NotBefore, SameTrench, StartBy
from texts import said

SETTINGS = Settings(gap=0, node_limit=1000, seed=1)
NEED = Objective("need", "need", (1.0, 0.9))


def four():
    return pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "district": ["河东区", "河东区", "河西区", "河西区"],
            "cost_wan": [400.0, 500.0, 300.0, 200.0],
            "households": [100, 120, 80, 60],
            "score": [90, 80, 70, 60],
            "residents": [300, 360, 240, 180],
        }
    )


def clash_of(*rules):
    posed = problem(four(), years=[2027, 2028]).subject_to(*rules)
    with pytest.raises(InfeasibleError) as caught:
        propose(posed, [NEED], settings=SETTINGS)
    return caught.value


MONEY = (Budget("市级", 2027, 600), Budget("市级", 2028, 450), Budget("省级", 2028, 0))


def test_locks_that_a_year_cannot_pay_for():
    error = clash_of(*MONEY, LockIn("E1", 2027), LockIn("E2", 2027), LockIn("E4", 2028))
    assert set(error.rules) == {LockIn("E1", 2027), LockIn("E2", 2027), Budget("市级", 2027, 600)}
    easings = {easing.rule: (easing.by, easing.unit, easing.enough) for easing in error.easings}
    assert easings[Budget("市级", 2027, 600)] == (300, "wan", True)
    # 2028 holds 450 and E4 takes 200 of it: E1 (400) moved there clears 2027 and clashes anew.
    assert easings[LockIn("E1", 2027)] == (1, "years", False)


def test_a_lock_that_can_move_says_by_how_many_years():
    error = clash_of(*MONEY, LockIn("E1", 2027), LockIn("E2", 2027))
    easings = {easing.rule: (easing.by, easing.enough) for easing in error.easings}
    assert easings[LockIn("E1", 2027)] == (1, True)
    assert easings[LockIn("E2", 2027)] == (1, False)


def test_a_cap_below_the_locked_households():
    cap = Cap("households", 2027, 100)
    error = clash_of(cap, LockIn("E1", 2027), LockIn("E2", 2027))
    assert cap in error.rules
    assert next(e for e in error.easings if e.rule == cap).by == 120


def test_a_floor_that_gates_forbid():
    floor = Floor("河西区", "estates", 2)
    error = clash_of(*MONEY, floor, Gate("E3", "consent"), NotBefore("E1", 2028))
    assert set(error.rules) == {floor, Gate("E3", "consent")}
    easings = {easing.rule: (easing.by, easing.unit) for easing in error.easings}
    assert easings == {floor: (-1, "estates"), Gate("E3", "consent"): (0, "drop")}


def test_a_floor_above_all_money():
    floor = Floor("河东区", "estates", 2)
    late = NotBefore("E2", 2028)
    error = clash_of(*MONEY, floor, late)
    # E2 (500) has to wait for 2028, which holds 450 and 0.
    assert set(error.rules) == {floor, late, MONEY[1], MONEY[2]}
    easings = {easing.rule: easing.by for easing in error.easings}
    assert easings == {floor: -1, late: -1, MONEY[1]: 50, MONEY[2]: 50}


def test_where_two_clashes_stand_no_single_easing_is_enough():
    locks = [LockIn("E1", 2027), LockIn("E2", 2027), LockIn("E3", 2028), LockIn("E4", 2028)]
    error = clash_of(*MONEY, *locks)
    assert not any(easing.enough for easing in error.easings)
    # 2027 lacks 300 and 2028 lacks 50: the clash that is named says what resolves it.
    assert {e.by for e in error.easings if isinstance(e.rule, Budget)} <= {300, 50}
    assert all(easing.phrase.endswith(".part") for easing in error.easings if easing.by)


def test_no_easing_of_money_that_may_not_pay_for_the_body():
    body = four().assign(cost_building_body_wan=four()["cost_wan"], cost_other_wan=0.0)
    budget = Budget("中央", 2027, 900, pays=frozenset({"other"}))
    posed = problem(body, years=[2027]).subject_to(budget, LockIn("E1", 2027))
    with pytest.raises(InfeasibleError) as caught:
        propose(posed, [Objective("need", "need", (1.0,))], settings=SETTINGS)
    assert set(caught.value.rules) == {budget, LockIn("E1", 2027)}
    assert all(easing.by is None for easing in caught.value.easings)
    assert {easing.phrase for easing in caught.value.easings} == {"easing.none"}


def test_the_error_crosses_a_process_boundary_whole():
    error = clash_of(*MONEY, LockIn("E1", 2027), LockIn("E2", 2027))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (back.rules, back.easings) == (error.rules, error.easings)
    assert said("zh", error.easings[0].phrase)


ROAD = SameTrench("人民路", ("E1",), apart_years=5, year=2025)


def test_a_lock_in_a_year_that_a_road_opened_lately_forbids():
    error = clash_of(ROAD, LockIn("E1", 2027))
    assert set(error.rules) == {ROAD, LockIn("E1", 2027)}
    easings = {easing.rule: (easing.by, easing.unit, easing.enough) for easing in error.easings}
    assert easings[ROAD] == (0, "drop", True)
    assert easings[LockIn("E1", 2027)][0] is None  # 2028 is forbidden as well


def test_a_lock_moves_into_the_year_the_road_is_opened():
    road = SameTrench("人民路", ("E1",), apart_years=5, year=2028)
    error = clash_of(road, LockIn("E1", 2027))
    easings = {easing.rule: (easing.by, easing.enough) for easing in error.easings}
    assert easings == {road: (0, True), LockIn("E1", 2027): (1, True)}


def test_a_start_that_a_road_opened_lately_forbids():
    assert set(clash_of(ROAD, StartBy("E1", 2028)).rules) == {ROAD, StartBy("E1", 2028)}


def test_locks_that_would_dig_a_shared_road_twice():
    road = SameTrench("人民路", ("E1", "E2"), apart_years=5)
    error = clash_of(road, LockIn("E1", 2027), LockIn("E2", 2028))
    easings = {easing.rule: easing.by for easing in error.easings}
    assert easings == {road: 0, LockIn("E1", 2027): 1, LockIn("E2", 2028): -1}
