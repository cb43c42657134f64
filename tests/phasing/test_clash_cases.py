"""Clashes a planner can check by hand: tests/cases/clashes.yaml."""

import dataclasses
from functools import cache
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
import yaml

from phasing import InfeasibleError, Objective, Settings, problem, propose, rule_from_dict
from phasing.clash import TRIED
from phasing.easing import carried_out
from phasing.lifting import lift, planned
from phasing.rules import KINDS
from phasing.slack import LIMITS

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "clashes.yaml").read_text(encoding="utf-8")
)
NAMES = [case["name"] for case in CASES]
EXACT = Settings(gap=0, node_limit=1000, seed=1)
WEIGHTS = (1.0, 0.9)
# A change smaller by one of these is too small: 1 元, one household, one estate …
STEP = {"wan": 1e-4, "cost_wan": 1e-4, "share": 1e-3, "target": 1e-4}


def town():
    return pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "district": ["河东区", "河东区", "河西区", "河西区"],
            "cost_wan": [400.0, 500.0, 300.0, 200.0],
            "cost_building_body_wan": 0.0,
            "cost_other_wan": [400.0, 500.0, 300.0, 200.0],
            "households": [100, 120, 80, 60],
            "residents": [300, 360, 240, 180],
            "floor_area_m2": [10000.0, 12000.0, 8000.0, 6000.0],
            "cluster_id": ["东门片区", "东门片区", None, None],
            "late": [True, False, False, False],
            "score": [90, 80, 70, 60],
        }
    )


def named(case):
    """Return the rules of a case by name, those that nobody wrote among them."""
    given = {**case["rules"], **case.get("implied", {})}
    return {name: rule_from_dict(rule) for name, rule in given.items()}


@cache
def refused(place):
    """Return the problem of a case, and the error its proposal raises."""
    case = CASES[place]
    years = case.get("years", [2027, 2028])
    rules = [rule_from_dict(rule) for rule in case["rules"].values()]
    posed = problem(town(), years=years).subject_to(*rules)
    aim = Objective("need", "need", WEIGHTS[: len(years)])
    with pytest.raises(InfeasibleError) as caught:
        propose(posed, [aim], settings=EXACT)
    implied = [rule_from_dict(rule) for rule in case.get("implied", {}).values()]
    return posed.subject_to(*implied), caught.value


def shown(easing):
    if easing.by is None:
        return "none"
    change = "drop" if easing.unit == "drop" else f"{easing.by:+g} {easing.unit}"
    return f"{change}{'' if easing.enough else ' part'}"


each = pytest.mark.parametrize("place", range(len(CASES)), ids=NAMES)


@each
def test_the_smallest_clash_is_named_with_the_least_easing_of_each_rule(place):
    case, (_, error) = CASES[place], refused(place)
    rules = named(case)
    name = {rule: label for label, rule in rules.items()}
    found = {name[rule] for rule in error.rules}
    expected = set(case.get("clash", case.get("easings", ())))
    assert found in (expected, set(case.get("or", expected)))
    assert error.given == 0
    assert error.smallest == case.get("proven", True)
    easings = {name[easing.rule]: shown(easing) for easing in error.easings}
    assert easings == case.get("easings", easings)


@each
def test_no_smaller_set_of_rules_clashes(place):
    """By brute force: every smaller set of rules leaves a plan, and the one that is named none."""
    posed, error = refused(place)
    tried = [rule for rule in posed.rules if isinstance(rule, TRIED)]
    clashing = [rule for rule in error.rules if isinstance(rule, TRIED)]
    assert not planned(lift(posed, set(tried) - set(clashing)), settings=EXACT)
    for count in range(len(clashing)):
        for kept in combinations(tried, count):
            assert planned(lift(posed, set(tried) - set(kept)), settings=EXACT), kept


@each
def test_what_is_enough_leaves_a_plan_and_a_little_less_does_not(place):
    posed, error = refused(place)
    for easing in error.easings:
        if not easing.enough:
            continue
        assert planned(carried_out(posed, easing), settings=EXACT)
        assert easing.plan is not None
        if easing.unit != "drop" and isinstance(easing.rule, LIMITS):
            step = STEP.get(easing.unit, 1)
            less = easing.by - step if easing.by > 0 else easing.by + step
            smaller = dataclasses.replace(easing, by=less)
            assert not planned(carried_out(posed, smaller), settings=EXACT)
            assert easing.least == pytest.approx(easing.by)


@each
def test_two_changes_are_told_only_where_one_is_not_enough(place):
    case, (posed, error) = CASES[place], refused(place)
    if any(easing.enough for easing in error.easings):
        assert error.pairs == ()
        return
    name = {rule: label for label, rule in named(case).items()}
    for pair in error.pairs:
        both = carried_out(carried_out(posed, pair.first), pair.second)
        assert planned(both, settings=EXACT)
    best = error.pairs[0]
    halves = {name[half.rule]: shown(half) for half in (best.first, best.second)}
    assert {label: half.removesuffix(" part") for label, half in halves.items()} == case["pair"]


def test_every_kind_of_rule_that_can_clash_does_in_some_case():
    told = {type(rule) for place in range(len(CASES)) for rule in refused(place)[1].rules}
    only_pays = {KINDS["contribution"]}  # it brings money: without it there is less, never more
    assert told == set(KINDS.values()) - only_pays
    assert len(CASES) >= 30
