"""The first page: its figures are those of the files, and what waits is what is there."""

import dataclasses
import json
import math
from types import SimpleNamespace

import pandas as pd
import pytest

from tables import Issue
from texts import codes
from ui.drawn.key_figures import figures
from ui.outputs.files import content
from ui.overview.completeness import completeness
from ui.overview.side import known_rows
from ui.overview.waiting import SOLVE, waiting
from ui.plan.rules.listed import groups, tight_rules


@pytest.fixture(scope="module")
def rows(view):
    text = content(view, "estates.geojson", "zh").decode()
    return [feature["properties"] for feature in json.loads(text)["features"]]


def test_figures_are_those_of_the_map_file(view, rows):
    plan = view.proposals[0]
    found = figures(view, plan)
    placed = [row for row in rows if row["year"]]
    asked = [row for row in rows if row["year"] or not row["gate"]]
    assert found.pool == len(rows)
    assert found.placed == len(placed) == len(plan.plan)
    assert found.eligible == sum(not row["gate"] for row in rows)
    assert found.households == sum(row["households"] or 0 for row in placed)
    assert found.placed_wan == pytest.approx(sum(row["cost_wan"] or 0 for row in placed))
    assert found.asked_wan == pytest.approx(sum(row["cost_wan"] or 0 for row in asked))
    assert found.unfunded_wan == pytest.approx(found.asked_wan - found.placed_wan)
    firm = [r for r in rows if r["rank"] <= found.first and r["top_share"] >= 0.9]
    assert found.firm == len(firm)


def test_people_nobody_counted_are_unknown_and_not_zero(view):
    plan = view.proposals[0]
    bare = view.estates.assign(residents=float("nan"), households=pd.array([None] * 40, "Int64"))
    found = figures(dataclasses.replace(view, estates=bare), plan)
    assert math.isnan(found.residents)
    assert math.isnan(found.households)
    assert found.households_unknown == found.placed > 0
    nobody = figures(dataclasses.replace(view, estates=bare), SimpleNamespace(plan={}))
    assert (nobody.residents, nobody.households, nobody.placed_wan) == (0, 0, 0)


def test_what_waits_counts_what_is_there(view):
    plan = view.proposals[0]
    found = {one.code: one for one in waiting(view, plan)}
    broke = int(plan.not_placed["reason"].astype(str).eq("no_money").sum())
    assert found["no_money"].told["count"] == broke if broke else "no_money" not in found
    rules = view.ranked.measured.rules.values()
    assert found["standards"].told == {
        "count": sum(not rule.checked for rule in rules),
        "all": len(rules),
    }
    short = int(view.estates["gate"].eq("consent").sum())
    assert ("consent" in found) == bool(short)


def test_an_old_plan_and_an_unproven_one_wait_too(view):
    plan = view.proposals[0]
    shares = {**view.ranked.weights.shares}
    first, second = list(shares)[:2]
    weights = dataclasses.replace(
        view.ranked.weights, shares={**shares, first: shares[second], second: shares[first]}
    )
    old = dataclasses.replace(view, ranked=dataclasses.replace(view.ranked, weights=weights))
    assert old.stale
    found = waiting(old, dataclasses.replace(plan, status="limit"))
    assert found[0].code == "stale"
    assert found[0].page == SOLVE
    assert "unproven" in {one.code for one in found}
    assert figures(old, plan).firm is None


def test_every_thing_that_can_wait_has_words_and_a_button():
    said = set(codes("zh"))
    known = {
        "refused", "stale", "error", "question", "words", "doubt", "consent", "survey",
        "no_money", "tight", "lapsed", "unproven", "standards",
    }  # fmt: skip
    for code in known:
        assert {f"overview.wait.{code}", f"overview.do.{code}"} <= said


def test_known_is_counted_by_hand_and_unknown_is_not_zero():
    indicators = pd.DataFrame(
        {
            "estate_id": ["a", "a", "b", "b"],
            "criterion": ["age", "condition", "age", "condition"],
            "known": [True, True, False, True],
        }
    )
    shares = {"age": 0.5, "condition": 0.5, "coverage": 0.0}
    ranked = SimpleNamespace(indicators=indicators, weights=SimpleNamespace(shares=shares))
    age, condition = completeness(SimpleNamespace(ranked=ranked))
    assert (age.criterion, age.asked, age.known, age.estates_short) == ("age", 2, 1, 1)
    assert (age.share, condition.share) == (0.5, 1.0)


def test_bars_are_as_long_as_the_share_that_is_known(view):
    for row, one in zip(known_rows(view), completeness(view), strict=True):
        assert row["width"] == pytest.approx(one.share * 100, abs=0.01)
        assert bool(row["short"]) == bool(one.estates_short)


def test_what_asks_is_counted_where_it_is_answered(view):
    """Seven words and a doubt were called eight questions; the page of questions had none."""
    crs = {"answer_path": ["crs", "a.shp"], "answer_options": ["EPSG:4547"]}
    issues = (
        *(Issue("intake.crs_unknown", "question", row=row, detail=crs) for row in (1, 2)),
        *(Issue("facts.problem_word", "question", value=word) for word in ("漏水", "渗水")),
        Issue("facts.safety_differs", "question"),
        Issue("z", "error"),
    )
    asking = SimpleNamespace(
        issues=issues, opened=None, stale=False, estates=view.estates, ranked=view.ranked,
        plan=view.plan, key=view.key, written=view.written,
    )  # fmt: skip
    found = {one.code: one for one in waiting(asking, view.proposals[0])}
    counts = {code: found[code].told["count"] for code in ("error", "question", "words", "doubt")}
    assert counts == {"error": 1, "question": 1, "words": 2, "doubt": 1}
    assert [found[code].section for code in counts] == ["issues", "questions", "words", "issues"]


def test_the_count_of_tight_rules_is_that_of_the_page_it_leads_to(view):
    """A demonstration that is just met is tight there; it was not counted here."""
    plan = view.proposals[0]
    text = view.written.path.read_text(encoding="utf-8")
    lines = [line for group in groups(view, text, plan) for line in group.lines]
    tight = sum(bool(line.slack and line.slack.tight) for line in lines)
    found = {one.code: one.told for one in waiting(view, plan)}
    assert found.get("tight", {"count": 0})["count"] == tight
    year = view.choices.horizon[-1]
    met = list(plan.plan)[:2]
    just = f"demonstration_first: {{year: {year}, at_least: 2, estates: {met}}}"
    assert tight_rules(view, f"rules:\n  - {just}\n", plan) == 1
