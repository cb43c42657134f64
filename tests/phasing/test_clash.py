"""Infeasible rule sets name the rules that clash and the smallest easing of each."""

import dataclasses
import pickle

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.clash import DEFINING, TRIED, clash
from phasing.lifting import lift, possible
from phasing.rules import (
    Budget,
    Cap,
    Contribution,
    Floor,
    Gate,
    LockIn,
    LockOut,
    Matching,
    NextPlan,
    NotBefore,
    PaidAfter,
    SameTrench,
    ShareCap,
    Split,
    Spread,
    StartBy,
    Target,
    Together,
)
from phasing.solve import Hooks
from tables import InputError
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


YEARS = (2027, 2028)
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
    phrases = {easing.rule: easing.phrase for easing in caught.value.easings}
    assert phrases == {budget: "easing.none", LockIn("E1", 2027): "easing.drop"}


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
    # 2028 is forbidden as well: no move of the lock helps, only giving it up.
    dropped = (0, "drop", True)
    assert easings == {ROAD: dropped, LockIn("E1", 2027): dropped}


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


def told(error):
    return {easing.rule: (easing.by, easing.unit, easing.enough) for easing in error.easings}


def alone(*rules, years=(2027,), households=100, **columns):
    """Return the clash of rules on one estate that costs 100, all of it the body."""
    pool = pd.DataFrame(
        {
            "estate_id": ["E1"],
            "district": ["河东区"],
            "cost_wan": [100.0],
            "cost_building_body_wan": [100.0],
            "cost_other_wan": [0.0],
            "households": [households],
            "score": [50.0],
            "residents": [300],
        }
    ).assign(**columns)
    aim = Objective("need", "need", (1.0,) * len(years))
    with pytest.raises(InfeasibleError) as caught:
        propose(problem(pool, years=years).subject_to(*rules), [aim], settings=SETTINGS)
    return caught.value


@pytest.mark.parametrize("shut", [Gate("E1", "age"), LockOut("E1"), NotBefore("E1", 2029)], ids=str)
def test_an_estate_that_must_start_but_may_not_enter(shut):
    start = StartBy("E1", 2028)
    found = told(clash_of(start, shut))
    assert set(found) == {start, shut}
    assert found[start] == (0, "drop", True)
    may = (-1, "years", True) if isinstance(shut, NotBefore) else (0, "drop", True)
    assert found[shut] == may


def torn(*rules):
    """Return the clash of two locks that tear a cluster apart; E1 costs 60, E2 costs 10."""
    pool = four().head(2).assign(cluster_id="甲片区", cost_wan=[60.0, 10.0])
    locks = (LockIn("E1", 2027), LockIn("E2", 2028))
    given = problem(pool, years=[2027, 2028]).subject_to(*locks, Together("甲片区"), *rules)
    with pytest.raises(InfeasibleError) as caught:
        propose(given, [NEED], settings=SETTINGS)
    return {easing.rule: easing.enough for easing in caught.value.easings}


def test_locks_apart_say_what_is_enough_only_where_a_plan_is_left():
    first, last, cluster = LockIn("E1", 2027), LockIn("E2", 2028), Together("甲片区")
    poor = Budget("市级", 2027, 10)
    assert torn(poor) == {first: False, last: False, cluster: False}
    assert torn(Budget("市级", 2027, 70)) == {first: False, last: True, cluster: False}
    rich = (Budget("市级", 2027, 70), Budget("市级", 2028, 70))
    assert torn(*rich) == {first: True, last: True, cluster: True}
    # E2 may not start before 2028, so its lock cannot move to 2027.
    assert torn(*rich, NotBefore("E2", 2028)) == {first: True, last: False, cluster: True}


def test_what_the_next_plan_may_be_asked_for_is_eased_by_what_is_missing():
    lock, spread, beyond = LockIn("E1", 2028), Spread(0.5), NextPlan(10)
    purse = [Budget("市级", year, 100) for year in (2027, 2028)]
    found = told(alone(lock, spread, beyond, *purse, years=(2027, 2028)))
    assert found == {
        lock: (-1, "years", True),
        spread: (0, "drop", True),
        beyond: (40, "wan", True),
    }


