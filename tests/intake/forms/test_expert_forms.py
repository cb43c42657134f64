"""Expert forms come back as they were meant: what is blank, odd or twice is said with its row."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.forms.expert_forms import Form, read_forms
from reports.expert_form import expert_form
from scoring import Criterion, Indicator, Tree
from scoring.weighting.questions import questions
from standards import in_force
from study.criteria import tree
from tables import InputError

RULES = in_force(dt.date(2026, 11, 21))
TREE = tree((), RULES["criteria"], RULES["indicators"])
KEYS = TREE.keys
YEARS = Indicator("years", "age", "need", ((0, 0), (50, 100)), 1)
STEPS = [*map(str, range(1, 10)), *(f"1/{step}" for step in range(2, 10))]


def made(filled=None, locale="zh", criteria=()):
    return expert_form(
        TREE, title="四小区", largest=9, locale=locale, criteria=criteria, filled=filled
    )


def read(content):
    return read_forms(content, file="表.xlsx", largest=9)


def changed(content, change):
    """Return the workbook after `change(rows)`; rows by the tag of their hidden first cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    change({str(row[0].value): row for row in sheet.iter_rows() if row[0].value}, book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_blank_form_holds_no_expert_and_says_so():
    forms, issues = read(made())
    assert forms == ()
    assert [issue.code for issue in issues] == ["experts.empty_form"]


@st.composite
def filled_forms(draw):
    order = draw(st.permutations(KEYS))
    asked = [*questions(order), (order[3], order[0]), (order[2], order[5])]
    answers = {pair: draw(st.sampled_from(STEPS)) for pair in asked if draw(st.booleans())}
    return Form("李工", "=规划院", KEYS, tuple(order), answers)


@given(filled_forms(), st.sampled_from(["zh", "en"]))
@settings(max_examples=12, deadline=None)
def test_what_is_filled_in_is_read_back(form, locale):
    forms, issues = read(made(form, locale))
    assert issues == ()
    assert forms == (form,)


def test_an_expert_types_names_places_and_answers_by_hand():
    def fill(rows, _book):
        rows["name"][2].value = " 王工 "
        for place, key in enumerate(["age", "condition", "coverage"]):
            rows[f"criterion:{key}"][3].value = str(place + 1) if place else 1
        rows["question:1"][3].value = "3 稍微重要"
        rows["question:2"][3].value = 2  # a plain number does as well
        rows["question:3"][3].value = "1/4"

    forms, issues = read(changed(made(criteria=KEYS[:3]), fill))
    assert issues == ()
    assert forms[0].name == "王工"
    assert forms[0].answers == {
        ("age", "condition"): "3", ("condition", "coverage"): "2", ("age", "coverage"): "1/4",
    }  # fmt: skip


def test_places_left_blank_leave_the_criterion_out():
    def fill(rows, _book):
        rows["criterion:age"][3].value = 5
        rows["criterion:coverage"][3].value = 2
        rows["question:1"][3].value = "4"
        rows["question:2"][3].value = "3"

    forms, issues = read(changed(made(), fill))
    assert forms[0].order == ("coverage", "age")
    assert forms[0].answers == {("coverage", "age"): "4"}
    assert [(issue.code, issue.value) for issue in issues] == [("experts.no_order", "3")]


@pytest.mark.parametrize(
    "answer",
    ["很重要", "10", 0, -3, "1/0", dt.datetime(2026, 1, 3), True, 0.05],  # noqa: DTZ001
)
def test_an_answer_off_the_scale_is_not_answered_and_named_with_its_row(answer):
    row = 0

    def fill(rows, _book):
        nonlocal row
        rows["criterion:age"][3].value, rows["criterion:condition"][3].value = 1, 2
        rows["question:1"][3].value = answer
        row = rows["question:1"][3].row

    forms, (issue,) = read(changed(made(), fill))
    assert forms[0].answers == {}
    assert (issue.code, issue.file, issue.row) == ("experts.bad_answer", "表.xlsx", row)
    assert issue.detail["sheet"] == "专家评判"


def test_a_place_used_twice_leaves_the_form_out_with_an_error():
    def fill(rows, _book):
        rows["criterion:age"][3].value = rows["criterion:condition"][3].value = 1

    forms, (issue,) = read(changed(made(), fill))
    assert forms == ()
    assert (issue.code, issue.severity) == ("experts.place_twice", "error")


def test_further_pairs_must_be_two_criteria_not_asked_before():
    def fill(rows, _book):
        rows["criterion:age"][3].value, rows["criterion:condition"][3].value = 1, 2
        rows["question:1"][3].value = "2"
        pairs = [("设施状况", "老旧程度", "3"), ("设施状况", "设施状况", "3"),
                 ("服务覆盖", "旧", "3"), ("服务覆盖", "老旧程度", None),
                 ("服务覆盖", "设施状况", "1/2")]  # fmt: skip
        for place, cells in enumerate(pairs, start=1):
            for column, value in enumerate(cells, start=1):
                rows[f"extra:{place}"][column].value = value

    forms, issues = read(changed(made(), fill))
    assert forms[0].answers == {("age", "condition"): "2", ("coverage", "condition"): "1/2"}
    assert [issue.code for issue in issues] == [
        "experts.pair_again", "experts.bad_pair", "experts.bad_pair", "experts.bad_answer",
    ]  # fmt: skip


def test_several_sheets_are_several_experts_and_other_sheets_are_passed_over():
    def fill(rows, book):
        rows["name"][2].value = "甲"
        rows["criterion:age"][3].value, rows["criterion:condition"][3].value = 1, 2
        rows["question:1"][3].value = "2"
        copy = book.copy_worksheet(book.worksheets[0])
        copy.title = "乙"
        tags = {str(row[0].value): row for row in copy.iter_rows() if row[0].value}
        tags["name"][2].value = None
        book.create_sheet("备注")["A1"] = "随便写"

    forms, issues = read(changed(made(), fill))
    assert issues == ()
    assert [form.name for form in forms] == ["甲", "表 乙"]


def test_rows_somebody_put_in_do_not_matter():
    def fill(rows, book):
        rows["criterion:age"][3].value, rows["criterion:condition"][3].value = 1, 2
        rows["question:1"][3].value = "2"
        book.worksheets[0].insert_rows(3, 4)

    forms, issues = read(changed(made(), fill))
    assert issues == ()
    assert forms[0].answers == {("age", "condition"): "2"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name,place\n"])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(InputError) as refused:
        read(content)
    assert refused.value.code == "experts.not_xlsx"


def test_a_workbook_that_is_no_form_is_refused():
    book, kept = openpyxl.Workbook(), io.BytesIO()
    book.save(kept)
    with pytest.raises(InputError) as refused:
        read(kept.getvalue())
    assert refused.value.code == "experts.not_a_form"


def test_one_criterion_needs_no_comparison():
    one = Tree((Criterion("age", "need", {"zh": "房龄"}),), (YEARS,))
    content = expert_form(one, title="", largest=9, locale="zh",
                          filled=Form("甲", "", ("age",), ("age",)))  # fmt: skip
    assert read(content)[0] == (Form("甲", "", ("age",), ("age",)),)
