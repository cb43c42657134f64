"""What fewer years do, and what finishing sooner takes, in sentences of both languages."""

import re

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.entries import MEASURES
from phasing.negotiation import shorter
from phasing.negotiation.front_loading import finish_in
from phasing.negotiation.horizons import horizons
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Cap, KeepPublished, LockIn, NotBefore, Spread, Target
from study.negotiation.horizon_words import finish_words, horizon_words
from texts import LOCALES, said, say

EXACT = Settings(gap=0, node_limit=1000, seed=1)
YEARS = (2027, 2028, 2029)
NAMES = {"E1": "天阳楼小区"}


def posed_of(*rules, body_wan=None):
    estates = pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3"],
            "district": "河东区",
            "cost_wan": 100.0,
            "households": [100, 120, None],
            "score": [70.0, 60.0, 50.0],
            "residents": 100,
        }
    )
    if body_wan is not None:
        estates["cost_building_body_wan"] = body_wan
        estates["cost_other_wan"] = estates["cost_wan"] - body_wan
    aim = Objective("need", "need", (1.0, 0.9, 0.8))
    return problem(estates, years=YEARS, objective=aim).subject_to(*rules)


def stood_of(*rules, body_wan=None):
    money = (Budget("市级财政", year, 100) for year in YEARS)
    return standing(posed_of(*money, *rules, body_wan=body_wan), settings=EXACT)


def sentences(words, locale="zh"):
    found = [say(locale, one.code, **one.values) for one in words]
    assert not [text for text in found if "{" in text or text in {one.code for one in words}]
    return found


LINE = (
    "{years} 年（2027–{last}）：{placed} 个小区，220 户，费用 {cost} 万元；"
    "3 年方案里的小区做到 {placed} 个（{share}）。没有方案比它好出 0% 以上。"
)


def test_each_horizon_is_told_with_what_is_not_as_it_was():
    words = horizon_words(horizons(stood_of(), lengths=(2,), settings=EXACT))
    assert sentences(words) == [
        LINE.format(years=3, last=2029, placed=3, cost=300, share="100%"),
        "3 年方案中有 1 个小区户数未知，未计入户数。",
        LINE.format(years=2, last=2028, placed=2, cost=200, share="66.67%"),
        "只排 2 年时，市级财政在 2028 年的工程之后才到的 100 万元不计入。",
    ]


def test_what_the_long_plan_leaves_to_later_years_is_said_of_the_shorter_ones_only():
    words = horizon_words(horizons(stood_of(Spread(0.5)), lengths=(1,), settings=EXACT))
    assert [one.code for one in words] == [
        "horizons.line",
        "horizons.line",
        "horizons.by_then",
        "horizons.later_money",
    ]


def test_a_horizon_without_a_plan_says_so():
    waiting = (NotBefore(estate, 2028) for estate in ("E1", "E2", "E3"))
    found = horizons(stood_of(Target("estates", 2), *waiting), lengths=(1,), settings=EXACT)
    words = horizon_words(found)
    assert [one.code for one in words][1:] == [
        "horizons.no_plan",
        "horizons.later_money",
        "horizons.in_proportion",
    ]
    assert "没有方案能满足全部规则" in sentences(words)[1]


def test_published_estates_of_later_years_are_counted_one_by_one():
    rule = KeepPublished((("E1", 2027), ("E2", 2028), ("E3", 2029)), 1)
    words = horizon_words(horizons(stood_of(rule), lengths=(1,), settings=EXACT))
    told = dict(words)
    assert told["horizons.published_later"]["count"] == 2


def test_what_finishing_sooner_takes():
    stood = stood_of(*(Cap("estates", year, 1) for year in YEARS))
    words = finish_words(finish_in(stood, 2, settings=EXACT), NAMES)
    assert sentences(words)[0] == (
        "要在 2 年（到 2028 年）内让方案的 3 个小区全部开工，找到的办法需多筹 100 万元"
        "（已证明不少于 100 万元）：后几年的钱提前 100 万元，新增 0 万元。"
    )
    assert [one.code for one in words] == [
        "finish.extra",
        "finish.forward",
        "finish.forward_of",
        "finish.cap.estates",
    ]


def test_later_money_kept_for_what_is_not_lacking_is_not_brought_forward_and_said():
    rules = (Budget("中央", 2027, 0), Budget("中央", 2029, 900, frozenset({"building_body"})))
    stood = stood_of(*rules, body_wan=0.0)
    words = finish_words(finish_in(stood, 1, sources=["中央"], settings=EXACT), NAMES)
    assert [one.code for one in words] == ["finish.extra", "finish.new", "finish.kept_for"]
    assert "中央后几年另有 900 万元限定了用途" in sentences(words)[-1]
    assert sentences(words, "en")


def test_who_cannot_come_earlier_is_named():
    stood = stood_of(NotBefore("E1", 2029, "deposit"), LockIn("E3", 2028))
    words = finish_words(finish_in(stood, 1, settings=EXACT), NAMES)
    assert [(code, values.get("names")) for code, values in words] == [
        ("finish.nothing", None),
        ("finish.cannot.locked", "E3"),
        ("finish.cannot.not_before", "天阳楼小区"),
    ]
    assert sentences(words, "en")


def test_what_is_asked_of_the_whole_plan_is_left_to_the_longer_one_and_said_so():
    found = finish_in(stood_of(Target("estates", 2)), 2, settings=EXACT)
    assert found.not_asked == (Target("estates", 2),)
    assert finish_words(found, NAMES)[-1].code == "finish.not_asked"


def test_sources_that_cannot_pay_are_named():
    rules = (Budget("中央", 2027, 0, frozenset()),)
    found = finish_in(stood_of(*rules), 2, sources=["中央"], settings=EXACT)
    words = finish_words(found, NAMES)
    assert [one.code for one in words] == ["finish.sources_cannot"]
    assert "中央" in sentences(words)[0]


CANNOT = ("locked", "not_before", "trench", "cluster_member", "turn", "turn_open")
CHANGED = re.findall(r"^    (\w+_\w+)", shorter.Change.__doc__, re.MULTILINE)
CODES = sorted(
    {f"horizons.{code}" for code in (*CHANGED, *shorter.OF_A_YEAR.values(), "no_plan")}
    | {f"finish.cap.{measure}" for measure in MEASURES}
    | {f"finish.cannot.{code}" for code in CANNOT}
    | {f"finish.{code}" for code in ("next_plan", "not_found", "new", "new_or", "forward_or")}
    | {"finish.forward_of.purpose"}
)


def test_the_codes_were_found():
    assert {"locked_later", "in_proportion"} <= set(CHANGED)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words(code):
    assert all(said(locale, code) for locale in LOCALES)
