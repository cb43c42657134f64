"""What people write for a scheme's stage and a demonstration, read as codes."""

import pytest

from intake.cells.values import read
from intake.template import write_template
from tables import ESTATES, SCHEME_STAGES


@pytest.mark.parametrize("name", ["scheme_stage", "demonstration"])
def test_every_word_means_one_allowed_code_and_every_code_has_a_word(name):
    column = ESTATES.column(name)
    written = [word for word, _ in column.words]
    assert len(written) == len(set(written))
    assert {code for _, code in column.words} == set(column.allowed)
    for word, code in column.words:
        assert read(word, column).value == code


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        ("三进成定稿", "final", ""),
        ("初 稿", None, "unread"),
        ("定稿", "final", ""),
        ("final", "final", ""),
        ("ＤＲＡＦＴ", "draft", ""),
        ("待定", None, "open"),
        ("很快", None, "unread"),
        (None, None, ""),
    ],
)
def test_a_stage_as_it_is_written(written, value, code):
    assert tuple(read(written, ESTATES.column("scheme_stage"))) == (value, code)


def test_the_stages_are_in_the_order_of_the_work():
    assert SCHEME_STAGES == ("not_started", "consensus", "draft", "final")


def test_the_blank_template_offers_words_and_not_codes(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    write_template(tmp_path / "模板.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "模板.xlsx")["小区台账"]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"未启动,形成共识,初稿,定稿"' in lists
