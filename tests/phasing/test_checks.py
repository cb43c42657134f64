"""What a problem refuses at birth, in words a person can act on."""

import numpy as np
import pytest

from phasing import problem
from phasing.checks import horizon
from phasing.rules import Budget, Cap, Floor, Gate, LockIn, LockOut, NotBefore, Together
from tables import InputError
from texts import say

BAD_HORIZONS = {
    "phasing.horizon_empty": [],
    "phasing.horizon_repeated": [2027, 2027],
    "phasing.horizon_holes": [2027, 2029],
    "phasing.horizon_not_years": [2027, "2028"],
}
BAD_RULES = {
    "phasing.unknown_estate": [Gate("E9", "age")],
    "phasing.unknown_cluster": [Together("东门片区")],
    "phasing.unknown_district": [Floor("河北区", "estates", 1)],
    "phasing.lock_outside_horizon": [LockIn("E1", 2035)],
    "phasing.budget_outside_horizon": [Budget("市级", 2035, 100)],
    "phasing.cap_outside_horizon": [Cap("estates", 2035, 1)],
    "phasing.unknown_cost_class": [Budget("市级", 2027, 1, pays=frozenset({"othr"}))],
    "phasing.budget_twice": [Budget("市级", 2027, 1), Budget("市级", 2027, 2)],
    "phasing.cap_twice": [Cap("households", 2027, 1), Cap("households", 2027, 2)],
    "phasing.locks_contradict": [LockIn("E1", 2027), LockIn("E1", 2028)],
    "phasing.lock_against_rule": [LockIn("E1", 2027), LockOut("E1")],
    "phasing.lock_without_cost": [LockIn("E4", 2027)],
    "phasing.lock_without_households": [LockIn("E3", 2027), Cap("households", 2028, 99)],
    "phasing.lock_without_floor_area_m2": [LockIn("E3", 2027), Cap("floor_area_m2", 2027, 99)],
}


@pytest.mark.parametrize(("code", "years"), BAD_HORIZONS.items())
def test_a_bad_horizon_is_refused(code, years):
    with pytest.raises(InputError) as caught:
        horizon(years)
    assert caught.value.code == code


def test_a_horizon_of_numpy_years_is_fine():
    assert horizon(np.array([2028, 2027])) == (2027, 2028)


@pytest.mark.parametrize(("code", "rules"), BAD_RULES.items())
def test_a_bad_rule_is_refused_in_words(four, code, rules):
    unsaid = {c: four[c].mask(four.index == 3) for c in four if c.startswith("cost_")}
    sizes = {c: four[c].mask(four.index == 2) for c in ("households", "floor_area_m2")}
    pool = four.assign(**unsaid, **sizes)
    with pytest.raises(InputError) as caught:
        problem(pool, years=[2027, 2028]).subject_to(*rules)
    assert caught.value.code == code
    for locale in ("zh", "en"):
        words = say(locale, code, **caught.value.values)
        assert words != code
        assert "{" not in words


@pytest.mark.parametrize("rule", [Gate("E1", "age"), LockOut("E1"), NotBefore("E1", 2028)], ids=str)
def test_a_lock_that_another_rule_forbids_is_refused(four, rule):
    with pytest.raises(InputError, match=r"phasing\.lock_against_rule"):
        problem(four, years=[2027, 2028]).subject_to(rule, LockIn("E1", 2027))


def test_a_start_no_later_than_the_lock_is_fine(four):
    rules = (NotBefore("E1", 2027), LockIn("E1", 2027))
    assert problem(four, years=[2027, 2028]).subject_to(*rules).rules == (*rules[1:], rules[0])


def test_a_locked_estate_is_kept_where_only_other_measures_are_capped(four):
    pool = four.assign(households=four["households"].mask(four.index == 0))
    rules = (LockIn("E1", 2027), Cap("floor_area_m2", 2027, 9000))
    assert set(problem(pool, years=[2027]).subject_to(*rules).rules) == set(rules)


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("phasing.no_districts", Floor("河北区", "estates", 1)),
        ("phasing.no_clusters", Together("东门片区")),
        ("phasing.no_estates", LockOut("E9")),
    ],
)
def test_where_no_name_is_known_no_other_name_is_offered(four, code, rule):
    pool = four.assign(district=None, cluster_id=None)
    if code == "phasing.no_estates":
        pool = pool.head(0)
    with pytest.raises(InputError) as caught:
        problem(pool, years=[2027]).subject_to(rule)
    assert caught.value.code == code
    for locale in ("zh", "en"):
        words = say(locale, code, **caught.value.values)
        assert "{" not in words
        assert "“”" not in words


def test_rules_that_stand_against_each_other_are_handed_over_as_rules(four):
    locked = (LockIn("E1", 2027), Gate("E1", "age"))
    twice = (Cap("cost_wan", 2027, 1), Cap("cost_wan", 2027, 2))
    for rules in (locked, twice):
        with pytest.raises(InputError) as caught:
            problem(four, years=[2027]).subject_to(*rules)
        assert caught.value.values["other"] == rules[1]
