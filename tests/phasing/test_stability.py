"""A published plan that may change only so much: in the model, by hand, in what is polished."""

import pandas as pd
import pytest

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.batches import fitted
from phasing.book import Book
from phasing.compile import compile_model
from phasing.fill import fill, unmet
from phasing.polish import polish
from phasing.rules import Budget, Cap, Gate, KeepPublished, LockIn, Together
from phasing.units import units
from tables import InputError

YEARS = (2027, 2028)
NEED = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=2000, seed=1)


@pytest.fixture
def pool():
    """Four estates of 300 万元 and 100 residents; the scores tell them apart."""
    return pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "district": "河东区",
            "cluster_id": [None, None, "西门片区", "西门片区"],
            "cost_wan": 300.0,
            "score": [90.0, 80.0, 70.0, 60.0],
            "residents": 100,
        }
    )


def posed(pool, *rules, a_year=300):
    budgets = [Budget("市级", year, a_year) for year in YEARS]
    return problem(pool, years=YEARS).subject_to(*budgets, *rules)


def plan_of(problem):
    (found,) = propose(problem, [NEED], settings=EXACT)
    assert found.status == "proven"
    return found.plan


# Published: the two weakest of the four. Best without a limit: E1 in 2027, E2 in 2028.
PUBLISHED = (("E3", 2027), ("E4", 2028))


@pytest.mark.parametrize(
    ("at_most", "plan"),
    [
        (0, {"E3": 2027, "E4": 2028}),
        # 9,000 + 0.9 × 6,000 beats 7,000 + 0.9 × 9,000 by 700 less: 14,400 against 15,100.
        (1, {"E3": 2027, "E1": 2028}),
        (2, {"E1": 2027, "E2": 2028}),
        (5, {"E1": 2027, "E2": 2028}),
    ],
)
def test_only_so_many_change(pool, at_most, plan):
    assert plan_of(posed(pool, KeepPublished(PUBLISHED, at_most))) == plan


def test_who_comes_in_new_is_free(pool):
    found = plan_of(posed(pool, KeepPublished(PUBLISHED, 0), a_year=600))
    assert found == {"E3": 2027, "E4": 2028, "E1": 2027, "E2": 2028}


def test_a_cluster_that_moves_counts_each_of_its_members(pool):
    together = Together("西门片区")
    published = (("E1", 2027), ("E3", 2028), ("E4", 2028))
    # In 2028 only: 600 万元. The cluster would rather be first: two changes, and E1 makes three.
    first = [Budget("市级", 2027, 600), Budget("市级", 2028, 600)]
    worth = pool.assign(score=[10.0, 0.0, 90.0, 90.0])
    plans = {}
    for at_most in (1, 2, 3):
        rule = KeepPublished(published, at_most)
        plans[at_most] = plan_of(problem(worth, years=YEARS).subject_to(*first, together, rule))
    assert plans[1] == {"E1": 2027, "E2": 2027, "E3": 2028, "E4": 2028}
    assert plans[2] == plans[1]  # with E1 kept there is no room for the whole cluster in 2027
    assert plans[3] == {"E3": 2027, "E4": 2027, "E1": 2028, "E2": 2028}


def test_who_may_not_enter_any_more_is_a_change(pool):
    gated = Gate("E3", "consent")
    with pytest.raises(InfeasibleError) as caught:
        plan_of(posed(pool, gated, KeepPublished(PUBLISHED, 0)))
    easings = {easing.rule.kind: easing for easing in caught.value.easings}
    assert (easings["keep_published"].by, easings["keep_published"].unit) == (1, "changes")
    assert easings["keep_published"].enough
    assert easings["keep_published"].phrase == "easing.changes"
    assert plan_of(posed(pool, gated, KeepPublished(PUBLISHED, 1))) == {"E1": 2027, "E4": 2028}


def test_an_easing_says_how_many_more_changes(pool):
    # A cap of no estate at all in 2027, and both locks elsewhere: two estates must change.
    everything = KeepPublished((("E1", 2027), ("E2", 2027), ("E3", 2028)), 0)
    rules = [Cap("estates", 2027, 0), everything]
    with pytest.raises(InfeasibleError) as caught:
        plan_of(posed(pool, *rules))
    eased = next(e for e in caught.value.easings if e.rule == everything)
    assert (eased.by, eased.enough) == (2, True)


def test_filling_and_polish_keep_it(pool):
    rule = KeepPublished((("E1", 2028), ("E2", 2028)), 1)
    problem_ = posed(pool, rule, a_year=600)
    found = fitted(problem_, units(problem_))
    book = fill(problem_, found.units)
    assert not unmet(problem_, book)
    assert rule.kept(book.plan()) == 1
    loose = Book(problem_)
    for unit in found.units:
        if unit.unit_id in ("E1", "E2"):
            loose.place(unit, 2028)
    polish(problem_.aiming_at(NEED), found, loose)
    # One of the two may move forward into the empty year, the better one; the other stays.
    assert (loose.plan()["E1"], loose.plan()["E2"]) == (2027, 2028)


def test_a_limit_that_all_keep_is_no_limit(pool):
    assert plan_of(posed(pool, KeepPublished((), 0))) == {"E1": 2027, "E2": 2028}
    rule = KeepPublished((("E1", 2027), ("E2", 2028)), 0)
    assert plan_of(posed(pool, rule)) == {"E1": 2027, "E2": 2028}


def test_the_row_reads_as_the_rule(pool):
    problem_ = posed(pool, KeepPublished(PUBLISHED, 1)).aiming_at(NEED)
    row = compile_model(problem_, fitted(problem_, units(problem_))).row("published")
    assert (row.terms, row.low) == ({"x[E3,2027]": 1, "x[E4,2028]": 1}, 1)


def test_a_lock_elsewhere_uses_up_a_change(pool):
    moved = posed(pool, LockIn("E3", 2028), KeepPublished(PUBLISHED, 2))
    assert plan_of(moved) == {"E1": 2027, "E3": 2028}


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ((("E9", 2027),), "phasing.unknown_estate"),
        ((("E1", 2031),), "phasing.published_outside_horizon"),
    ],
)
def test_what_is_not_there_is_refused(pool, plan, code):
    with pytest.raises(InputError, match=code):
        posed(pool, KeepPublished(plan, 0))


def test_two_limits_are_refused(pool):
    with pytest.raises(InputError, match=r"phasing\.keep_published_twice"):
        posed(pool, KeepPublished(PUBLISHED, 0), KeepPublished(PUBLISHED, 1))


@pytest.mark.parametrize(
    ("plan", "at_most", "code"),
    [
        ("E1", 0, "phasing.rule_plan"),
        ([("E1",)], 0, "phasing.rule_plan"),
        ([("E1", 2027), ("E1", 2028)], 0, "phasing.rule_plan_twice"),
        ([("E1", "2027")], 0, "phasing.rule_year"),
        ([(1, 2027)], 0, "phasing.rule_text"),
        ([("E1", 2027)], 0.5, "phasing.rule_count"),
        ([("E1", 2027)], -1, "phasing.rule_count"),
    ],
)
def test_what_is_no_plan_is_refused(plan, at_most, code):
    with pytest.raises(InputError) as caught:
        KeepPublished(plan, at_most)
    assert caught.value.code == code
