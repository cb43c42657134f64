"""Why an estate is not earlier, in sentences: both languages, every number filled in."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest
import yaml

from phasing import Objective, Settings, problem, rule_from_dict
from phasing.negotiation.asking import asking
from phasing.negotiation.binding import binding
from phasing.negotiation.obstacles import Obstacle
from phasing.negotiation.room import Room, room
from phasing.negotiation.score_change import Scale
from phasing.negotiation.shortage import shortage
from phasing.negotiation.standing import standing
from phasing.negotiation.why_not import why_not
from phasing.rules import LockIn, NotBefore
from study.negotiation.why_not_words import room_words, shortage_words, why_not_words
from study.negotiation.why_words import all_codes, obstacle_words, row_words
from texts import LOCALES, codes, say

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "why_not.yaml").read_text(encoding="utf-8")
)
EXACT = Settings(gap=0, node_limit=1000, seed=1)
SCALE = Scale(top=100, step=1)
DEFAULTS = {"district": "河东区", "residents": 100, "cluster_id": None}


def case(start):
    return next(case for case in CASES if case["name"].startswith(start))


def stood(case_):
    pool = pd.DataFrame([DEFAULTS | estate for estate in case_["estates"]])
    weights = (1.0, 0.9, 0.8)[: len(case_["years"])]
    kind = case_.get("objective", {"kind": "need"})["kind"]
    aim = Objective("aim", kind, weights)
    rules = [rule_from_dict(rule) for rule in case_["rules"]]
    posed = problem(pool, years=case_["years"], objective=aim).subject_to(*rules)
    return standing(posed, settings=EXACT), dict(zip(pool["estate_id"], pool["name"], strict=True))


def sentences(said, locale="zh"):
    return [say(locale, one.code, **one.values) for one in said]


def test_every_code_has_its_sentence_in_both_languages():
    for locale in LOCALES:
        assert set(all_codes()) <= set(codes(locale))


@pytest.mark.parametrize("case_", CASES, ids=[case_["name"] for case_ in CASES])
def test_every_case_is_said_in_full(case_):
    plan, names = stood(case_)
    estates = {question["estate"] for question in case_["asked"]}
    for estate in sorted(estates):
        said = why_not_words(why_not(plan, estate, settings=EXACT, scale=SCALE), names)
        for locale in LOCALES:
            for one, sentence in zip(said, sentences(said, locale), strict=True):
                assert one.code in codes(locale), one.code
                assert "{" not in sentence
                assert "nan" not in sentence


def test_a_row_says_what_lacks_and_who_could_pay():
    plan, names = stood(case("上限和资金都不够"))
    row = binding(plan).to_dict("records")[0]
    assert sentences(row_words(row, names)) == [
        "2027 年：年度上限已满，提高 50 户才放得下。",
        "除此以外还有 1 条也不允许，只放开这一条还不够。",
    ]
    plan, names = stood(case("钱有，但用途不对"))
    assert [sentences(row_words(one, names)) for one in binding(plan).to_dict("records")] == [
        [
            "2027 年：资金差 100 万元。市级 2027 年的资金再多这么多就付得起。",
            "缺的主要是建筑本体的钱。",
        ]
    ]


def test_a_neighbour_is_called_by_name():
    plan, names = stood(case("同一条路上"))
    row = binding(plan)
    said = row_words(row[row["estate_id"] == "E2"].to_dict("records")[0], names)
    assert sentences(said) == ["2027 年：同在人民路的人民路1号院排在别的年份，路会挖两次。"]
    assert sentences(said, "en") == [
        "2027: 人民路1号院 on 人民路 has another year; the road would be dug open twice."
    ]


def test_all_of_one_estate_reads_from_its_place_to_its_score():
    plan, names = stood(case("钱不够"))
    said = why_not_words(why_not(plan, "E2", settings=EXACT, scale=SCALE), names)
    assert sentences(said) == [
        "五建小区安排在 2028 年。",
        "2027 年：资金差 200 万元。市级 2027 年的资金再多这么多就付得起。",
        "缺的主要是建筑本体和电梯以外的工程的钱。",
        "要在 2027 年付得起、谁也不动，最少再要 200 万元；下面任何一笔都可以：",
        "市级 2027 年增加 200 万元。",
        (
            "硬放进 2027 年：1 个小区要变动（天阳楼小区），方案损失 0.62%"
            "（已证明在 0.61% 与 0.62% 之间）。"
        ),
        "天阳楼小区：2027 年推迟到 2028 年。",
        (
            "别的不变，它的得分从 80 到 91（到 90 还不会），重新求解就会在 2027 年或以前安排它；"
            "不到 90，已证明不会。"
        ),
    ]


def test_what_no_source_may_pay_is_said():
    plan, _ = stood(case("那一年没有谁能付"))
    said = shortage_words(shortage(asking(plan), "E2", 2027))
    assert sentences(said) == ["要在 2027 年开工还差 50 万元，这一年没有任何资金可以付这类费用。"]


def test_several_sources_are_listed_together():
    plan, _ = stood(case("一家补不齐"))
    said = shortage_words(shortage(asking(plan), "E2", 2027))
    assert [one.code for one in said] == ["why.payer.all", "why.payer.direct", "why.payer.direct"]


def test_what_does_not_fit_into_an_empty_year_is_said_so():
    plan, names = stood(case("比那一年的全部资金还贵"))
    there = room(asking(plan), "E1", 2027, settings=EXACT)
    assert sentences(room_words(there, names)) == [
        "即使别的小区都让开，也放不进 2027 年：",
        "2027 年：资金差 100 万元。市级 2027 年的资金再多这么多就付得起。",
    ]


def test_a_loss_within_the_proof_is_not_told_apart_from_nothing():
    plan, names = stood(case("钱不够"))
    there = room(asking(plan), "E2", 2027, settings=EXACT)
    loose = dataclasses.replace(there, lost_least=0.0, lost_most=486.0)
    assert sentences(room_words(loose, names))[0] == (
        "硬放进 2027 年：1 个小区要变动（天阳楼小区），方案损失 0.62%；"
        "在证明的差距内，与不损失分不清（最多 3%）。"
    )
    better = dataclasses.replace(there, code="better", lost=-100.0)
    assert "反而更好" in sentences(room_words(better, names))[0]
    assert room_words(Room("E2", 2027, "locked"), names) == ()


def test_a_year_shut_by_a_neighbour_is_open_if_the_cluster_is_given_up():
    late = Obstacle("cluster_member", other="E2", rule=NotBefore("E2", 2028))
    there = Room("E1", 2027, "cluster_member", obstacle=late)
    assert sentences(room_words(there, {"E2": "五建小区"})) == [
        "只有放弃片区同年（五建小区离开片区），才放得进 2027 年；代价请用“固定年份”试算。"
    ]
    # two locks in several years tear it apart: no plan keeps both
    locked = dataclasses.replace(there, obstacle=late._replace(rule=LockIn("E2", 2028)))
    assert room_words(locked, {}) == ()


def test_a_code_of_its_own_or_of_a_new_rule_is_still_said():
    said = [
        obstacle_words(Obstacle("gate:flood"), 2027, {}),
        obstacle_words(Obstacle("new_rule"), 2027, {}),
        obstacle_words(Obstacle("needs_survey", unit="value"), 2027, {}),
    ]
    assert sentences(said) == [
        "2027 年：没有达到准入条件（flood），不能列入。",
        "2027 年：有一条规则不允许（new_rule）。",
        "2027 年：缺少“value”，算不了。先补充调查。",
    ]
