import csv
import io
from string import Formatter

import pytest

from intake.questions import question
from reports.issues import guarded, issue_sentences, issues_csv
from tables import Issue
from tests.small_results import town
from texts.catalogue import codes


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_excel_reads_it_as_utf_8_with_chinese_headings():
    text = issues_csv(town().issues, locale="zh")
    assert text.startswith("\ufeff级别,")
    assert "\r\n" in text


def test_the_gravest_comes_first_and_every_row_has_a_sentence():
    issues = [
        Issue("intake.filled_down", "repair", table="estates", file="台账.xlsx", column="街道"),
        Issue("study.gate_off_consent", "error", table="estates"),
    ]
    table = rows(issues_csv(issues, locale="zh"))
    assert [row[0] for row in table[1:]] == ["错误", "已修复"]
    assert table[2][1] == "合并单元格已向下填充"
    assert table[2][2] == "“街道”列的合并单元格已向下填充到每一行，请核对。"
    assert table[1][4] == "小区台账"


def test_each_issue_says_what_it_is_and_who_can_settle_it():
    issue = Issue("intake.no_outline", "warning", table="estates", file="台账.xlsx", row=3)
    for locale, title, who in [
        ("zh", "小区没有边界", "测绘或 GIS"),
        ("en", "Estate without an outline", "Surveying or GIS"),
    ]:
        (told,) = issue_sentences([issue], locale=locale).to_dict("records")
        assert (told["title"], told["who"]) == (title, who)
    assert rows(issues_csv([issue], locale="zh"))[0][:4] == ["级别", "问题", "说明", "谁来处理"]


def test_a_code_of_nobody_s_catalogue_is_shown_as_it_is():
    (told,) = issue_sentences([Issue("no.such", "info")], locale="zh").to_dict("records")
    assert (told["title"], told["who"]) == ("no.such", "")


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "@x", "-cmd|' /C calc'!A0", "\t=1"])
def test_a_cell_that_looks_like_a_formula_stays_text(cell):
    assert guarded(cell) == "'" + cell
    issue = Issue("intake.value_unread", "warning", value=cell, column="户数")
    assert "'" + cell in rows(issues_csv([issue], locale="zh"))[1]


@pytest.mark.parametrize("cell", ["-3.5", "+12", "锦绣里", "", "a=b"])
def test_numbers_and_names_stay_as_they_are(cell):
    assert guarded(cell) == cell


def test_no_issue_leaves_the_headings():
    assert len(rows(issues_csv([], locale="en"))) == 1


def test_proposals_that_are_alike_are_named_in_words():
    detail = {"first": "need", "second": "need_then_balance", "share": 0.04, "under": 0.993}
    issue = Issue("study.proposals_alike.agree", "info", detail=detail)
    (sentence,) = issue_sentences([issue], locale="zh")["sentence"]
    assert "“需求优先”与“先需求优先，再区域均衡”只有 4.0 %" in sentence
    assert "99.3 %" in sentence


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("detours.worst", {"name": "锦绣里", "category": "eld_daycare", "straight_m": "200",
                           "walk_m": "900", "ratio": "4.5", "count": 1}),
        ("study.facility_off_network", {"category": "eld_daycare", "cap_m": "100", "count": 1}),
        ("capacity.supply_unknown", {"category": "eld_daycare", "total": 9, "count": 3}),
    ],
)  # fmt: skip
def test_kinds_of_facilities_are_told_in_words(code, detail):
    issue = Issue(code, "warning", table="facilities", value="F1", detail=detail)
    for locale, words in (("zh", "日间照料"), ("en", "lderly day care")):
        (sentence,) = issue_sentences([issue], locale=locale)["sentence"]
        assert words in sentence
        assert "eld_daycare" not in sentence


def test_a_kind_of_a_city_s_own_goes_by_its_code():
    issue = Issue("study.facility_off_network", "warning", value="F1",
                  detail={"category": "own_kiosk", "cap_m": "100", "count": 1})  # fmt: skip
    assert "own_kiosk" in issue_sentences([issue], locale="zh")["sentence"].iloc[0]


ASKED = {
    "intake.header_unsure": "columns:",
    "datum.likely_gcj02": "study.yaml",
    "shapes.points": "study.yaml",
    "join.id_differs": "answers:",
    "planning.asked_demolition": "answers:",
}


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("code", "told"), ASKED.items())
def test_beside_a_field_nobody_is_sent_to_the_file(code, told, locale):
    names = {name: "X" for _, name, *_ in Formatter().parse(codes(locale)[code]) if name}
    asked = question(code, ("join", "X"), table="estates", detail=names)
    there, here = (
        issue_sentences([asked], locale=locale, here=at)["sentence"].item() for at in (False, True)
    )
    assert told in there
    assert told not in here


def test_what_has_no_field_says_where_to_write_it():
    issue = Issue("intake.header_twice", "warning", "estates", column="甲", value="乙")
    here = issue_sentences([issue], locale="zh", here=True)["sentence"].item()
    assert "columns:" in here
