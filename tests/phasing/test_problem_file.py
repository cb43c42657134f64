"""The open door for outside checks: what it reads, what it refuses, what it says."""

import re
from fractions import Fraction

import pytest

from phasing import Settings
from phasing.exactly import exactly, rescaled
from phasing.model import Column, Model, Row
from phasing.problem_file import answer, statement
from phasing.problem_file.answer import _nothing
from phasing.problem_file.posing import coarse, fine
from phasing.problem_file.statement import power
from tables import InputError
from texts import say

EXACT = Settings(gap=0, node_limit=2**31 - 1, seed=1)


def solved(given, settings=EXACT):
    return answer(statement(given), settings)


def estates(costs, values=None, **more):
    values = values or [1] * len(costs)
    pool = [
        {"id": f"E{place}", "value": value, "cost": cost}
        for place, (cost, value) in enumerate(zip(costs, values, strict=True), 1)
    ]
    for key, entries in more.items():
        for estate, entry in zip(pool, entries, strict=True):
            estate.update({} if entry is None else {key: entry})
    return {"estates": pool, "objective": "max_value"}


def nested(levels):
    inside = []
    for _ in range(levels):
        inside = [inside]
    return inside


def group(name):
    return {"rule": "stock_cap", "group": name, "measure": "estates", "at_most_share": 0.5}


def cost_cap(most):
    return {"rule": "cap", "measure": "cost", "year": 1, "at_most": most}


def test_money_that_pays_exactly_is_enough_in_decimals():
    found = solved(estates([0.1, 0.2, 0.3], [3, 2, 4]) | {"budgets": 0.3})
    assert (found["years"], found["value"], found["cost"]) == ({"E1": 1, "E2": 1}, 5, 0.3)


@pytest.mark.parametrize(
    ("budgets", "years"),
    [
        (5, {"E1": 1, "E2": 2}),
        ([5, 4], {"E1": 1, "E2": 2}),
        ({"1": 5, "2": 4}, {"E1": 1, "E2": 2}),
        ({"市级": 5}, {"E1": 1, "E2": 2}),
        ({"市级": [0, 5]}, {"E1": 2}),
        ({"市级": {"2": 5}}, {"E1": 2}),
        ({"市级": [3, 0], "省级": [2, 4]}, {"E1": 1, "E2": 2}),
        ([{"source": "市级", "year": 2, "amount": 9}], {"E1": 2, "E2": 2}),
        ([{"year": 1, "amount": 9, "carry_over": True}], {"E1": 1, "E2": 1}),
        ([{"year": 1, "amount": 4}, {"year": 2, "amount": 3}], {"E2": 1}),
        (0, {}),
        ([0, 0], {}),
        (None, {"E1": 1, "E2": 1}),
        ({}, {"E1": 1, "E2": 1}),
    ],
)
def test_budgets_are_read_as_people_write_them(budgets, years):
    given = estates([5, 4], [2, 1]) | {"years": [1, 2], "year_weights": [1, 0.9]}
    assert solved(given | {"budgets": budgets})["years"] == years


def test_each_source_pays_what_bears_its_name_and_nothing_else():
    given = estates([{"市级": 3, "省级": 1}, {"市级": 2, "省级": 3}, {"省级": 1}], [5, 4, 1])
    found = solved(given | {"budgets": {"市级": 5, "省级": 2}})
    assert found["years"] == {"E1": 1, "E3": 1}
    spent = {money["source"]: money["amount"] for money in found["spend"]}
    assert spent == {"市级": 3, "省级": 2}


def test_a_source_called_other_is_a_source_like_any():
    given = estates([{"other": 3, "管网": 1}]) | {"budgets": {"other": 100, "管网": 0}}
    assert solved(given)["years"] == {}


def test_money_may_name_the_parts_it_pays():
    pool = estates([{"本体": 3, "管网": 2}, {"管网": 2}], [1, 2])
    city = {"source": "市级", "year": 1, "amount": 5, "pays": ["本体", "管网"]}
    state = {"source": "中央", "year": 1, "amount": 5, "pays": "管网"}
    assert solved(pool | {"budgets": [state]} | {"rules": [{"budget": city}]})["years"] == {
        "E1": 1,
        "E2": 1,
    }
    with pytest.raises(InputError, match="file_unpaid"):
        solved(pool | {"budgets": [state]})