def test_where_nobody_wrote_a_limit_for_the_next_plan_the_rule_to_write_is_named():
    lock, spread = LockIn("E1", 2028), Spread(0.5)
    purse = [Budget("市级", year, 100) for year in YEARS]
    found = told(alone(lock, spread, *purse, years=YEARS))
    assert found[NextPlan(0)] == (50, "wan", True)
    assert set(found) == {lock, spread, NextPlan(0)}


OWN = Contribution("居民", share=0.3)
AWARD = Matching("奖补", "居民", 1, 1000)
MANY = (OWN, AWARD, Split("other", (("government", 1), ("燃气企业", 1))), Spread(0.5))


def test_rules_that_only_say_who_pays_are_left_out_where_the_clash_stands_without_them():
    floor = Floor("河东区", "households", 101)
    purse = (Budget("市级", 2027, 500), Budget("奖补", 2028, 500), NextPlan(50))
    found = told(alone(*MANY, ShareCap("government", 0.7), PaidAfter("奖补", 1), *purse, floor))
    assert found == {floor: (-1, "households", True)}


def test_money_that_estates_bring_is_counted_on_while_other_rules_are_tried():
    # 70 from the budget and 30 from residents pay for E1: without them the lock would clash too.
    floor, lock = Floor("河东区", "households", 101), LockIn("E1", 2027)
    found = told(alone(OWN, Budget("市级", 2027, 70), lock, floor))
    assert set(found) == {floor}
    found = told(alone(OWN, Budget("市级", 2027, 65), lock))
    assert found == {Budget("市级", 2027, 65): (5, "wan", True), lock: (0, "drop", True)}


def test_a_matching_that_keeps_money_back_can_be_given_up():
    lock, purse = LockIn("E1", 2027), (Budget("市级", 2027, 0), Budget("奖补", 2027, 100))
    found = told(alone(OWN, AWARD, lock, *purse))
    assert found[AWARD] == (0, "drop", True)
    # 30 are brought and 10 matched: 60 are missing.
    assert found[Budget("市级", 2027, 0)] == (60, "wan", True)
    assert OWN not in found


def test_fixed_shares_and_caps_on_shares_are_named_where_giving_them_up_helps():
    split, lock = Split("building_body", (("government", 1), ("居民", 1))), LockIn("E1", 2027)
    cap, purse = ShareCap("government", 0.5), Budget("市级", 2027, 100)
    assert told(alone(cap, purse, lock))[cap] == (0, "drop", True)
    own = Budget("居民", 2027, 0, party="residents")
    found = told(alone(split, purse, own, lock))
    assert (found[split], found[own]) == ((0, "drop", True), (50, "wan", True))


def test_awards_that_come_too_late_for_the_works():
    paid, lock = PaidAfter("奖补", 1), LockIn("E1", 2028)
    purse = (Budget("奖补", 2028, 100), Budget("奖补", 2029, 0))
    found = told(alone(paid, lock, *purse, years=YEARS))
    # Paid in its own year, the award of 2028 would do.
    assert found[paid] == (0, "drop", True)


def test_awards_paid_later_and_carried_on_that_are_too_little():
    paid, lock = PaidAfter("奖补", 1), LockIn("E1", 2028)
    purse = [Budget("奖补", year, 40, carry_over=True) for year in (2028, 2029)]
    found = told(alone(paid, lock, *purse, years=YEARS))
    assert found == dict.fromkeys(purse, (20, "wan", True)) | {lock: (0, "drop", True)}


