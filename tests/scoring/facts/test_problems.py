"""Problems in free text: which item, how bad, and what is denied, by the words in force."""

import datetime as dt

import pandas as pd
import pytest

from scoring.facts.problems import problems
from scoring.facts.words import Words
from standards import in_force
from study.problems import words_of

WORDS = words_of(in_force(dt.date(2026, 11, 21)))


def read(text, words=WORDS):
    found = problems(pd.DataFrame({"estate_id": ["E1"], "problems": [text]}), words)
    return list(found[["item", "severity", "negated"]].itertuples(index=False, name=None))


def counted(text):
    """Return the items and severities that a text reports and does not deny."""
    return [(item, severity) for item, severity, negated in read(text) if item and not negated]


@pytest.mark.parametrize(
    ("text", "found"),
    [("房屋漏水、外墙脱落、排水堵塞、车位不足",
      [("leak", 2), ("facade", 2), ("drain", 2), ("parking", 2)]),
     ("屋面渗漏严重", [("leak", 3)]),
     ("外墙局部破损、路面多处破损", [("facade", 1), ("road", 3)]),
     ("局部外墙破损", [("facade", 1)]),
     ("雨污不分流，化粪池满溢", [("drain", 2), ("drain", 2)]),
     ("飞线充电现象普遍", [("fire", 3)]),
     ("飞线较多", [("pipe", 2)]),
     ("消防通道堵塞", [("fire", 2)]),
     ("无消防设施、未通天然气", [("fire", 2), ("gas", 2)]),
     ("漏水不严重", [("leak", 1)]),
     ("Roof LEAK, severe flooding", [("leak", 2), ("drain", 3)]),
     ("漏水和墙皮脱落严重", [("leak", 3), ("facade", 3)])],
)  # fmt: skip
def test_phrases_of_real_ledgers(text, found):
    assert counted(text) == found


@pytest.mark.parametrize(
    "text",
    ["无漏水", "未发现渗漏", "不存在消防隐患", "没有明显漏水", "无明显渗漏", "已修复漏水",
     "漏水已修复", "路面破损已全部改造", "不漏水", "未见墙体开裂", "无渗漏、墙体开裂等现象",
     "no leaking", "小区不积水", "屋面未漏水", "未漏水", "并非漏水", "不是漏水而是冷凝水",
     "漏水：无", "漏水:无；外墙脱落:无", "漏水情况：无", "漏水：没有", "渗漏：未发现", "漏水（无）",
     "排水堵塞：正常", "漏水 无 外墙脱落 无", "原漏水现已修好", "漏水(已修)", "漏水维修完毕",
     "漏水已维修过", "漏水修复",
     "屋面漏水，已修复", "原有漏水，2023年已修缮", "以前漏水现已不漏", "居民反映不漏水了",
     "leaks: none"],
)  # fmt: skip
def test_what_is_denied_or_done_does_not_count(text):
    assert counted(text) == []
    assert any(negated for *_, negated in read(text))


@pytest.mark.parametrize(
    ("text", "counts", "doubts"),
    [("无渗漏、外墙脱落", [], ["facade"]),
     ("无渗漏、墙面开裂、管道堵塞；路面破损", ["road"], ["facade", "drain"]),
     ("不存在外墙脱落/屋面漏水", [], ["leak"]),
     ("无空鼓、外墙脱落", [], ["facade"]),
     ("未发现漏水、外墙脱落严重、路面破损", ["facade", "road"], []),
     ("漏水、外墙脱落已修复", [], ["leak"]),
     ("渗漏情况不明", [], ["leak"]), ("有无漏水待查", [], ["leak"]),
     ("未见渗漏、无消防设施", ["fire"], []),
     ("漏水：有、外墙脱落：无", ["leak"], []),
     ("没有电梯、漏水", ["leak"], []), ("无人管理、漏水", ["leak"], [])],
)  # fmt: skip
def test_what_may_be_denied_or_not_neither_counts_nor_is_lost(text, counts, doubts):
    found = problems(pd.DataFrame({"estate_id": ["E1"], "problems": [text]}), WORDS)
    assert found.loc[found["doubtful"], "item"].tolist() == doubts
    assert found.loc[found["doubtful"], "negated"].all()
    assert [item for item, _ in counted(text) if item != "none"] == counts


@pytest.mark.parametrize(
    ("text", "item"),
    [("无人管理导致漏水", "leak"), ("无物业，路面破损", "road"),
     ("雨污管网已改造但仍积水", "drain"),
     ("无法停车", "parking"),
     ("不但漏水", "leak"), ("未经维修，外墙脱落", "facade"),
     ("管道老化但未漏水", "pipe"), ("漏水尚未修复", "leak"), ("漏水已久未修", "leak"),
     ("计划2027年修复漏水", "leak"), ("修复后又漏水", "leak"), ("漏水修复困难", "leak"),
     ("漏水：无人维修", "leak"), ("已多次维修仍漏水", "leak"), ("屋面漏水，楼道已改造", "leak"),
     ("未通天然气", "gas"), ("无消防通道", "fire"), ("缺少消防设施", "fire"),
     ("消防设施：缺失", "fire"), ("漏水：严重", "leak")],
)  # fmt: skip
def test_a_denial_of_something_else_denies_nothing(text, item):
    assert item in [found for found, _ in counted(text)]


def test_a_phrase_no_keyword_fits_is_kept_with_no_item():
    found = problems(
        pd.DataFrame({"estate_id": ["E1", "E2"], "problems": ["邻里纠纷", None]}), WORDS
    )
    assert found[["estate_id", "phrase", "keyword"]].to_numpy().tolist() == [
        ["E1", "邻里纠纷", ""],
    ]  # fmt: skip


def test_the_default_severity_is_handed_in():
    assert read("漏水", Words({"漏水": "leak"}, {}, 1)) == [("leak", 1, False)]


def test_no_text_and_no_word_give_an_empty_table():
    none = pd.DataFrame({"estate_id": [], "problems": []})
    assert list(problems(none, WORDS)) == [
        "estate_id", "phrase", "keyword", "item", "severity", "negated", "doubtful",
    ]  # fmt: skip
    assert read("漏水", Words({}, {}, 2)) == [("", 2, False)]


def test_every_keyword_reads_itself_as_its_own_item():
    for word, item in WORDS.items.items():
        found = {name for name, _, negated in read(word) if not negated}
        assert item in found, word
