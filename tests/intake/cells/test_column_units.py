import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cells.column_units import as_answered, ask, said, units_of
from intake.cells.columns import typed
from intake.headings.headers import Match, match
from intake.questions import lines
from intake.raw import Raw
from tables import TABLES, InputError, Issue

ESTATES, BUDGETS = TABLES["estates"], TABLES["budgets"]
AREA = Match("建筑面积(万㎡)", 0, "floor_area_m2", "alias", 1e4, "万m2")
RATE = Match("同意率", 0, "support_rate", "alias")


def answered(match, word, *, key="a.xlsx", table=ESTATES):
    answers = {"units": {key: {match.header: word}}}
    return as_answered([match], table, "a.xlsx", answers)[0]


@pytest.mark.parametrize(
    ("word", "factor"), [("m2", 1), ("wan_m2", 1e4), ("ha", 1e4), ("mu", 2000 / 3)]
)
@pytest.mark.parametrize("key", ["a.xlsx", "estates"])
def test_the_unit_a_person_gave_counts_by_file_or_table(word, factor, key):
    found = answered(AREA, word, key=key)
    assert (found.factor, found.unit, found.column) == (pytest.approx(factor), word, AREA.column)


@pytest.mark.parametrize("word", ["若干", 3])
def test_a_word_that_is_no_unit_is_refused_with_those_that_are(word):
    with pytest.raises(InputError, match=r"intake\.unknown_unit .*wan_m2"):
        answered(AREA, word)


def test_a_unit_may_be_written_as_people_write_it():
    assert answered(AREA, "万㎡") == answered(AREA, "wan_m2")


@pytest.mark.parametrize("word", ["yuan", "percent", "", None])
def test_a_word_that_measures_something_else_changes_nothing(word):
    assert answered(AREA, word) == AREA


@pytest.mark.parametrize(
    ("one", "word", "kept"),
    [
        (AREA, "share", ""),
        (AREA, "count", ""),
        (AREA, "m2", "m2"),
        (RATE, "m2", ""),
        (RATE, "count", "count"),
    ],
)
def test_a_unit_of_another_measure_leaves_the_question_open(one, word, kept):
    answers = {"units": {"b.csv": {one.header: word}}}
    assert said(one, "estates", "b.csv", answers) == kept


def test_money_is_in_the_unit_of_its_column():
    amount = Match("金额", 0, "amount_wan", "exact")
    assert [answered(amount, word, table=BUDGETS).factor for word in ("yuan", "wan", "yi")] == [
        1e-4, 1, 1e4,
    ]  # fmt: skip


def test_households_under_a_header_of_shares_are_those_in_favour():
    assert answered(RATE, "count").column == "support_households"
    assert answered(RATE, "percent").unit == "percent"


@pytest.mark.parametrize("answers", [None, {}, {"units": None}, {"units": {"a.xlsx": "m2"}}])
def test_nothing_said_changes_nothing(answers):
    assert as_answered([AREA, RATE], ESTATES, "a.xlsx", answers) == (AREA, RATE)


def test_the_question_proposes_the_unit_that_would_fit():
    place = Issue("", "question", "estates", "a.xlsx")
    column = ESTATES.column("floor_area_m2")
    asked = ask(place, AREA, column, times=1e-4, count=3, total=4)
    assert (asked.code, asked.column) == ("intake.column_unit", AREA.header)
    assert asked.detail["answer_proposed"] == "m2"
    assert lines([asked]).splitlines()[-1].strip() == (
        "建筑面积(万㎡): m2  # m2 | wan_m2 | mu | ha"
    )


def column_of(header, cells, word):
    raw = Raw((header,), pd.DataFrame({0: pd.Series(cells, dtype="object")}))
    matches = match(raw.headers, ESTATES.columns, {})
    answers = {"units": {"estates": {header: word}}}
    return typed(raw, as_answered(matches, ESTATES, "a.csv", answers), ESTATES, file="a.csv")


@pytest.mark.parametrize(
    ("word", "shares"), [("percent", [0.005, 0.85, 0.9]), ("share", [0.5, -1, 0.9])]
)
def test_what_was_said_of_shares_settles_every_bare_number(word, shares):
    frame, _ = column_of("同意率", [0.5, 85, "90%"], word)
    assert frame["support_rate"].fillna(-1).tolist() == shares


def test_households_under_a_header_of_shares_are_read_once_that_was_said():
    frame, issues = column_of("同意率", [256, 380], "count")
    assert frame["support_households"].tolist() == [256, 380]
    assert frame["support_rate"].isna().all()
    assert issues == []
    frame, issues = column_of("同意率", [256, 380, "待核实"], "")
    assert frame["support_rate"].isna().all()
    assert [(i.code, i.row, i.detail.get("answer_proposed")) for i in issues] == [
        ("intake.column_counts", None, "count"),
    ]  # fmt: skip


def test_a_header_of_households_in_favour_is_not_filled_twice():
    own = Match("同意户数", 1, "support_households", "exact")
    answers = {"units": {"a.xlsx": {RATE.header: "count"}}}
    found = as_answered([RATE, own], ESTATES, "a.xlsx", answers)
    assert [one.column for one in found] == ["", "support_households"]


@given(st.sampled_from(["m2", "wan", "yuan"]))
def test_every_unit_has_a_size(unit):
    columns = [c for t in TABLES.values() for c in t.columns if c.unit == unit]
    assert all(size > 0 for column in columns for size in units_of(column).values())