@st.composite
def posed(draw):
    """Two or three estates, money and a few demands: often more than can be kept."""
    count = draw(st.integers(2, 3))
    cost = [[10.0 * draw(st.integers(0, 5)) for _ in range(count)] for _ in range(2)]
    pool = pd.DataFrame(
        {
            "estate_id": [f"E{index}" for index in range(count)],
            "district": "河东区",
            "cluster_id": ["甲片区" if draw(st.booleans()) else None for _ in range(count)],
            "cost_building_body_wan": cost[0],
            "cost_gas_wan": cost[1],
            "households": [10 * draw(st.integers(1, 9)) for _ in range(count)],
            "score": 1.0,
            "residents": 100,
        }
    ).assign(cost_wan=lambda t: t["cost_building_body_wan"] + t["cost_gas_wan"])
    lag = draw(st.sampled_from([0, 0, 1]))
    purse = [Budget("市级", year, 10.0 * draw(st.integers(0, 7))) for year in YEARS]
    carry = draw(st.booleans())
    purse += [Budget("奖补", y + lag, 10.0 * draw(st.integers(0, 3)), None, carry) for y in YEARS]
    purse += [PaidAfter("奖补", lag)] if lag else []
    optional = [
        Split("gas", (("government", 1), ("燃气企业", 3))),
        Contribution("居民", share=0.5, pays=frozenset({"building_body"})),
        ShareCap("government", 0.8),
        Spread(0.5, above_wan=20),
    ]
    purse += [rule for rule in optional if draw(st.booleans())]
    purse += [Matching("奖补", "居民", 1, 2500)] if optional[1] in purse else []
    purse += [NextPlan(10.0 * draw(st.integers(0, 2)))] if optional[3] in purse else []
    purse += (
        [Together("甲片区")] if pool["cluster_id"].notna().any() and draw(st.booleans()) else []
    )
    demands = [
        *(Gate("E0", "age"), StartBy("E0", draw(st.sampled_from(YEARS))), NotBefore("E1", 2028)),
        *(LockIn("E1", 2028), Cap("households", 2028, 10.0 * draw(st.integers(0, 12)))),
        *(Floor("河东区", "households", draw(st.integers(1, 200))), Target("residents", 150)),
    ]
    chosen = draw(st.lists(st.sampled_from(demands), min_size=2, max_size=4, unique_by=str))
    return problem(pool, years=YEARS).subject_to(*purse, *chosen)


def refused(given):
    try:
        propose(given, [NEED], settings=SETTINGS)
    except InfeasibleError as error:
        return error
    return None


@settings(max_examples=25)
@given(given_=posed())
def test_no_rule_that_is_named_could_be_left_out_and_what_is_enough_leaves_a_plan(given_):
    error = refused(given_)
    if error is None:
        return
    outside = [r for r in given_.rules if isinstance(r, TRIED) and r not in error.rules]
    left = lift(given_, outside)
    assert error.rules
    assert possible(left, settings=SETTINGS) is False
    for rule in error.rules:
        assert possible(lift(left, {rule}), settings=SETTINGS) is not False
    for rule in set(given_.rules) - set(error.rules):
        if isinstance(rule, DEFINING):
            assert possible(lift(left, {rule}), settings=SETTINGS) is False
    for easing in error.easings:
        if easing.enough:
            assert refused(after(given_, easing)) is None


FIELDS = {
    Budget: "amount_wan",
    NextPlan: "limit_wan",
    Cap: "at_most",
    **dict.fromkeys((Floor, Target), "at_least"),
    **dict.fromkeys((LockIn, NotBefore, StartBy), "year"),
}


def after(given, easing):
    """Return the problem with an easing carried out."""
    if easing.unit == "drop":
        return lift(given, {easing.rule})
    name = FIELDS[type(easing.rule)]
    moved = {name: getattr(easing.rule, name) + easing.by}
    return given.without(easing.rule).subject_to(dataclasses.replace(easing.rule, **moved))


def test_who_stops_does_not_wait_for_an_explanation():
    money = [Budget("市级", year, 100) for year in (2027, 2028)]
    posed = problem(four(), years=[2027, 2028], objective=NEED).subject_to(
        *money, LockIn("E1", 2027), LockIn("E2", 2027), Target("estates", 4)
    )
    asked = []

    def stop():
        asked.append(len(asked))
        return len(asked) > 3

    with pytest.raises(InputError) as raised:
        clash(posed, settings=SETTINGS, hooks=Hooks(should_stop=stop))
    assert (raised.value.code, len(asked)) == ("phasing.not_proven", 4)
    told = clash(posed, settings=SETTINGS, hooks=Hooks(should_stop=lambda: False))
    assert told.rules == clash(posed, settings=SETTINGS).rules != ()
