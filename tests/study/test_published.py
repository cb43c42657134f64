"""A published plan in a study: what is settled, what is out, how much may change, what is said."""

import csv

import pandas as pd
import pytest

from phasing import Settings, propose
from phasing.rules import Gate, KeepPublished, LockIn, NotBefore, Together
from study import load
from study.measure import measure
from study.objectives import objectives
from study.propose import phasing_problem
from study.published import Publishing, parse, published_plan
from study.published_issues import compared, published_issues
from study.rank import ranked
from study.run import read_inputs
from tables import InputError
from tests.known_issues import unlisted
from tests.study.four_estates import CHOICES, write

YEARS = (2027, 2028)
HEAD = ["小区编码", "小区名称", "开工年份", "实施情况", "公布日期"]


def rows(*cells):
    names = ["estate_id", "year", "state", "published_at"]
    return pd.DataFrame(cells, columns=names).astype({"year": "Int64"})


def sorted_out(*cells, estates=("E1", "E2", "E3")):
    return published_plan(rows(*cells), estates, YEARS)


def test_the_newest_publication_of_each_estate_counts():
    found = sorted_out(
        ("E1", 2027, "planned", "2026-03-01"),
        ("E2", 2027, "planned", "2026-03-01"),
        ("E1", 2028, "planned", "2026-09-01"),
        ("E3", 2028, None, None),
    )
    assert found.plan == {"E1": 2028, "E2": 2027, "E3": 2028}
    assert found.state == {"E1": "planned", "E2": "planned", "E3": "planned"}
    assert found.versions == 3


@pytest.mark.parametrize(
    ("year", "state", "where"),
    [
        (2026, "finished", "past"),
        (2026, "running", "past"),
        (None, "finished", "past"),  # done, whenever it was
        (2026, "planned", "late"),
        (2026, None, "late"),
        (2030, "planned", "beyond"),
        (2027, "dropped", "dropped"),
        (None, "dropped", "dropped"),
        (None, "planned", "unclear"),
        (None, "running", "unclear"),
        (2027, "finished", "plan"),
        (2028, None, "plan"),
    ],
)
def test_where_an_estate_of_a_published_plan_belongs(year, state, where):
    found = sorted_out(("E1", year, state, None))
    parts = ("plan", "past", "late", "beyond", "dropped", "unclear")
    assert [name for name in parts if "E1" in getattr(found, name)] == [where]
    assert bool(found) == (where != "unclear")


def test_two_years_on_one_day_are_unclear_and_the_same_row_twice_is_not():
    found = sorted_out(
        ("E1", 2027, None, "2026-03-01"),
        ("E1", 2028, None, "2026-03-01"),
        ("E2", 2027, None, "2026-03-01"),
        ("E2", 2027, "planned", "2026-03-01"),
    )
    assert found.unclear == ("E1",)
    assert found.plan == {"E2": 2027}


def test_two_states_of_one_year_on_one_day_are_told_as_such():
    found = sorted_out(
        ("E1", 2027, "planned", "2026-03-01"),
        ("E1", 2027, "running", "2026-03-01"),
        ("E2", 2027, "planned", "2026-03-01"),
        ("E2", 2028, "running", "2026-03-01"),
    )
    assert (found.two_states, found.unclear) == (("E1",), ("E2",))
    assert not found.plan


def test_an_estate_that_the_ledger_does_not_hold_and_an_empty_plan_count_nothing():
    assert not sorted_out(("E9", 2027, "running", None))
    assert not sorted_out()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        ({}, Publishing()),
        ({"lock_through": 2027, "at_most": 20}, Publishing(2027, 20)),
        ({"at_most": 0}, Publishing(None, 0)),
    ],
)
def test_what_study_yaml_says(given, expected):
    assert parse(given, YEARS) == expected


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"lock_until": 2027}, "study.unknown_key"),
        ({"lock_through": 2031}, "published.year_beyond"),
        ({"at_most": 1.5}, "study.not_whole"),
        ({"at_most": -1}, "study.not_above"),
        ({"at_most": "二十"}, "study.not_a_number"),
        ([2027], "study.not_a_mapping"),
    ],
)
def test_what_study_yaml_cannot_say(given, code):
    with pytest.raises(InputError) as caught:
        parse(given, YEARS)
    assert caught.value.code == code


