"""Ten times out of proportion is asked, and counts as it came until somebody answers."""

import pytest

from intake import read

ROWS = "小区名称,总建筑面积,户数\n" + "".join(f"小区{n},12000,150\n" for n in range(9))
CODE = "intake.area_household_far"


def town(text_file, odd="甲,13300,18400\n", **answers):
    told = {"values": {"estates": answers}} if answers else {}
    return read({"estates": [text_file(ROWS + odd)]}, answers=told)


def codes(inputs):
    return {i.code: i for i in inputs.issues}


def values(inputs):
    row = inputs.tables["estates"].set_index("name").loc["甲"]
    return [int(row[key]) if row.notna()[key] else None for key in ("households", "floor_area_m2")]


def test_households_beyond_belief_are_asked_about_and_kept(text_file):
    inputs = town(text_file)
    asked = codes(inputs)[CODE]
    assert (asked.severity, asked.row, asked.detail["share"]) == ("question", 11, "0.723")
    assert asked.detail["answer_path"] == ["values", "estates", "甲"]
    assert not asked.detail["counts"]
    assert "intake.area_household" not in codes(inputs)
    assert values(inputs) == [18400, 13300]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("as_written", [18400, 13300]),
        ("households", [None, 13300]),
        ("floor_area_m2", [18400, None]),
    ],
)
def test_an_answer_settles_it(text_file, answer, left):
    inputs = town(text_file, 甲=answer)
    assert CODE not in codes(inputs)
    assert codes(inputs)["intake.value_answered"].detail["answer"] == answer
    assert values(inputs) == left


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("甲,1500,750\n", CODE),  # 2 m² a household: just ten times out
        ("甲,1600,750\n", "intake.area_household"),  # 2.13: odd, not beyond belief
        ("甲,30000,10\n", CODE),  # 3,000 m² a household
        ("甲,29900,10\n", "intake.area_household"),
    ],
)
def test_ten_times_is_the_limit(text_file, row, code):
    found = set(codes(town(text_file, row))) & {CODE, "intake.area_household"}
    assert found == {code}


def test_two_of_a_name_are_asked_apart(text_file):
    inputs = town(text_file, "甲,13300,18400\n甲,13300,18500\n")
    paths = {tuple(i.detail["answer_path"]) for i in inputs.issues if i.code == CODE}
    assert len(paths) == 2


def test_an_answer_nobody_asked_for_or_understands_is_said(text_file):
    assert codes(town(text_file, 乙="households"))["answers.unused"].value == "乙"
    wrong = codes(town(text_file, 甲="maybe"))
    assert "answers.not_understood" in wrong
    assert CODE in wrong
