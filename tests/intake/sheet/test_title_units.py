import pytest

from intake.sheet.title_units import with_units
from tables import ESTATES

NAMES = ["小区名称", "建筑面积", "占地面积（亩）", "户数"]


def named(*above):
    names, issues = with_units(NAMES, above, ESTATES.columns)
    return list(names), [(i.code, i.row, i.column) for i in issues]


@pytest.mark.parametrize(
    "title",
    [
        "单位：万平方米",
        "（单位：户、万㎡）",
        "面积单位：万平方米",
        "台账 单位：万平方米",
        "Unit: 万m2",
    ],
)
def test_the_unit_goes_to_areas_without_one(title):
    names, issues = named(["台账"], [title])
    assert names[1].startswith("建筑面积（万")
    assert [names[0], *names[2:]] == ["小区名称", "占地面积（亩）", "户数"]
    assert issues == [("intake.unit_in_title", 2, "建筑面积")]


@pytest.mark.parametrize(
    "title", ["填报单位：万平方米公司", "单位：户", "单位：㎡", "乐河区台账", ""]
)
def test_what_changes_nothing(title):
    assert named([title]) == (NAMES, [])


def test_the_word_and_the_unit_in_two_cells():
    assert named(["单位：", "万平方米"])[0][1] == "建筑面积（万平方米）"


def test_two_units_for_one_measure_are_a_warning():
    assert named(["单位：平方米/万平方米"])[1] == [("intake.unit_in_title_unclear", 1, "建筑面积")]
