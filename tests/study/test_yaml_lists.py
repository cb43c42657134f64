"""A list of mappings keeps an entry a line: what is added, changed or dropped is one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.editing import difference, edited
from study.plain_yaml import values

TEXT = """\
weights: {age: 1}

scenarios:
  # 街道提出
  - name: 甲
    changes:
      - close: {facility_id: F1}   # 租约到期
  # 居民提出
  - {name: 乙, changes: [{close: {facility_id: F2}}]}
name: x
"""
A, B, C = (
    {"name": name, "changes": [{"close": {"facility_id": facility}}]}
    for name, facility in (("甲", "F1"), ("乙", "F2"), ("丙", "F3"))
)
C_LINE = "  - {name: 丙, changes: [{close: {facility_id: F3}}]}"


def changed(wanted) -> list[str]:
    after = edited(TEXT, {("scenarios",): wanted})
    return [line for line in difference(TEXT, after, name="y")[2:] if line[0] in "+-"]


def test_a_new_entry_is_one_line_below_the_last():
    assert changed([A, B, C]) == ["+" + C_LINE]


def test_an_entry_of_one_key_is_written_without_braces_as_those_beside_it():
    rules = "rules:\n- lock_out: {estate_id: E1}\n"
    wanted = [{"lock_out": {"estate_id": estate}} for estate in ("E1", "E2")]
    assert edited(rules, {("rules",): wanted}) == rules + "- lock_out: {estate_id: E2}\n"
    assert "- lock_out: {estate_id: E2}" in edited("name: x\n", {("rules",): wanted})


def test_an_entry_of_one_key_has_braces_where_all_beside_it_have():
    rules = "rules:\n- {lock_out: {estate_id: E1}}\n"
    wanted = [{"lock_out": {"estate_id": estate}} for estate in ("E1", "E2")]
    assert edited(rules, {("rules",): wanted}) == rules + "- {lock_out: {estate_id: E2}}\n"


def test_a_new_entry_at_the_beginning_and_in_the_middle():
    assert changed([C, A, B]) == ["+" + C_LINE]
    assert changed([A, C, B]) == ["+" + C_LINE]


def test_an_entry_dropped_leaves_the_others_with_their_comments():
    assert changed([A]) == ["-  - {name: 乙, changes: [{close: {facility_id: F2}}]}"]
    assert len(changed([B])) == 3


def test_an_entry_changed_is_written_anew():
    assert changed([A, C]) == [
        "-  - {name: 乙, changes: [{close: {facility_id: F2}}]}",
        "+" + C_LINE,
    ]


def test_a_new_section_has_an_entry_a_line_and_goes_without_a_trace():
    text = "weights: {age: 1}\n\nname: x\n"
    after = edited(text, {("scenarios",): [A, C]})
    assert after.splitlines()[1:5] == [
        "",
        "scenarios:",
        "  - {name: 甲, changes: [{close: {facility_id: F1}}]}",
        C_LINE,
    ]
    assert edited(after, {("scenarios",): None}) == text


@pytest.mark.parametrize("text", ["weights: {age: 1}\nscenarios: []\n", "weights: {age: 1}"])
def test_an_empty_list_and_a_last_line_without_an_end(text):
    assert values(edited(text, {("scenarios",): [A]}))["scenarios"] == [A]


def test_a_list_that_ends_the_file_without_a_line_end_is_added_to():
    text = "weights: {age: 1}\nscenarios:\n- {name: 甲}"
    after = edited(text, {("scenarios",): [{"name": "甲"}, {"name": "乙"}]})
    assert after == "weights: {age: 1}\nscenarios:\n- {name: 甲}\n- {name: 乙}\n"


entries = st.lists(st.sampled_from([A, B, C, {"name": "# a: 'b'"}]), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(entries, min_size=1, max_size=4))
def test_what_is_written_is_what_is_read(steps):
    text = TEXT
    for wanted in steps:
        text = edited(text, {("scenarios",): wanted})
        assert values(text) == {**values(TEXT), "scenarios": wanted}
