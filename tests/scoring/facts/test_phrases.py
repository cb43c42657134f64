"""Texts of problems as offices write them, cut into phrases."""

import pytest

from scoring.facts.phrases import clauses
from scoring.facts.words import Words

READ = Words(
    {}, {}, 2, deny=("未发现",), deny_close=("无",), breaks=("但",), whole=("现象", "问题"),
    answers=("无",), done=("已修复",), times=("现",),
)  # fmt: skip


def cut(text):
    return [one.text for parts in clauses(text, READ) for one in parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [("屋面漏水、外墙脱落，排水堵塞；车位不足。", ["屋面漏水", "外墙脱落", "排水堵塞", "车位不足"]),
     ("1.漏水2.外墙脱落 3、路面破损", ["漏水", "外墙脱落", "路面破损"]),
     ("①漏水②停车难", ["漏水", "停车难"]),
     ("一、屋面：漏水严重；二、（1）无消防设施", ["屋面漏水严重", "无消防设施"]),
     ("漏水\n外墙脱落", ["漏水", "外墙脱落"]),
     ("漏水 外墙脱落", ["漏水", "外墙脱落"]),
     ("roof leak, broken road", ["roof leak", "broken road"]),
     ("雨污管网已改造但仍有积水", ["雨污管网已改造", "但仍有积水"]),
     ("约3.5公里管网老化", ["约3.5公里管网老化"]),
     ("漏水 无 外墙脱落 无", ["漏水无", "外墙脱落无"]),
     ("漏水 无物业", ["漏水", "无物业"]),
     ("漏水，2023年5月已修复", ["漏水2023年5月已修复"]),
     ("漏水，现已修复；路面", ["漏水现已修复", "路面"]),
     ("漏水，楼道已修复", ["漏水", "楼道已修复"]),
     ("，。；", []), ("", [])],
)  # fmt: skip
def test_phrases_end_at_punctuation_and_numbering(text, parts):
    assert cut(text) == parts


def test_a_list_denied_as_a_whole():
    (denied, other) = clauses("无渗漏、开裂等现象，道路破损", READ)
    assert [one.denied for one in denied] == [True, True]
    assert [one.denied for one in other] == [False]
    # without the ending word nothing is denied here: `problems` doubts what follows the first
    (open_,) = clauses("无渗漏、道路破损", READ)
    assert not any(one.denied for one in open_)
