"""Surveys that name their estate: who is meant is filled in, asked, or said to be unknown."""

import pandas as pd
import pytest

from intake.joining.by_name import with_ids
from tables import TABLES

SURVEYS = TABLES["surveys"]


def ledger(*rows):
    return pd.DataFrame(rows, columns=["estate_id", "name", "street"], dtype=object)


def surveys(*rows):
    data = pd.DataFrame(rows, columns=["estate_id", "name", "street"], dtype=object)
    days = pd.to_datetime(["2026-03-05"] * len(data))
    rest = {name: pd.NA for name in SURVEYS.names if name not in data}
    found = data.assign(**{**rest, "survey_date": days})[list(SURVEYS.names)]
    return found.assign(_file="问卷.xlsx", _row=range(2, len(data) + 2))


LEDGER = ledger(
    ("A", "和平里", "河东街道"), ("B", "和平里", "河西街道"), ("C", "锦绣花园一期", "河东街道"),
    ("D", "锦绣花园二期", "河东街道"),
)  # fmt: skip


def filled(*rows, answers=None):
    frame, issues = with_ids(surveys(*rows), SURVEYS, LEDGER, answers)
    ids = frame.sort_values("_row")["estate_id"].astype(object)
    return [None if pd.isna(i) else i for i in ids], issues


def test_a_name_written_another_way_is_the_same_estate():
    ids, issues = filled((None, "锦绣花园（Ⅰ期）", None), ("B", None, None))
    assert ids == ["C", "B"]
    assert [(i.code, i.severity, i.detail["count"]) for i in issues] == [
        ("join.by_name", "info", 1)
    ]


def test_the_street_tells_two_of_one_name_apart():
    assert filled((None, "和平里", "河西"), (None, "和平里小区", "河东办事处"))[0] == ["B", "A"]


def test_a_name_of_two_estates_is_asked_with_both():
    ids, issues = filled((None, "和平里", None), (None, "和平里", None))
    assert ids == [None, None]
    (asked,) = [i for i in issues if i.severity == "question"]
    assert asked.detail["answer_path"] == ["join", "surveys", "和平里"]
    assert asked.detail["answer_options"] == ["A", "B", "none"]
    assert (asked.detail["answer_proposed"], asked.detail["count"]) == (None, 2)


def test_a_slip_of_the_pen_is_asked_and_the_answer_taken():
    rows = [(None, "锦秀花园一期", None)]
    ids, issues = filled(*rows)
    assert ids == [None]
    assert issues[0].detail["answer_proposed"] == "锦绣花园一期"
    assert filled(*rows, answers={"join": {"surveys": {"锦秀花园一期": "锦绣花园一期"}}})[0] == [
        "C"
    ]
    assert filled(*rows, answers={"join": {"surveys": {"锦秀花园一期": "none"}}}) == ([None], [])


@pytest.mark.parametrize("name", ["锦绣花园三期", "春晓园"])
def test_a_name_nobody_has_is_said_and_its_row_kept(name):
    ids, issues = filled((None, name, "河东街道"))
    assert ids == [None]
    assert [(i.code, i.severity, i.row) for i in issues] == [("join.unknown_name", "warning", 2)]


def test_a_known_name_in_another_street_is_not_taken():
    ids, issues = filled((None, "锦绣花园一期", "河西街道"))
    assert ids == [None]
    assert [i.code for i in issues] == ["join.candidate_name"]


def test_ids_of_another_system_leave_it_to_the_names():
    assert filled(("101", "锦绣花园一期", None), ("102", "锦绣花园二期", None))[0] == ["C", "D"]


def test_an_id_the_ledger_lacks_stays_where_others_are_the_ledgers():
    ids, issues = filled(("A", None, None), ("X", "锦绣花园一期", None))
    assert (ids, issues) == (["A", "X"], [])


def test_one_survey_by_id_and_by_name_is_said_to_be_there_twice():
    _, issues = filled(("C", None, None), (None, "锦绣花园一期", None))
    assert [i.code for i in issues] == ["join.by_name", "intake.key_repeated"]


def test_the_order_of_rows_changes_nothing():
    rows = [(None, "和平里", "河西"), (None, "锦绣花园1期", None), (None, "春晓园", None)]
    frame, issues = with_ids(surveys(*rows), SURVEYS, LEDGER, None)
    turned, said = with_ids(surveys(*rows).iloc[::-1], SURVEYS, LEDGER.iloc[::-1], None)
    pd.testing.assert_frame_equal(frame, turned)
    assert issues == said


def test_empty_tables():
    assert with_ids(surveys(), SURVEYS, LEDGER, None)[1] == []
    _, issues = with_ids(surveys((None, "和平里", None)), SURVEYS, LEDGER.iloc[:0], None)
    assert [i.code for i in issues] == ["join.unknown_name"]
