"""A problem is a sentence: immutable, sorted at the door, exact to the yuan."""

import pandas as pd
import pytest

from phasing import Objective, problem
from phasing.rules import Budget, Together
from tables import InputError

YEARS = [2027, 2028]


def test_adding_a_rule_returns_a_new_problem(four):
    first = problem(four, years=YEARS)
    second = first.subject_to(Together("西门片区"))
    assert (len(first.rules), len(second.rules)) == (0, 1)
    assert second.without(Together("西门片区")).rules == ()
    assert second.subject_to(Together("西门片区")).rules == second.rules


def test_the_order_of_rules_does_not_matter(four):
    rules = [Together("西门片区"), Budget("市级", 2027, 900), Budget("省级", 2027, 600)]
    first = problem(four, years=YEARS).subject_to(*rules)
    assert first.rules == problem(four, years=YEARS).subject_to(*reversed(rules)).rules


def test_a_problem_reads_as_a_list_of_named_rules(four):
    posed = problem(four, years=YEARS).subject_to(
        Together("西门片区"), Budget("市级", 2027, 900), Budget("市级", 2028, 600)
    )
    assert str(posed).splitlines() == [
        "4 estates, 2027–2028, no objective, 3 rules",
        "  budget × 2",
        "    Budget 市级 2027: 900 wan for all works",
        "    Budget 市级 2028: 600 wan for all works",
        "  together × 1",
        "    Together 西门片区",
    ]


def test_what_was_given_stays_as_it_was(four):
    before = four.copy()
    problem(four.iloc[::-1], years=YEARS)
    pd.testing.assert_frame_equal(four, before)


def test_rows_are_sorted_by_id(four):
    assert (
        problem(four.iloc[::-1], years=YEARS).estates["estate_id"].tolist()
        == four["estate_id"].tolist()
    )


def test_cost_without_classes_is_one_class(four):
    bare = four.drop(columns=["cost_building_body_wan", "cost_other_wan"])
    assert problem(bare, years=YEARS).cost_classes == ("other",)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("phasing.duplicate_estate", {"estate_id": "E1"}),
        ("phasing.cost_negative", {"cost_wan": -1.0}),
        ("phasing.cost_negative", {"cost_other_wan": -1.0}),
        ("phasing.cost_split", {"cost_wan": 999.0}),
        ("phasing.cost_split", {"cost_other_wan": float("nan")}),
    ],
)
def test_a_pool_that_cannot_be_right_is_refused(four, code, changed):
    with pytest.raises(InputError) as caught:
        problem(four.assign(**changed), years=YEARS)
    assert caught.value.code == code


def test_a_pool_without_costs_is_refused(four):
    with pytest.raises(InputError, match=r"phasing\.missing_column"):
        problem(four.drop(columns="cost_wan"), years=YEARS)


def test_an_objective_must_weigh_every_year(four):
    with pytest.raises(InputError, match=r"phasing\.weights_for_years"):
        problem(four, years=YEARS, objective=Objective("need", "need", (1.0,)))
