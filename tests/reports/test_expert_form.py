"""The expert form: the fewest questions, texts that are texts, the same bytes each time."""

import datetime as dt
import io
import itertools

import openpyxl
import pytest

from intake.forms.expert_forms import Form
from reports.expert_form import expert_form
from reports.expert_form_page import step_words
from scoring import Criterion, Indicator, Tree
from standards import in_force
from study.criteria import tree

RULES = in_force(dt.date(2026, 11, 21))
TREE = tree((), RULES["criteria"], RULES["indicators"])
EVIL = Tree(
    (Criterion("a", "need", {"zh": "=HYPERLINK(1)", "en": "=1+1"}),
     Criterion("b", "need", {"zh": "@乙", "en": "b"})),
    (Indicator("x", "a", "need", ((0, 0), (1, 100)), 1, names={"zh": "+cmd"}),
     Indicator("y", "b", "need", ((0, 0), (1, 100)), 1)),
)  # fmt: skip


def made(**given):
    return expert_form(**{"tree": TREE, "title": "乐河区", "largest": 9, "locale": "zh"} | given)


def cells(content, *, values=False):
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    return {str(row[0].value): row for row in book.worksheets[0].iter_rows() if row[0].value}


def test_eight_criteria_are_eight_questions_not_twenty_eight():
    rows = cells(made())
    assert sum(tag.startswith("criterion:") for tag in rows) == 8
    assert sum(tag.startswith("question:") for tag in rows) == 8


def test_a_criterion_is_explained_by_the_names_of_its_indicators():
    rows = cells(made())
    told = {tag: row[2].value for tag, row in rows.items() if tag.startswith("criterion:")}
    assert told["criterion:coverage"] == "生活圈达标率"
    assert told["criterion:consent"] == "表决或征询通过"
    assert told["criterion:scheme"] == "方案阶段"
    assert told["criterion:condition"].startswith("房屋安全、渗漏、")


@pytest.mark.parametrize(("count", "asked"), [(1, 0), (2, 1), (3, 3), (5, 5)])
def test_few_criteria_are_asked_no_more_than_needed(count, asked):
    rows = cells(made(criteria=TREE.keys[:count]))
    assert sum(tag.startswith("question:") for tag in rows) == asked


def test_the_pairs_follow_the_order_by_formula_and_are_there_without_recalculation():
    order = tuple(reversed(TREE.keys))
    form = Form("李工", "", TREE.keys, order)
    formulas, shown = cells(made(filled=form)), cells(made(filled=form), values=True)
    names = [TREE.name("zh", key) for key in order]
    pairs = [(shown[f"question:{k}"][1].value, shown[f"question:{k}"][2].value)
             for k in range(1, 9)]  # fmt: skip
    assert pairs == [*itertools.pairwise(names), (names[0], names[-1])]
    first = formulas["question:1"][1].value
    assert first.startswith("=IFERROR(INDEX($B$")
    assert "SMALL" in first
    assert "LARGE" in formulas["question:8"][2].value


def test_a_name_that_looks_like_a_formula_stays_a_name():
    content = made(tree=EVIL, title="=2+2", filled=Form("=cmd()", "@", ("a", "b"), ("a", "b")))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    own = {cell.coordinate for row in sheet.iter_rows() for cell in row
           if cell.data_type == "f" and not str(cell.value).startswith("=IF")}  # fmt: skip
    assert own == set()


def test_only_the_cells_to_fill_are_open():
    sheet = openpyxl.load_workbook(io.BytesIO(made())).worksheets[0]
    assert sheet.protection.sheet
    rows = {str(row[0].value): row for row in sheet.iter_rows() if row[0].value}
    assert not rows["question:1"][3].protection.locked
    assert rows["question:1"][1].protection.locked


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_same_form_has_the_same_bytes(locale):
    assert made(locale=locale) == made(locale=locale)


def test_every_step_of_the_scale_has_words():
    assert step_words("1", locale="zh") == "1 同等重要"
    assert step_words("1/9", locale="zh") == "1/9 反过来：后一项极端重要"
    assert all(len(step_words(str(step), locale="en").split()) > 1 for step in range(1, 10))
