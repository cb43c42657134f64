"""A rule switched off stays where it is; on again, the file is as it was, byte for byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing.rules import Cap, LockOut
from study.read import from_text
from study.rule_switches import parse, switched, written_rules
from tables import InputError

TEXT = """\
name: 乐河区
# 规则：方案必须遵守
rules:
  # 施工队伍
  - cap: {measure: households, year: 2027, at_most: 900}   # 每年最多
  - lock_out: {estate_id: LH0016}   # 已征收 # 两次

  - floor:                # 街道
      zone: 临江街道
      level: street       # 不写就是区
      measure: households
      at_least: 40   # 五年内

  - precede: { first: A, then: B, }
solver: {gap: 0.01}   # 求解
"""
FLOW = """\
rules: [{lock_out: {estate_id: A}}, {lock_out: {estate_id: B}},
  {not_before: {estate_id: C, year: 2028}}, {lock_out: {estate_id: D}}]   # 求解
"""
LOADED = "inputs: {estates: a.csv}\nhorizon: [2027]\nday_of_law: 2026-11-21\n" + TEXT


def test_off_is_written_in_the_entry_and_its_comment_stays():
    off = switched(TEXT, 0, on=False)
    assert "at_most: 900, off: true}   # 每年最多\n" in off
    assert off.replace(", off: true", "") == TEXT


def test_a_rule_of_many_lines_gets_a_line():
    off = switched(TEXT, 2, on=False)
    assert "      at_least: 40   # 五年内\n      off: true\n" in off


@given(
    places=st.lists(st.integers(0, 3), max_size=6),
    crlf=st.booleans(),
    final=st.booleans(),
    flow=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_on_after_off_changes_nothing(places, crlf, final, flow):
    text = TEXT
    if flow:
        text = FLOW
    if not final:
        text = text.rstrip("\n").removesuffix("   # 求解")
    text = text.replace("\n", "\r\n") if crlf else text
    states = [text]
    for place in dict.fromkeys(places):
        states.append(switched(states[-1], place, on=False))
        assert switched(states[-1], place, on=False) == states[-1]
    for place in reversed(dict.fromkeys(places)):
        assert not written_rules(states[-1])[place].on
        assert switched(states.pop(), place, on=True) == states[-1]


def test_what_is_off_counts_for_nothing_but_is_kept(tmp_path):
    given_text = LOADED + "weights: {age: 1}\n"
    whole = from_text(given_text, tmp_path / "study.yaml").choices
    less = from_text(switched(given_text, 1, on=False), tmp_path / "study.yaml").choices
    assert LockOut("LH0016") in whole.rules
    assert whole.rules_off == ()
    assert less.rules_off == (LockOut("LH0016"),)
    assert set(less.rules) == set(whole.rules) - {LockOut("LH0016")}


def test_off_false_counts_and_can_be_switched():
    text = "rules:\n- lock_out: {estate_id: A, off: false}\n"
    assert written_rules(text)[0].on
    assert switched(text, 0, on=False) == "rules:\n- lock_out: {estate_id: A, off: true}\n"
    assert switched(text, 0, on=True) == text


def test_the_rules_of_a_text_with_their_comments():
    told = written_rules(switched(TEXT, 1, on=False))
    assert [one.on for one in told] == [True, False, True, True]
    assert told[0].rule == Cap("households", 2027, 900)
    assert [one.note for one in told] == ["每年最多", "已征收 # 两次", "五年内", ""]
    assert written_rules("name: x\n") == ()
    assert written_rules("rules:\n") == ()


def test_what_is_no_switch_is_refused():
    with pytest.raises(InputError, match="rule_yes_no"):
        parse({"lock_out": {"estate_id": "A", "off": "maybe"}})
    with pytest.raises(InputError, match="no_such_rule"):
        switched(TEXT, 4, on=False)
    aliased = "x: &a {estate_id: A}\nrules:\n- lock_out: *a\n- lock_out: *a\n"
    with pytest.raises(InputError, match="by_hand"):
        switched(aliased, 1, on=False)


@pytest.mark.parametrize("place", [-1, 1, 99])
@pytest.mark.parametrize("text", ["name: 东区\n", "rules:\n  - lock_out: {estate_id: E1}\n"])
def test_a_rule_that_is_not_there_is_said_to_be_missing(text, place):
    with pytest.raises(InputError) as raised:
        switched(text, place, on=False)
    assert raised.value.code == "rules.no_such_rule"
    assert raised.value.values["count"] == text.count("lock_out")
