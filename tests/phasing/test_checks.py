"""What a problem refuses at birth, in words a person can act on."""

import numpy as np
import pytest

from phasing import problem
from phasing.checks import horizon
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
    ReachShare,
    ShareCap,
    Split,
    Spread,
    StartBy,
    StockCap,
    Target,
    Together,
)
from reports.refusal import refusal
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
CITY, OWN = Budget("市级", 2027, 500), Contribution("居民出资", share=0.1)
MATCH = Matching("市级", "居民出资", 1, 5000)
SAID_TWICE = {
    "phasing.contribution_twice": [OWN, Contribution("居民出资", yuan_per_household=2000)],
    "phasing.matching_twice": [CITY, OWN, MATCH, Matching("市级", "居民出资", 2, 5000)],
    "phasing.next_plan_twice": [NextPlan(100), NextPlan(300)],
    "phasing.paid_after_twice": [CITY, PaidAfter("市级", 0), PaidAfter("市级", 1)],
    "phasing.split_twice": [
        Split("building_body", (("government", 1),)),
        Split("building_body", (("market", 1),)),
    ],
    "phasing.spread_twice": [Spread(0.5), Spread(0.6)],
    "phasing.together_twice": [Together("西门片区"), Together("西门片区", gated="hold_back")],
    "phasing.contribution_is_budget": [CITY, Contribution("市级", share=0.1)],
    "phasing.share_caps": [
        CITY,
        OWN,
        ShareCap("市级", 0.8),
        ShareCap("居民出资", 0.5),
        ShareCap("government", 0.9),
    ],
}
WRONG_MONEY = {
    "phasing.no_contribution": [CITY, OWN, Matching("市级", "residents", 1, 5000)],
    "phasing.no_budget": [CITY, OWN, PaidAfter("government", 1)],
    "phasing.paid_after_long": [CITY, PaidAfter("市级", 100_000_000)],
    "phasing.unknown_source": [CITY, OWN, Matching("省级", "居民出资", 1, 5000)],
}
WRONG_COLUMNS = {
    "phasing.unknown_street": [Floor("东街道", "estates", 1, level="street")],
    "phasing.unknown_community": [Floor("东社区", "estates", 1, level="community")],
    "phasing.not_numbers": [Target("district", 1)],
    "phasing.not_a_group": [StockCap("cost_wan", "households", 0.1)],
    "phasing.unknown_column": [StockCap("estates", "households", 0.1)],
    "phasing.lock_without_residents": [LockIn("E1", 2027), Cap("residents", 2027, 9)],
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


@pytest.mark.parametrize(("code", "rules"), SAID_TWICE.items())
def test_what_is_said_twice_is_refused_naming_both_rules(four, code, rules):
    with pytest.raises(InputError) as caught:
        problem(four, years=[2027, 2028]).subject_to(*rules)
    assert caught.value.code == code
    named = {rule for rule in caught.value.values.values() if rule in rules}
    assert len(named) >= 2
    for locale in ("zh", "en"):
        words = refusal(caught.value, locale=locale)
        assert "{" not in words
        assert "(" not in words.replace("(10,000 yuan)", "")  # no rule as a programmer sees it


@pytest.mark.parametrize(("code", "rules"), [*WRONG_MONEY.items(), *WRONG_COLUMNS.items()])
def test_money_and_columns_of_another_kind_are_refused_in_words(four, code, rules):
    pool = four.drop(columns="residents").assign(street="西街道", community="西社区")
    with pytest.raises(InputError) as caught:
        problem(pool, years=[2027, 2028]).subject_to(*rules)
    assert caught.value.code == code
    for locale in ("zh", "en"):
        assert "{" not in refusal(caught.value, locale=locale)


def test_the_same_rule_twice_counts_once_and_the_earliest_of_two_deadlines_may_count(four):
    rules = (Spread(0.5), Spread(0.5), StartBy("E1", 2027), StartBy("E1", 2028))
    assert len(problem(four, years=[2027, 2028]).subject_to(*rules).rules) == 3


def test_two_caps_on_shares_are_fine(four):
    caps = (ShareCap("市级", 0.8), ShareCap("government", 0.9))
    assert set(caps) < set(problem(four, years=[2027]).subject_to(CITY, *caps).rules)


@pytest.mark.parametrize(
    "late", [[True, None, False, True], [1.0, float("nan"), 0, 1], [1, 0, 0, 1]]
)
def test_a_group_says_yes_or_no_in_words_or_as_1_and_0(four, late):
    rules = (StockCap("late", "households", 0.5), ReachShare("late", 0.5), Target("late", 1))
    assert len(problem(four.assign(late=late), years=[2027]).subject_to(*rules).rules) == 3


@pytest.mark.parametrize("late", [[2, 0, 1, 1], ["yes", "no", None, "no"], [0.5, 1, 0, 0]])
def test_a_group_of_anything_else_is_refused(four, late):
    with pytest.raises(InputError, match=r"phasing\.not_a_group"):
        problem(four.assign(late=late), years=[2027]).subject_to(StockCap("late", "estates", 0.5))


def test_a_column_nobody_filled_in_is_no_text(four):
    rule = ReachShare("exempt_households", 0.5)
    assert problem(four, years=[2027]).subject_to(rule).rules == (rule,)


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
        ("phasing.no_streets", Floor("东街道", "estates", 1, level="street")),
        ("phasing.no_communities", Floor("东社区", "estates", 1, level="community")),
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
