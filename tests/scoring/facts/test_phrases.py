"""Texts of problems as offices write them, cut into phrases."""

import pytest

from scoring.facts.phrases import phrases


def cut(text):
    found = phrases(text, breaks=["但"], denials=["无", "未发现"], whole=["现象", "问题"])
    return [one.text for one in found]


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
     ("，。；", []), ("", [])],
)  # fmt: skip
def test_phrases_end_at_punctuation_and_numbering(text, parts):
    assert cut(text) == parts


def test_a_list_denied_as_a_whole():
    denied = phrases("无渗漏、开裂等现象，道路破损", breaks=[], denials=["无"], whole=["现象"])
    assert [one.denied for one in denied] == [True, True, False]
    # without the ending word only the first is denied, by its own words
    open_ = phrases("无渗漏、道路破损", breaks=[], denials=["无"], whole=["现象"])
    assert not any(one.denied for one in open_)
