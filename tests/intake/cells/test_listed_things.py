import pytest

from intake import read
from intake.cells.listed_things import without_nones
from intake.cells.reading import Reading

ROWS = [Reading(0), Reading(3)]


def fire(text_file, header, *cells):
    rows = "\n".join(f"{n},小区{n},{cell}" for n, cell in enumerate(cells))
    inputs = read({"estates": [text_file(f"小区编码,小区名称,{header}\n{rows}\n")]})
    known = inputs.tables["estates"]["fire"].astype(object)
    unread = [i.row for i in inputs.issues if i.code == "intake.value_unread"]
    return known.where(known.notna(), None).tolist(), unread


def test_none_beside_there_is_is_unknown_and_said(text_file):
    assert fire(text_file, "消防", "一般", "无", "严重", "有") == ([2, None, 3, None], [3, 5])


def test_none_beside_severities_alone_is_no_problem(text_file):
    assert fire(text_file, "消防", "一般", "无", "严重") == ([2, 0, 3], [])


def test_none_of_a_harm_is_no_problem_even_beside_there_is(text_file):
    assert fire(text_file, "消防隐患", "无", "严重", "有") == ([0, 3, None], [4])


def test_under_two_headers_that_ask_what_there_is_none_is_unknown(text_file):
    text = "小区编码,小区名称,设施现状,设施现状\n,,消防,道路\nA,甲,无,一般\nB,乙,严重,良好\n"
    found = read({"estates": [text_file(text)]})
    estates = found.tables["estates"]
    assert estates["fire"].isna().tolist() == [True, False]
    assert estates["road"].tolist() == [2, 0]  # 良好 says how it is
    assert [i.row for i in found.issues if i.code == "intake.value_unread"] == [3]


@pytest.mark.parametrize("header", ["消防有无", "配套设施 › 消防", "設施現狀 › 消防"])
def test_headers_that_ask_what_there_is(header):
    assert without_nones(ROWS, ["无", "严重"], header) == [Reading(None, "unread"), Reading(3)]


@pytest.mark.parametrize("header", ["消防", "现状问题 › 消防", "有无消防隐患"])
def test_headers_under_which_none_says_that_nothing_is_wrong(header):
    assert without_nones(ROWS, ["无", "严重"], header) == ROWS


def test_a_column_without_a_row():
    assert without_nones([], [], "设施现状 › 消防") == []