def test_clusters_stay_together_unless_said():
    given = estates([3, 3], [5, 4], cluster=["C", "C"]) | {"budgets": 4}
    assert solved(given)["years"] == {}
    assert solved(given | {"clusters": "apart"})["years"] == {"E1": 1}
    batches = {"rule": "together", "cluster": "C", "batches": True}
    found = solved(given | {"years": 2, "rules": [batches]})
    assert found["years"] == {"E1": 1, "E2": 2}


def test_rules_are_read_in_either_form_with_numbers_for_ids():
    given = {
        "estates": [{"id": 1, "value": 1, "cost": 1}, {"id": 2, "value": 1, "cost": 1}],
        "years": [2027, 2028],
        "rules": [
            {"rule": "lock_in", "id": 1, "year": 2028},
            {"precede": {"first": 1, "then": 2}},
            {"cap": {"measure": "cost", "year": 2028, "at_most": 1}},
        ],
        "objective": "max_value",
    }
    assert solved(given)["years"] == {"1": 2028}


def test_a_target_may_stand_beside_the_value_and_among_the_rules():
    given = estates([1, 1], [5, 1], features=[None, {"户数": 1e-7}]) | {"budgets": 1}
    assert solved(given)["years"] == {"E1": 1}
    asked = {"rule": "target", "measure": "户数", "at_least": 1e-7}
    assert solved(given | {"rules": [asked]})["years"] == {"E2": 1}
    assert solved(given | {"targets": {"户数": 1e-7}})["years"] == {"E2": 1}


def test_what_is_unknown_promises_nothing_and_is_told():
    given = estates([1, None, 1], [None, 9, 2]) | {"budgets": 1}
    found = solved(given)
    assert found["years"] == {"E3": 1}
    assert (found["unknown_value"], found["unknown_cost"]) == (["E1"], ["E2"])


def test_an_infeasible_problem_names_the_rules_and_their_easing_in_its_own_units():
    given = estates([5e7, 3e7], features=[{"a": 2e-5}, {"a": 1e-5}])
    found = solved(given | {"objective": "min_cost", "targets": {"a": 3e-5}, "budgets": 6e7})
    assert (found["status"], found["value"], found["bound"]) == ("infeasible", None, None)
    eased = {clash["rule"]["rule"]: clash["easing"] for clash in found["clashes"]}
    assert eased["budget"] == {"by": 2e7, "unit": "amount", "enough": True}
    assert eased["target"] == {"by": -1e-5, "unit": "target", "enough": True}


def test_two_locks_inside_a_cluster_clash():
    given = estates([1, 1], cluster=["C", "C"]) | {"years": [2027, 2028]}
    locks = [{"lock_in": {"id": "E1", "year": 2027}}, {"lock_in": {"id": "E2", "year": 2028}}]
    found = solved(given | {"rules": locks})
    assert found["status"] == "infeasible"
    assert {clash["rule"]["rule"] for clash in found["clashes"]} == {"lock_in", "together"}


@pytest.mark.parametrize("objective", ["max_value", "min_cost"])
def test_nothing_one_and_free(objective):
    empty = solved({"estates": [], "objective": objective})
    assert (empty["status"], empty["value"], empty["years"]) == ("optimal", 0, {})
    one = solved(estates([0], [0]) | {"objective": objective, "budgets": 0})
    assert (one["status"], one["value"], one["cost"]) == ("optimal", 0, 0)


