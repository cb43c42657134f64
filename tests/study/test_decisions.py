"""The list of decisions outlives a crash in the middle of a line."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.decisions import NAME, Decision, _decision, record, recorded


def test_decisions_come_back_in_order_with_their_texts(tmp_path):
    file = tmp_path / "study.yaml"
    for name in ("一", "二"):
        record(file, Decision("pin", {"estate_id": name}, "会议", before="a\n", after=f"{name}\n"))
    found = recorded(file)
    assert [one.about["estate_id"] for one in found] == ["一", "二"]
    assert found[1].after == "二\n"
    assert found[0].at.endswith("+00:00")


def test_a_torn_last_line_is_left_out_and_spoils_no_later_one(tmp_path):
    file = tmp_path / "study.yaml"
    record(file, Decision("pin"))
    record(file, Decision("weights"))
    journal = tmp_path / NAME
    journal.write_bytes(journal.read_bytes()[:-20])
    assert [one.kind for one in recorded(file)] == ["pin"]
    record(file, Decision("rules"))
    assert [one.kind for one in recorded(file)] == ["pin", "rules"]


def test_half_a_character_and_lines_of_another_kind_are_left_out(tmp_path):
    file = tmp_path / "study.yaml"
    (tmp_path / NAME).write_bytes(b'[1]\n{"other": 2}\n\n{"kind": "pin", "later": 1}\n"\xe5\x88')
    assert [one.kind for one in recorded(file)] == ["pin"]


def test_no_list_is_an_empty_one(tmp_path):
    assert recorded(tmp_path / "study.yaml") == []


@pytest.mark.parametrize(
    "line", ["[" * 100_000, '{"kind": ' + "9" * 5000 + "}", '{"kind": ["pin"]}', "null", '"pin"']
)
def test_a_line_that_nobody_can_read_is_left_out(tmp_path, line):
    (tmp_path / NAME).write_text(f'{line}\n{{"kind": "pin"}}\n')
    assert [one.kind for one in recorded(tmp_path / "study.yaml")] == ["pin"]


def test_what_is_of_another_kind_counts_as_not_said(tmp_path):
    wrong = (
        r'{"kind": "pin", "at": 7, "before": null, "about": [1], "price": "", "reason": "\ud800"}'
    )
    (tmp_path / NAME).write_text(wrong)
    assert recorded(tmp_path / "study.yaml") == [Decision("pin", reason="?")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["kind", "about", "reason", "price", "at", "by"]), JSON))
def test_whatever_stands_in_the_list_comes_back_as_a_decision_or_not_at_all(said):
    found = _decision(json.loads(json.dumps(said)))
    assert (found is None) == (not isinstance(said.get("kind"), str))
    if found:
        assert isinstance(found.reason, str)
        assert isinstance(found.price, dict)
        assert _decision(asdict(found)) == found


def written(number: int) -> str:
    """Return a study of some length in which one weight is another one."""
    lines = [f"# 第 {line} 条说明，会议上定的，请勿改动" for line in range(200)]
    return "\n".join([*lines, f"weights: {{age: {number / 2000}}}", *lines]) + "\n"


def test_steps_are_kept_small_and_each_has_its_whole_texts(tmp_path):
    file = tmp_path / "study.yaml"
    for number in range(60):
        record(file, Decision("weights", before=written(number), after=written(number + 1)))
    found = recorded(file)
    assert [one.before for one in found] == [written(number) for number in range(60)]
    assert found[-1].after == written(60)
    assert (tmp_path / NAME).stat().st_size / 60 < len(written(0).encode()) / 20


def test_a_spoilt_line_costs_the_steps_up_to_the_next_whole_text_and_no_more(tmp_path):
    file = tmp_path / "study.yaml"
    for number in range(70):
        record(file, Decision("weights", before=written(number), after=written(number + 1)))
    lines = (tmp_path / NAME).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[30] = lines[30].replace("0.015", "0.14")
    (tmp_path / NAME).write_text("".join(lines), encoding="utf-8")
    found = recorded(file)
    assert len(found) == 70
    assert [one.after for one in found[:30]] == [written(number + 1) for number in range(30)]
    assert found[30].before == found[30].after == ""
    assert found[-1].after == written(70)


def test_steps_after_a_change_by_hand_begin_with_the_whole_text(tmp_path):
    file = tmp_path / "study.yaml"
    record(file, Decision("weights", before="a\n", after="b\n"))
    record(file, Decision("rules", before="by hand\r\n", after="by hand\r\nrules: []"))
    assert [(one.before, one.after) for one in recorded(file)] == [
        ("a\n", "b\n"), ("by hand\r\n", "by hand\r\nrules: []"),
    ]  # fmt: skip


def test_a_list_of_before_that_held_whole_texts_is_read_and_gone_on_with(tmp_path):
    file = tmp_path / "study.yaml"
    old = Decision("weights", before="a\n", after="b\n", at="2026-01-01T00:00:00+00:00")
    (tmp_path / NAME).write_text(json.dumps(asdict(old)) + "\n", encoding="utf-8")
    record(file, Decision("undo", before="b\n", after="a\n"))
    assert recorded(file)[0] == old
    assert recorded(file)[1].after == "a\n"
