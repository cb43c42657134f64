import dataclasses
import re

import pytest

from layers.indicator_words import value_words
from layers.score_reasons import (
    move_sentences,
    rank_reason,
    reasons_table,
    sentence,
    unknown_sentences,
)
from scoring import Criterion, Indicator, Tree
from study.reasons import explained
from tests.study import small_ranking

TREE = Tree(
    (Criterion("age", "need"), Criterion("condition", "need"), Criterion("coverage", "need"),
     Criterion("willingness", "readiness"), Criterion("scheme", "readiness")),
    (
        Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1, unit="year",
                  names={"zh": "房龄", "en": "Age of the buildings"}),
        Indicator("leak", "condition", "need", ((0, 0), (3, 100)), 1, unit="severity",
                  names={"zh": "渗漏", "en": "Leaks"}),
        Indicator("fire", "condition", "need", ((0, 0), (3, 100)), 1, unit="severity",
                  missing="highest", names={"zh": "消防", "en": "Fire safety"}),
        Indicator("coverage", "coverage", "need", ((0, 100), (1, 0)), 1, unit="share",
                  names={"zh": "生活圈达标率", "en": "Living-circle coverage"}),
        Indicator("support_rate", "willingness", "readiness", ((0.5, 0), (1, 100)), 1,
                  unit="share", names={"zh": "改造支持率", "en": "Support"}),
        Indicator("scheme_step", "scheme", "readiness", ((0, 0), (3, 100)), 1, unit="step",
                  names={"zh": "方案阶段", "en": "Stage of the scheme"}),
    ),
)  # fmt: skip


def fact(place, way, key, value, median, *, known=True):
    return {"place": place, "direction": way, "indicator": key, "value": value, "median": median,
            "known": known}  # fmt: skip


AGE = fact(1, "up", "age_years", 43.0, 34.0)
COVERAGE = fact(2, "up", "coverage", 0.38, 0.55)
SUPPORT = fact(3, "down", "support_rate", 0.61, 0.74)


def told(facts, unknown=(), *, rank=12, locale="zh"):
    return sentence(facts, unknown, TREE, rank=rank, locale=locale).replace("\u00a0", " ")


def test_what_brings_it_up_comes_before_what_holds_it_back():
    assert told([AGE, COVERAGE, SUPPORT]) == (
        "排第 12：房龄 43 年（中位 34 年）、生活圈达标率只有 38 %（中位 55 %）；"
        "改造支持率只有 61 %（中位 74 %），拉低了名次。"
    )
    assert told([AGE, COVERAGE, SUPPORT], locale="en") == (
        "Rank 12: age of the buildings 43 years (median 34 years), living-circle coverage only "
        "38 % (median 55 %); held back by support only 61 % (median 74 %)."
    )


def test_of_an_estate_below_the_median_what_holds_it_back_comes_first():
    assert told([{**SUPPORT, "place": 1}, {**AGE, "place": 2}], rank=300) == (
        "排第 300：改造支持率只有 61 %（中位 74 %），拉低了名次；"
        "房龄 43 年（中位 34 年），抬高了名次。"
    )


def test_levels_and_stages_are_words_and_equal_levels_are_told_together():
    found = [fact(1, "up", "leak", 3.0, 1.0), fact(1, "up", "fire", 3.0, 1.0)]
    stage = fact(2, "up", "scheme_step", 3.0, 2.0)
    assert (
        told([*found, stage])
        == "排第 12：渗漏、消防“严重”（中位“轻微”）、方案阶段：定稿（中位：初稿）。"
    )


def test_what_is_unknown_is_named_as_unknown():
    assert told([AGE], ["leak"]) == "排第 12：房龄 43 年（中位 34 年）。渗漏未知。"
    many = told([AGE], ["leak", "fire", "coverage", "support_rate"])
    assert many.endswith("渗漏、消防、生活圈达标率等 4 项未知。")
    assumed = fact(1, "up", "fire", float("nan"), 1.0, known=False)
    assert told([assumed]) == "排第 12：消防未知（暂按最高分计）。"


def test_an_estate_like_all_others_and_one_without_a_score_have_a_sentence_too():
    assert told([]) == "排第 12：各项都接近中位，没有特别突出的。"
    assert told([], rank=None) == "计分的信息一项都没有，排在有分数的小区之后。"


@pytest.mark.parametrize(
    ("key", "value", "zh", "en"),
    [
        ("leak", 0.0, "完好", "none"),
        ("leak", 2.5, "2.5 级", "level 2.5"),
        ("coverage", 0.123, "12.3 %", "12.3 %"),
        ("scheme_step", 1.0, "形成共识", "Consensus"),
    ],
)
def test_values_in_words(key, value, zh, en):
    found = [value_words(TREE.indicator(key), value, locale=locale) for locale in ("zh", "en")]
    assert [text.replace("\u00a0", " ") for text in found] == [zh, en]


