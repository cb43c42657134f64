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
    "phasing.limit_twice": [Budget("市级", 2027, 1), Budget("市级", 2027, 2)],
    "phasing.locks_contradict": [LockIn("E1", 2027), LockIn("E1", 2028)],
    "phasing.lock_against_rule": [LockIn("E1", 2027), LockOut("E1")],
    "phasing.lock_without_cost": [LockIn("E4", 2027)],
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
    pool = four.assign(**{c: four[c].mask(four.index == 3) for c in four if c.startswith("cost_")})
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
