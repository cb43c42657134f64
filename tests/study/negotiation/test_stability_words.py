"""What more or fewer changes buy, and why more money drops an estate, in both languages."""

from dataclasses import replace

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.nested import dropped
from phasing.negotiation.replan import replanned
from phasing.negotiation.standing import Standing, standing
from phasing.rules import Budget, Gate, Together
from study.negotiation.stability_words import all_codes, dropped_words, replan_words
from texts import LOCALES, said, say

EXACT = Settings(gap=0, node_limit=1000, seed=1)
NEED = Objective("need", "need", (1.0, 0.9))
NAMES = {f"E{n}": f"{n}号院" for n in range(1, 5)}


def stood(money, *rules, clusters=(None,) * 4, costs=(300, 300, 300, 300), scores=(90, 80, 70, 60)):
    pool = pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "district": "河东区",
            "cluster_id": list(clusters),
            "cost_wan": [float(cost) for cost in costs],
            "score": [float(score) for score in scores],
            "residents": 100,
        }
    )
    budgets = [Budget("市级", year, wan) for year, wan in money.items()]
    aim = Objective("need", "need", NEED.year_weights[: len(money)])
    asked = problem(pool, years=list(money), objective=aim).subject_to(*budgets, *rules)
    return standing(asked, settings=EXACT)


def sentences(words, locale="zh"):
    found = [say(locale, one.code, **one.values) for one in words]
    assert not [text for text in found if "{" in text or text in {one.code for one in words}]
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_has_a_sentence(locale):
    assert [code for code in all_codes() if not said(locale, code)] == []


def test_new_plans_for_a_published_one_are_told_limit_by_limit():
    before = stood({2027: 300, 2028: 300}, Gate("E3", "consent"))
    public = {"E3": 2027, "E4": 2028, "E9": 2027, "E1": 2030}
    found = replanned(before, public, limits=[0, 1, 2], settings=EXACT)
    assert sentences(replan_words(found, NAMES)) == [
        "已公布的小区中有 1 个的年份不在规划期之内，不计入改动：1号院。",
        "已公布的小区中有 1 个不在台账里，不计入改动：E9。",
        "按现在的规则和资金，已公布的计划至少要改动 1 个小区。",
        "最多改动 0 个：没有方案，至少还要多改 1 个。",
        "最多改动 1 个：改动 1 个（提前 0、推后 0、移出 1），新列入 1 个，共列入 2 个。",
        "最多改动 2 个：改动 2 个（提前 0、推后 0、移出 2），新列入 2 个，共列入 2 个。",
        # 14,400 to 16,200
        "比上一档价值高 12.5%（证明在 12.5% 到 12.5% 之间）。",
        "不限改动：改动 2 个（提前 0、推后 0、移出 2），新列入 2 个，共列入 2 个。",
        "比上一档放宽到这一档，没有好处，已证明。",
    ]
    assert "At most 0 changes: no plan; at least 1 more must change." in sentences(
        replan_words(found, NAMES), "en"
    )


def test_a_plan_is_the_same_only_where_every_year_is():
    before = stood({2027: 300, 2028: 300}, scores=(60, 60, 60, 60))
    found = replanned(before, {"E1": 2027, "E2": 2028}, limits=[0, 2], settings=EXACT)
    first, last = found.plans[0], found.plans[1]
    other = {"E3": 2027, "E4": 2028}
    for plan, code in ((first.plan.plan, "replan.same"), (other, "replan.as_good")):
        # A search that ended early: as good as within the limit before, yet not proven the best.
        bound = first.plan.value * 1.01234567
        open_ = Standing(
            last.plan.problem,
            last.plan.found,
            starts_of(last.plan, plan),
            first.plan.value,
            bound,
            (),
        )
        told = [replace(last, code="replan.not_told_apart", plan=open_)]
        words = replan_words(replace(found, plans=(first, *told)), NAMES)
        code_told, values = words[-1]
        said_most = values["buys_most"]
        assert code_told == code
        assert said_most == "1.24%"


def starts_of(standing, plan):
    return {standing.unit_of[estate]: year for estate, year in plan.items()}


def test_an_unpaid_published_plan_is_told_once():
    before = stood({2027: 300, 2028: 300})
    found = replanned(before, {"E1": 2027, "E2": 2027}, limits=[], settings=EXACT)
    told = sentences(replan_words(found, NAMES))
    assert sum("钱不够" in sentence for sentence in told) == 1


def test_why_more_money_drops_an_estate():
    west = (None, None, "西门片区", "西门片区")
    costs, whole = (300, 900, 250, 250), Together("西门片区", batches=False)
    smaller = stood({2027: 300}, whole, clusters=west, costs=costs)
    richer = stood({2027: 500}, whole, clusters=west, costs=costs)
    found = dropped(smaller, richer, most=5, settings=EXACT)
    assert sentences(dropped_words(found, richer.value, NAMES)) == [
        # 13,000 for the cluster against 9,000
        (
            "1号院：钱少时 2027 年改，钱多了反而没有列入。要留住它，方案的价值至少降 30.76%"
            "（找到的方案降 30.77%）。"
        ),
        "留住它，就有 2 个小区要推后或移出：3号院、4号院。",
    ]
    assert len(sentences(dropped_words(found, richer.value, NAMES), "en")) == 2


def test_estates_that_can_all_be_kept_are_told_at_once():
    smaller = stood({2027: 600}, Gate("E1", "age"), Gate("E2", "age"), scores=(50, 50, 50, 50))
    richer = stood({2027: 600}, scores=(50, 50, 50, 50))
    found = dropped(smaller, richer, most=5, settings=EXACT)
    assert sentences(dropped_words(found, richer.value, NAMES)) == [
        "有 2 个小区钱多了反而没有列入或推后：3号院、4号院。有一个同样好的方案可以把它们全部留住。"
    ]