def test_a_value_below_nothing_is_left_out():
    assert solved(estates([1, 1], [-3, 2]))["years"] == {"E2": 1}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"objective": "max"}, "file_choice"),
        ({"estates": 3}, "file_estates"),
        ({"estates": [{"value": 3}]}, "file_id"),
        ({"estates": [{"id": "E1", "value": "3"}]}, "file_number"),
        ({"estates": [{"id": "E1", "value": float("inf")}]}, "file_number"),
        ({"estates": [{"id": "E1", "value": 10**400}]}, "file_number"),
        ({"estates": [{"id": "E1", "cost": -1}]}, "file_negative"),
        ({"estates": [{"id": "E1", "featurs": {}}]}, "file_key"),
        ({"estates": [{"id": "E1"}, {"id": "E1"}]}, "duplicate_estate"),
        ({"budget": 3}, "file_key"),
        ({"years": "2027"}, "file_years"),
        ({"years": [2027, 2029]}, "horizon_holes"),
        ({"years": 0}, "file_years"),
        ({"budgets": "5"}, "file_budgets"),
        ({"budgets": [1, 2]}, "file_years_amounts"),
        ({"budgets": {"市级": {"2031": 5}}}, "budget_outside_horizon"),
        ({"budgets": [{"source": "市级", "amount": -5}]}, "file_negative"),
        ({"budgets": [{"source": "市级"}]}, "file_missing"),
        ({"budgets": [{"amount": 1}, {"amount": 2}]}, "file_twice"),
        ({"estates": [{"id": "E1", "cost": {"a": 1, "b": 1}}], "budgets": 5}, "file_source"),
        ({"estates": [{"id": "E1", "cost": {"a": 1}}], "budgets": {"b": 5}}, "file_unpaid"),
        ({"targets": {"户数": 1}}, "file_feature"),
        ({"targets": [1]}, "file_mapping"),
        ({"rules": {"rule": "cap"}}, "file_rules"),
        ({"rules": [{"a": 1, "b": 2}]}, "file_rules"),
        ({"rules": [{"rule": "lock_inn", "id": "E1"}]}, "unknown_rule"),
        ({"rules": [{"rule": "lock_in", "id": "E1"}]}, "rule_keys"),
        ({"rules": [{"rule": "lock_out", "id": "E7"}]}, "unknown_estate"),
        ({"clusters": "yes"}, "file_choice"),
        ({"year_weights": [1, 0.5]}, "weights_for_years"),
        ({"estates": None}, "file_missing"),
        ({"years": 10**8}, "file_years"),
        ({"years": [10**30]}, "file_years"),
        ({"remark": "\ud800"}, "file_characters"),
        ({"estates": [{"id": "\ud800"}]}, "file_characters"),
        ({"estates": [{"id": "E1", "cluster": "\ud800"}]}, "file_characters"),
        ({"remark": nested(60)}, "file_deep"),
        ({"estates": nested(200_000)}, "file_deep"),
        ({"estates": [{"id": "E1", "estate_id": "E2"}]}, "file_both"),
        ({"estates": [{"cluster": "A", "cluster_id": "B", "id": "E1"}]}, "file_both"),
        ({"estates": {"E1": {"id": "E2"}}}, "file_both"),
        ({"budgets": [{"amount": 1, "amount_wan": 2}]}, "file_both"),
        ({"rules": [{"rule": "lock_out", "id": "E1", "estate_id": "E2"}]}, "file_both"),
        ({"rules": [{"lock_out": {"rule": "gate", "id": "E1"}}]}, "file_both"),
        ({"rules": [{"target": {"measure": "district", "at_least": 1}}]}, "file_feature"),
        ({"rules": [{"split": {"cost_class": "管", "parts": [["market", 1]]}}]}, "file_part"),
        ({"rules": [group("cost_wan")]}, "file_feature"),
        ({"rules": [group("estates")]}, "file_feature"),
        ({"rules": [group("n")], "estates": [{"id": "E1", "features": {"n": 3}}]}, "not_a_group"),
        (
            {"budgets": {"a": 5}, "rules": [{"paid_after": {"source": "a", "years": 10**8}}]},
            "paid_after_long",
        ),
        ({"budgets": {"a": 5}, "rules": [cost_cap(5), cost_cap(6)]}, "cap_twice"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(change, code):
    with pytest.raises(InputError) as refused:
        statement_and_pose(estates([1]) | change)
    assert refused.value.code == f"phasing.{code}"
    assert not re.search(r"\{\w+\}", say("zh", refused.value.code, **refused.value.values))


@pytest.mark.parametrize("late", [1, 1.0, True])
def test_a_feature_may_say_who_belongs_to_a_group(late):
    given = estates([1, 1, 1], [9, 8, 1], features=[{"late": late}, {"late": 0}, None])
    found = solved(given | {"rules": [group("late") | {"at_most_share": 0.4}]})
    assert found["years"] == {"E1": 1, "E2": 1, "E3": 1}
    found = solved(given | {"budgets": 2, "rules": [group("late") | {"at_most_share": 0.4}]})
    assert found["years"] == {"E2": 1, "E3": 1}


def test_a_feature_may_be_a_group_and_a_target_at_once():
    given = estates([1, 1], features=[{"late": 1}, {"late": 0}]) | {"targets": {"late": 1}}
    found = solved(given | {"objective": "min_cost", "rules": [group("late")]})
    assert (found["years"], found["features"]) == ({"E1": 1, "E2": 1}, {"late": 1})


def test_a_whole_number_names_a_zone_or_a_source():
    pool = estates([1, 1], [0, 5], district=[5, 6])
    rules = [
        {"floor": {"zone": 5, "measure": "estates", "at_least": 1}},
        {"share_cap": {"payer": 7, "at_most": 1}},
    ]
    assert solved(pool | {"budgets": [{"source": 7, "amount": 1}], "rules": rules})["years"] == {
        "E1": 1
    }


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"lock_in": {"id": "E1", "year": 1}}, "上限：1 年费用最多 3"),
        ({"floor": {"zone": "东", "measure": "cost", "at_least": 5}}, "下限：东费用至少 5"),
    ],
)
def test_amounts_in_sentences_are_in_the_unit_of_the_file(rule, words):
    found = solved(estates([5], district=["东"]) | {"rules": [rule, cost_cap(3)]})
    said = [say("zh", clash["phrase"], **clash["values"]) for clash in found["clashes"]]
    assert words in said
    assert not any("万元" in sentence for sentence in said)