def town(folder, *plan, change=None, **more):
    """Write the four estates with a published plan; return the ranked estates and the choices."""
    inputs = {name: CHOICES["inputs"][name] for name in ("estates", "surveys", "budgets")}
    inputs |= {"programmes": {"path": "已公布计划.csv"}} if plan else {}
    write(folder, change={"inputs": inputs, **(change or {})}, **more)
    if plan:
        with (folder / "已公布计划.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEAD, *plan])
    study = load(folder)
    return ranked(measure(read_inputs(study), study.choices), study.choices), study.choices


def rules_of(found, choices, kind):
    return set(phasing_problem(found, choices).of(kind))


def proposals(found, choices):
    aims = objectives(choices.proposals, len(YEARS), found.measured.rules, choices.value)
    settings = Settings(gap=0.001, node_limit=300, seed=1)
    return propose(phasing_problem(found, choices), aims, settings=settings)


def codes(found, choices):
    issues = published_issues(found, choices, proposals(found, choices))
    assert not unlisted(issues)
    return {issue.code: issue for issue in issues}


OPEN = {"gates": {"age": False, "consent": False}, "clusters": {"keep": "apart"}}


def test_what_runs_or_is_done_keeps_its_year_and_what_was_done_before_is_out(tmp_path):
    found, choices = town(
        tmp_path,
        ("E1", "", 2028, "施工中", ""),
        ("E2", "", 2026, "已竣工", ""),
        ("E3", "", 2028, "计划", ""),
        change=OPEN,
    )
    assert rules_of(found, choices, LockIn) == {LockIn("E1", 2028)}
    assert rules_of(found, choices, Gate) == {Gate("E2", "finished")}
    assert not rules_of(found, choices, KeepPublished)  # without at_most a plan only informs
    plans = proposals(found, choices)
    reasons = dict(zip(plans[0].years["estate_id"], plans[0].years["reason"], strict=True))
    assert (reasons["E1"], reasons["E2"]) == ("locked", "gate:finished")
    said = codes(found, choices)
    assert said["published.begun"].value == "E1"
    assert said["published.finished"].value == "E2"
    told = said["published.compared"].detail
    assert (told["published"], told["kept"] + told["earlier"] + told["leaves"]) == (2, 2)


def test_lock_through_keeps_what_is_planned_up_to_that_year(tmp_path):
    plan = (("E1", "", 2027, "计划", ""), ("E2", "", 2028, "计划", ""))
    found, choices = town(tmp_path, *plan, change={**OPEN, "published": {"lock_through": 2027}})
    assert rules_of(found, choices, LockIn) == {LockIn("E1", 2027)}
    assert codes(found, choices)["published.locked"].value == "E1"


def test_at_most_binds_every_proposal(tmp_path):
    plan = (("E4", "", 2027, "计划", ""), ("E3", "", 2028, "计划", ""))
    found, choices = town(tmp_path, *plan, change={**OPEN, "published": {"at_most": 0}})
    assert rules_of(found, choices, KeepPublished) == {
        KeepPublished((("E3", 2028), ("E4", 2027)), 0)
    }
    (first,) = proposals(found, choices)
    assert first.plan.items() >= {"E3": 2028, "E4": 2027}.items()
    table = compared({"E3": 2028, "E4": 2027}, [first])
    assert table[["published", "kept", "leaves"]].to_numpy().tolist() == [[2, 2, 0]]


def test_what_runs_passes_a_gate_and_what_is_only_planned_does_not(tmp_path):
    # E4 was built in 2004: the gate of age shuts it out.
    change = {"clusters": {"keep": "apart"}, "published": {"lock_through": 2028}}
    found, choices = town(tmp_path / "a", ("E4", "", 2027, "在建", ""), change=change)
    assert rules_of(found, choices, LockIn) == {LockIn("E4", 2027)}
    assert "E4" not in {gate.estate_id for gate in rules_of(found, choices, Gate)}
    assert codes(found, choices)["published.passed"].value == "E4"
    found, choices = town(tmp_path / "b", ("E4", "", 2027, "计划", ""), change=change)
    assert not rules_of(found, choices, LockIn)
    assert Gate("E4", "age") in rules_of(found, choices, Gate)
    assert codes(found, choices)["published.held"].value == "E4"


def test_study_yaml_has_the_last_word(tmp_path):
    change = {
        **OPEN,
        "rules": [
            {"lock_in": {"estate_id": "E1", "year": 2028}},
            {"lock_out": {"estate_id": "E2"}},
            {"not_before": {"estate_id": "E3", "year": 2028}},
        ],
    }
    plan = [(name, "", 2027, "施工中", "") for name in ("E1", "E2", "E3")]
    found, choices = town(tmp_path, *plan, change=change)
    assert rules_of(found, choices, LockIn) == {LockIn("E1", 2028)}
    assert NotBefore("E3", 2028) in rules_of(found, choices, NotBefore)
    assert codes(found, choices)["published.decided"].value == "E1、E2、E3"


def test_a_cluster_begun_in_different_years_is_not_kept_together(tmp_path):
    gates = {"gates": {"age": False, "consent": False}}
    plan = (("E1", "", 2027, "施工中", ""), ("E2", "", 2028, "施工中", ""))
    found, choices = town(tmp_path / "a", *plan, change=gates)
    assert not rules_of(found, choices, Together)
    assert codes(found, choices)["published.apart"].value == "P1"
    found, choices = town(tmp_path / "b", *plan[:1], change=gates)
    assert rules_of(found, choices, Together)


def test_an_estate_without_a_cost_is_not_locked(tmp_path):
    without = [
        ("E1", "纺织厂家属院", 1982, "", "", 3, ""),
        ("E3", "和平里", 1998, 60, 5000, 1, ""),
    ]
    found, choices = town(tmp_path, ("E1", "", 2027, "施工中", ""), change=OPEN, estates=without)
    assert not rules_of(found, choices, LockIn)
    assert codes(found, choices)["published.unpriced"].value == "E1"


def test_the_rest_is_told(tmp_path):
    plan = (
        ("E1", "", 2026, "施工中", ""),
        ("E2", "", 2026, "", ""),
        ("E3", "", 2031, "", ""),
        ("E4", "", 2027, "调出", "2026-03-01"),
        ("E4", "", 2028, "", "2025-03-01"),
    )
    found, choices = town(tmp_path, *plan, change=OPEN)
    said = {code: issue.value for code, issue in codes(found, choices).items()}
    assert said == {
        "published.under_way": "E1",
        "published.late": "E2",
        "published.beyond": "E3",
        "published.dropped": "E4",
        "published.versions": "",
    }
    assert rules_of(found, choices, Gate) == {Gate("E1", "under_way")}


def test_without_a_plan_nothing_is_said_and_nothing_can_be_asked_of_it(tmp_path):
    found, choices = town(tmp_path / "a")
    assert codes(found, choices) == {}
    found, choices = town(tmp_path / "b", change={"published": {"at_most": 3}})
    with pytest.raises(InputError, match=r"published\.no_plan"):
        phasing_problem(found, choices)
