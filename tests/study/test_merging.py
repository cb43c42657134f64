"""Two who change one study: what each changed, and mine put on top of theirs."""

import pytest

from study.merging import changed, merged
from study.plain_yaml import values

BASE = """name: 乐河区   # 名称由区里定
weights: {age: 0.5, circle: 0.5}
rules:
  - budget: {amount: 100}
  - lock_in: {estate_id: A, year: 2027}
"""


def test_changes_are_told_place_by_place():
    mine = BASE.replace("age: 0.5", "age: 0.4").replace("circle: 0.5", "circle: 0.6")
    assert [(one.path, one.before, one.after) for one in changed(BASE, mine)] == [
        (("weights", "age"), 0.5, 0.4),
        (("weights", "circle"), 0.5, 0.6),
    ]


def test_comments_and_empty_sections_are_no_change():
    assert changed(BASE, BASE + "# 又看过一遍\nanswers: {}\n") == []


def test_both_changes_stand_where_they_are_in_different_places():
    mine = BASE.replace("age: 0.5, circle: 0.5", "age: 1, circle: 0")
    theirs = BASE + "ranking: {by_population: true}   # 会议\n"
    found = merged(BASE, mine, theirs)
    assert values(found)["weights"] == {"age": 1, "circle": 0}
    assert found.endswith("ranking: {by_population: true}   # 会议\n")
    assert "# 名称由区里定" in found


def test_where_both_changed_one_place_mine_stands():
    mine, theirs = BASE.replace("乐河区", "我的"), BASE.replace("乐河区", "他的")
    assert values(merged(BASE, mine, theirs))["name"] == "我的"


def test_entries_of_a_list_are_added_and_taken_away_and_theirs_stay():
    mine = BASE.replace(
        "  - lock_in: {estate_id: A, year: 2027}\n", "  - lock_out: {estate_id: B}\n"
    )
    theirs = BASE + "  - lock_out: {estate_id: C}\n"
    assert values(merged(BASE, mine, theirs))["rules"] == [
        {"budget": {"amount": 100}},
        {"lock_out": {"estate_id": "C"}},
        {"lock_out": {"estate_id": "B"}},
    ]


def test_a_key_that_is_a_bare_number_is_found_as_any_other():
    base = "clusters: {members: {12: [a]}}\n"
    mine, theirs = base.replace("[a]", "[a, b]"), base.replace("[a]", "[a, c]")
    assert values(merged(base, mine, theirs))["clusters"]["members"] == {12: ["a", "c", "b"]}


@pytest.mark.parametrize("theirs", [BASE, BASE.replace("100", "90")])
def test_nothing_changed_here_leaves_theirs_as_it_is(theirs):
    assert merged(BASE, BASE, theirs) == theirs


def test_what_they_took_away_comes_back_only_where_i_changed_it():
    theirs = "name: 乐河区\nweights: {age: 0.5, circle: 0.5}\n"
    mine = BASE.replace("amount: 100", "amount: 80")
    assert values(merged(BASE, mine, theirs))["rules"] == [
        {"budget": {"amount": 80}},
        {"lock_in": {"estate_id": "A", "year": 2027}},
    ]
