import io

import openpyxl
import pytest

from reports.reach_rows import reach_rows
from study.afoot import Afoot
from tables import InputError
from tests.small_circle import results


def afoot(kind="streets", name=None):
    measured = results(kind).measured
    circle = measured.circle
    if name:
        named = circle.facilities.assign(name=name)
        circle = type(circle)(**{**vars(circle), "facilities": named})
    return Afoot(measured.estates, circle, (), measured.inputs)


def read(content):
    rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    heads, *rows = rows
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_metres_and_minutes_are_numbers():
    """E1 is 842 m from the kindergarten: 12.6 minutes at 67 m, 15.6 at 54."""
    first = read(reach_rows(afoot(), "E1", ".xlsx", locale="zh"))[0]
    assert first["设施"] == "幼儿园"
    assert (first["步行（米）"], first["成人（分钟）"], first["老年人（分钟）"]) == (
        842,
        12.6,
        15.6,
    )
    assert first["测距方法"] == "沿道路"


@pytest.mark.parametrize("suffix", [".csv", ".html", ".xlsx"])
def test_a_name_that_is_a_formula_or_a_mark_stays_text(suffix):
    evil = '=HYPERLINK("x")<script>'
    content = reach_rows(afoot(name=evil), "E1", suffix, locale="zh")
    if suffix == ".xlsx":
        assert read(content)[0]["设施名称"] == evil
        cell = openpyxl.load_workbook(io.BytesIO(content)).active["B2"]
        assert cell.data_type == "s"
    else:
        text = content.decode("utf-8-sig")
        assert "<script>" not in text if suffix == ".html" else "\"'=HYPERLINK" in text


def test_without_streets_everything_in_reach_is_told_and_marked():
    text = reach_rows(afoot("straight"), "E1", ".html", locale="zh").decode()
    assert "3000 米内走得到的设施 2 处（没有道路数据，按直线距离乘以绕行系数估算）" in text
    assert text.count("<td>按直线估算</td>") == 2


@pytest.mark.parametrize(
    ("estate", "suffix", "code"),
    [("E9", ".csv", "cli.no_such_estate"), ("E1", ".pdf", "check.bad_out")],
)
def test_what_cannot_be_written_is_refused(estate, suffix, code):
    with pytest.raises(InputError) as error:
        reach_rows(afoot(), estate, suffix, locale="zh")
    assert error.value.code == code