def test_a_target_of_cost_is_eased_in_the_unit_of_the_file():
    rules = [{"target": {"measure": "cost", "at_least": 7}}]
    found = solved(estates([5]) | {"rules": rules})
    assert found["clashes"][0]["easing"] == {"by": -2, "unit": "amount", "enough": True}


def test_an_error_shows_amounts_as_the_file_writes_them():
    with pytest.raises(InputError) as refused:
        statement_and_pose(estates([1]) | {"rules": [cost_cap(5), cost_cap(6)]})
    first = refused.value.values["first"]
    assert first.as_dict() == {"rule": "cap", "measure": "cost", "year": 1, "at_most": 5}
    with pytest.raises(InputError) as refused:
        statement_and_pose(estates([1]) | {"budgets": {"市级": {"2031": 5}}})
    assert refused.value.values == {"source": "市级", "year": 2031, "first": 1, "last": 1}


def test_no_nodes_are_never_less_than_none():
    stated = statement(estates([1]))
    assert _nothing(stated, "limit", -2)["nodes"] == 0


def statement_and_pose(given):
    stated = statement(given)
    return fine(stated), coarse(stated)


def test_a_key_nobody_reads_is_told():
    given = estates([1]) | {"remark": "…"}
    given["estates"][0]["photo"] = "a.jpg"
    assert solved(given)["ignored"] == ["remark", "estates.photo"]


def test_money_in_the_model_changes_its_unit_only():
    row = Row("cost[a,1]", {"x": 1e9, "flow": -1.0}, low=0, high=0)
    capped = Row("cap[cost_wan,1]", {"x": 1e9}, high=2e9)
    columns = (Column("x", high=1, whole=True), Column("flow"))
    money, cap = rescaled(Model(columns, (row, capped)), 1e-6).rows
    assert money.terms == {"x": 1e3, "flow": -1.0}
    assert cap.high / cap.terms["x"] == 2
    assert 50 <= cap.terms["x"] <= 100


def test_an_exact_plan_needs_no_polish_that_breaks_a_target():
    """A negative size beside a target: what money is left must not be spent on it."""
    given = estates([1, 1], [3, 0], features=[{"净": 2}, {"净": -1}]) | {"targets": {"净": 2}}
    stated = statement(given)
    posed = fine(stated)
    found = exactly(
        posed.problem,
        money=1.0,
        short=lambda plan: stated.short(plan) is not None,
        settings=EXACT,
    )
    assert found.plan == {"E1": 1}


@pytest.mark.parametrize("size", ["1", "3", "10", "99", "1e-3", "1e40", "1e240", "1e-240"])
def test_the_largest_power_of_ten_within_a_limit(size):
    found = power(1000, Fraction(size))
    assert 100 < found * Fraction(size) <= 1000