def test_half_a_level_is_a_number_and_not_a_quoted_word():
    found = told([fact(1, "up", "leak", 3.0, 1.5)])
    assert found == "排第 12：渗漏 严重（中位 1.5 级）。"
    money = Indicator("x", "age", "need", ((0, 0), (900, 100)), 1, unit="yuan")
    assert value_words(money, 232.9024, locale="zh").replace("\u00a0", " ") == "232.9 元"


UP_BY_HEADS = "按人口排序使名次从第 30 升到第 12"
HEADS = {"residents": 1697.0, "median": 820.0, "rank": 12, "rank_without": 30}


@pytest.mark.parametrize(
    ("change", "ending"),
    [
        ({}, "。人口 1,697（全区中位 820），按人口排序使名次从第 30 升到第 12。"),
        ({"rank_without": 3}, "。人口 1,697（全区中位 820），按人口排序使名次从第 3 降到第 12。"),
        ({"rank_without": 12}, "。人口 1,697（全区中位 820），按人口排序名次不变。"),
        (
            {"residents": float("nan")},
            f"。人口未知（暂按全区中位 820 计），{UP_BY_HEADS}。人口、渗漏未知。",
        ),
    ],
)
def test_where_residents_count_the_sentence_says_what_that_did(change, ending):
    row = {**HEADS, **change}
    unknown = ["leak"] if change.get("residents") else []
    found = sentence([AGE], unknown, TREE, rank=12, heads=row, locale="zh")
    assert found.replace("\u00a0", " ") == "排第 12：房龄 43 年（中位 34 年）" + ending


def test_in_a_study_that_counts_residents_every_sentence_says_so():
    choices, ranked = small_ranking.ranked(by_population=True)
    table = reasons_table(ranked, choices, ("zh",))
    assert table["reason_rank_zh"].str.contains("按人口排序").all()
    plain = small_ranking.ranked()
    assert (
        not reasons_table(plain[1], plain[0], ("zh",))["reason_rank_zh"].str.contains("人口").any()
    )
    for estate_id in table["estate_id"]:
        own = explained(ranked, choices, estate_id)
        line = table.set_index("estate_id").loc[estate_id, "reason_rank_zh"]
        assert rank_reason(own, ranked.tree, locale="zh") == line


def test_a_range_too_narrow_to_be_seen_is_not_told_as_one():
    choices, ranked = small_ranking.ranked()
    own = explained(ranked, choices, "E04")
    row = own.unknowns.iloc[[0]].assign(score_low=43.61, score_high=43.62)
    narrow = dataclasses.replace(own, unknowns=row)
    (line,) = unknown_sentences(narrow, ranked.tree, locale="zh")
    assert "43.6" not in line
    assert "几乎不变" in line


def test_the_table_of_all_says_what_each_estate_is_told():
    choices, ranked = small_ranking.ranked()
    table = reasons_table(ranked, choices).set_index("estate_id")
    assert list(table.index) == list(ranked.estates["estate_id"])
    for estate_id in table.index:
        own = explained(ranked, choices, estate_id)
        for locale in ("zh", "en"):
            expected = rank_reason(own, ranked.tree, locale=locale)
            assert table.loc[estate_id, f"reason_rank_{locale}"] == expected


def test_no_sentence_has_holes_in_either_language():
    choices, ranked = small_ranking.ranked()
    for estate_id in ranked.estates["estate_id"]:
        own = explained(ranked, choices, estate_id, up=3)
        for locale in ("zh", "en"):
            moves = move_sentences(own, ranked.tree, locale=locale)
            lines = [
                *(line for found in moves.values() for line in found),
                *unknown_sentences(own, ranked.tree, locale=locale),
            ]
            for line in [*lines, rank_reason(own, ranked.tree, locale=locale)]:
                assert not re.search(r"nan|None|\{|move\.|rank_|unknown_reason|_rate", line), line


def test_moves_tell_residents_from_facts():
    choices, ranked = small_ranking.ranked()
    last = ranked.estates.sort_values("rank")["estate_id"].iloc[-2]
    found = move_sentences(explained(ranked, choices, last, up=2), ranked.tree, locale="zh")
    assert all(line.startswith("如核实") for line in found["fact"])
    assert all("可升至第" in line for line in found["changeable"])
    assert found["fact"]
    assert found["changeable"]
