"""Sentences about other plans and shares of years: complete in both languages, true to numbers."""

import dataclasses

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.alternatives import alternatives
from phasing.negotiation.how_often import how_often
from phasing.negotiation.sampled import year_shares
from phasing.negotiation.standing import standing
from phasing.rules import Budget
from study.negotiation.alternatives_words import (
    alternatives_words,
    estate_words,
    firm_words,
    sampled_words,
)
from texts import said, say

EXACT = Settings(gap=0, node_limit=5000, seed=1)
ASKED = {"count": 3, "within": 0.05, "apart": 0.5, "settings": EXACT}


@pytest.fixture(scope="module")
def stood():
    """Four estates worth nearly the same; every year pays for one."""
    pool = pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"], "district": "河东区", "cost_wan": 400.0,
            "score": [100.0, 100.0, 99.0, 98.0], "residents": 1,
        }
    )  # fmt: skip
    posed = problem(pool, years=(2027, 2028), objective=Objective("need", "need", (1.0, 0.9)))
    budgets = (Budget("市级", year, 400) for year in (2027, 2028))
    return standing(posed.subject_to(*budgets), settings=EXACT)


def spoken(words):
    """Return the sentences in Chinese; both languages are complete."""
    for locale in ("zh", "en"):
        for one in words:
            assert said(locale, one.code), one.code
            assert "{" not in say(locale, one.code, **one.values)
    return [say("zh", one.code, **one.values) for one in words]


def test_each_plan_has_a_sentence(stood):
    found = alternatives(stood, **{**ASKED, "count": 1, "apart": 1.0})
    asked, plan = spoken(alternatives_words(found))
    assert "找到 1 个备选方案（要求 1 个）" in asked
    assert "不超过 5%" in asked
    assert "2 个小区，费用 800 万元" in plan
    assert "100% 的小区年份不同或进出不同" in plan


@pytest.mark.parametrize(
    "code", ["alternatives.no_more", "alternatives.search_ended", "alternatives.base_not_proven"]
)
def test_it_says_why_there_are_no_more(stood, code):
    found = dataclasses.replace(alternatives(stood, **ASKED), code=code)
    assert alternatives_words(found)[-1].code == code
    spoken(alternatives_words(found))


def test_alone_it_says_only_why(stood):
    vague = dataclasses.replace(stood, bound=stood.bound * 1.2)
    (only,) = spoken(alternatives_words(alternatives(vague, **ASKED)))
    assert "只证到距最优 16.67% 以内" in only


def test_at_most_is_rounded_up(stood):
    found = alternatives(stood, **{**ASKED, "count": 1})
    table = found.table.assign(below_best_most=[0.0, 0.010001])
    words = alternatives_words(dataclasses.replace(found, table=table))
    assert "至多 1.01%" in spoken(words)[1]
    table = found.table.assign(below_best_most=[0.0, 0.02 + 1e-9])
    words = alternatives_words(dataclasses.replace(found, table=table))
    assert "至多 2%" in spoken(words)[1]


def test_how_many_estates_are_firm(stood):
    plans = [{"E1": 2027, "E2": 2028}, {"E1": 2027, "E3": 2028}]
    (only,) = spoken(firm_words(how_often(stood.problem, plans), 2))
    assert "1 个小区每个方案都有（其中 1 个年份也始终相同），2 个时有时无，1 个从不列入" in only


def test_what_shares_of_years_rest_on(stood):
    draws = {
        "score": pd.DataFrame([[9, 8, 7, 6], [9, 8, 8.5, 6]], columns=["E1", "E2", "E3", "E4"])
    }
    found = year_shares(stood, draws, settings=EXACT)
    ground, firm = spoken(sampled_words(found))
    assert "2 次抽样" in ground
    assert "不超过 0%" in ground
    assert "1 个小区每次都列入" in firm
    rows = {row["estate_id"]: row for row in found.table.to_dict("records")}
    words = [estate_words(rows[estate], "甲", 2) for estate in ("E1", "E2", "E4")]
    assert [one.code for one in words] == [
        "sampled.estate_always", "sampled.estate", "sampled.estate_never",
    ]  # fmt: skip
    assert "50% 列入方案，最常见的是 2028 年（50%），50% 未列入" in spoken(words)[1]


def test_draws_that_were_stopped_kept_or_needless_are_told(stood):
    draws = {"score": pd.DataFrame([[9, 8, 7, 6]], columns=["E1", "E2", "E3", "E4"])}
    found = year_shares(stood, draws, settings=EXACT)
    kept = dataclasses.replace(found, draws=found.draws.assign(kept=True), code="sampled.stopped")
    codes = [one.code for one in sampled_words(kept)]
    assert codes == ["sampled.stopped", "sampled.ground", "sampled.kept", "sampled.firm"]
    spoken(sampled_words(kept))
    none = dataclasses.replace(found, draws=found.draws[:0], code="sampled.no_doubt")
    assert len(spoken(sampled_words(none))) == 1
    stopped = dataclasses.replace(none, code="sampled.stopped")
    assert [one.code for one in sampled_words(stopped)] == ["sampled.stopped"]


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("alternatives.asked", {"count": 0, "within": 0.1, "apart": 0.2}),
        ("alternatives.no_aim", {}),
        ("sampled.draws_unequal", {"lengths": [1, 2]}),
        ("sampled.estate_missing", {"column": "score", "estate_id": "E1"}),
    ],
)
def test_refusals_have_sentences(code, values):
    for locale in ("zh", "en"):
        assert said(locale, code)
        assert "{" not in say(locale, code, **values)
