"""What a person answers about headers, and what is asked."""

from pathlib import Path

import pandas as pd
import pytest

from intake import Source
from intake.headings.matching import matched, questions
from intake.raw import Raw
from tables import ESTATES, InputError


def raw_of(rows, *heads):
    frame = pd.DataFrame(rows, columns=range(len(heads)), index=range(2, 2 + len(rows)))
    return Raw(heads, frame.astype("object"))


SOURCE = Source(Path("台账.xlsx"), "台账.xlsx")
HEADS = ("小区名称", "总户数", "户数", "面积", "甲")
ROWS = [["和平里", 9, 80, 100, 1985], ["锦绣花园", 9, 90, 200, 1990], ["光明里", 9, 70, 300, 1988]]


def said(answers=None):
    raw = raw_of(ROWS, *HEADS)
    options = {} if answers is None else {"answers": {"columns": answers}}
    matches = matched(raw, ESTATES, SOURCE, **options)
    issues = questions(raw, matches, ESTATES, SOURCE, **options)
    return {m.header: m.column for m in matches}, issues


def test_every_doubt_is_a_question_that_can_be_answered():
    _, issues = said()
    assert [(i.code, i.detail["answer_path"], i.detail["answer_proposed"]) for i in issues] == [
        ("intake.header_unsure", ["columns", "estates", "面积"], "floor_area_m2"),
        ("intake.header_by_content", ["columns", "estates", "甲"], "built_year"),
        ("intake.header_twice", ["columns", "estates", "总户数"], "ignore"),
    ]
    assert all(i.detail["counts"] for i in issues)


@pytest.mark.parametrize("key", ["estates", "台账.xlsx"])
def test_an_answer_is_taken_and_not_asked_again(key):
    told = {"面积": "ignore", "甲": "renovated_year", "总户数": "households"}
    columns, issues = said({key: told})
    assert columns == {
        "小区名称": "name", "总户数": "households", "户数": "", "面积": "", "甲": "renovated_year",
    }  # fmt: skip
    assert issues == []


def test_confirming_what_was_proposed_asks_nothing():
    told = {"面积": "floor_area_m2", "甲": "built_year", "总户数": "ignore"}
    columns, issues = said({"estates": told})
    assert (columns["面积"], columns["甲"], columns["户数"]) == (
        "floor_area_m2", "built_year", "households",
    )  # fmt: skip
    assert issues == []


def test_an_answer_for_a_header_of_another_version_is_passed_over():
    columns, _ = said({"estates": {"楼龄": "built_year"}})
    assert columns["甲"] == "built_year"


def test_an_answer_with_no_such_column_settles_nothing():
    assert said({"estates": {"甲": "built_yaer"}}) == said({})


def test_two_columns_that_say_the_same_are_not_asked_about():
    raw = raw_of([["和平里", 80, 80], ["光明里", 70, None]], "小区名称", "户数", "总户数")
    matches = matched(raw, ESTATES, SOURCE)
    assert questions(raw, matches, ESTATES, SOURCE) == []


def test_a_header_written_twice_can_be_named():
    raw = raw_of([["和平里", 80, 81], ["光明里", 70, 71]], "小区名称", "户数", "户数")
    (issue,) = questions(raw, matched(raw, ESTATES, SOURCE), ESTATES, SOURCE)
    assert issue.detail["answer_path"] == ["columns", "estates", "户数（第2个）"]
    answers = {"columns": {"estates": {"户数（第2个）": "households"}}}
    found = matched(raw, ESTATES, SOURCE, answers=answers)
    assert [m.column for m in found] == ["name", "", "households"]


def test_a_check_goes_on_without_a_needed_column():
    raw = raw_of([[80]], "户数")
    assert [m.column for m in matched(raw, ESTATES, SOURCE, need=False)] == ["households"]
    with pytest.raises(InputError, match=r"intake\.no_column"):
        matched(raw, ESTATES, SOURCE)
