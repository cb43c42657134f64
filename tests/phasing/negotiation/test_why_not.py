"""Why an estate does not start earlier: the cases a planner can read, tests/cases/why_not.yaml."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from phasing import Objective, Settings, problem, rule_from_dict
from phasing.negotiation.asking import asking
from phasing.negotiation.binding import binding
from phasing.negotiation.room import room
from phasing.negotiation.score_change import Scale, score_change
from phasing.negotiation.shortage import shortage
from phasing.negotiation.standing import standing
from phasing.negotiation.why_not import why_not
from tables import InputError

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "why_not.yaml").read_text(encoding="utf-8")
)
WEIGHTS = (1.0, 0.9, 0.8)
EXACT = Settings(gap=0, node_limit=1000, seed=1)
SCALE = Scale(top=100, step=1)
DEFAULTS = {"district": "河东区", "residents": 100, "cluster_id": None}
CODES = {
    *("gate:consent", "lock_out", "needs_survey", "not_before:deposit", "not_before", "locked"),
    *("cluster_member", "cluster_batch", "cluster_too_late", "cluster_held", "trench", "precede"),
    *("cluster_needs_survey", "stock", "cap", "money", "no_value", "fits", "keep_published"),
}


def stood(case):
    pool = pd.DataFrame([DEFAULTS | estate for estate in case["estates"]])
    weights = WEIGHTS[: len(case["years"])]
    aim = Objective(
        **({"name": "aim", "kind": "need"} | case.get("objective", {})), year_weights=weights
    )
    rules = [rule_from_dict(rule) for rule in case["rules"]]
    posed = problem(pool, years=case["years"], objective=aim).subject_to(*rules)
    return standing(posed, settings=EXACT)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    plan = stood(case)
    assert plan.plan == case["plan"]
    rows, asked = binding(plan), asking(plan)
    for question in case["asked"]:
        one = rows[(rows["estate_id"] == question["estate"]) & (rows["year"] == question["year"])]
        told = one.to_dict("records")[0]
        for key in set(question) & set(told) - {"year"}:
            assert told[key] == pytest.approx(question[key]), key
        _check_money(asked, question)
        _check_moves(asked, question)


def _check_money(asked, question):
    lack = shortage(asked, question["estate"], question["year"])
    if "parts" in question:
        parts = zip(lack.parts["cost_class"], lack.parts["pay_year"], strict=True)
        shown = [f"{name} {year}" for name, year in parts]
        assert dict(zip(shown, lack.parts["short_wan"], strict=True)) == question["parts"]
    if "payers" in question:
        shown = lack.payers["source"] + " " + lack.payers["money_year"].astype(str)
        assert dict(zip(shown, lack.payers["short_wan"], strict=True)) == question["payers"]
        if "directly" in question:
            assert dict(zip(shown, lack.payers["directly"], strict=True)) == question["directly"]


def _check_moves(asked, question):
    if not {"room", "score"} & set(question):
        return
    there = room(asked, question["estate"], question["year"], settings=EXACT)
    for key, value in question.get("room", {}).items():
        if key == "moved":
            years = zip(there.moved["year_before"], there.moved["year_after"], strict=True)
            moved = dict(zip(there.moved["estate_id"], map(list, years), strict=True))
            assert moved == value
        else:
            assert getattr(there, key) == pytest.approx(value), key
    change = score_change(asked, there, scale=SCALE, settings=EXACT)
    for key, value in question.get("score", {}).items():
        assert getattr(change, key) == pytest.approx(value), key


def test_each_code_has_a_case():
    assert {question["code"] for case in CASES for question in case["asked"]} >= CODES


def test_all_of_one_estate_at_once():
    three = stood(CASES[-1])
    why = why_not(three, "E3", settings=EXACT, scale=SCALE)
    assert (why.year_now, why.cluster) == (2029, ())
    assert why.rows["year"].tolist() == [2027, 2028]
    assert [(lack.year, lack.short_wan) for lack in why.shortages] == [(2027, 300), (2028, 300)]
    assert [there.year for there in why.rooms] == [2027, 2028]
    assert [there.lost for there in why.rooms] == pytest.approx([300, 100])
    assert (why.score_change.year, why.score_change.score) == (2028, 81)


def test_an_estate_in_the_first_year_has_nothing_to_explain():
    why = why_not(stood(CASES[0]), "E1", settings=EXACT, scale=SCALE)
    assert why.rows.empty
    assert (why.shortages, why.rooms, why.score_change) == ((), (), None)


def test_an_estate_kept_out_is_told_its_facts_only():
    gated = next(case for case in CASES if case["asked"][0]["code"] == "gate:consent")
    why = why_not(stood(gated), "E1", settings=EXACT, scale=SCALE)
    assert (why.year_now, why.rooms, why.score_change) == (None, (), None)
    assert set(why.rows["code"]) == {"gate:consent"}


def test_an_estate_nobody_knows_is_refused():
    with pytest.raises(InputError) as raised:
        why_not(stood(CASES[0]), "E9", settings=EXACT, scale=SCALE)
    assert raised.value.code == "phasing.unknown_estate"
