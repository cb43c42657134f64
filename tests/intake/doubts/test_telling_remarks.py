import pytest

from intake import read
from intake.doubts.telling_remarks import found

HEAD = "小区编码,小区名称,已改造年份,已列入其他计划,备注说明\n"


def said(text_file, *rows):
    text = HEAD + "".join(f"{n},小区{n},{row}\n" for n, row in enumerate(rows))
    inputs = read({"estates": [text_file(text)]})
    issues = [i for i in inputs.issues if i.code == "intake.remark_matters"]
    return inputs, [(i.severity, i.row, i.column, i.value, i.detail["fill"][:5]) for i in issues]


def test_a_remark_that_belongs_in_an_empty_column_is_said_and_nothing_is_changed(text_file):
    inputs, issues = said(text_file, ",,2019年已改造", ",,墙面旧；拟拆迁", ",,院内停车难")
    assert issues == [
        ("warning", 2, "备注说明", "2019年已改造", "已改造年份"),
        ("warning", 3, "备注说明", "拟拆迁", "已列入其他"),
    ]
    estates = inputs.tables["estates"]
    assert estates[["renovated_year", "other_programme"]].isna().all(axis=None)


def test_a_remark_that_repeats_its_column_is_not_said(text_file):
    assert said(text_file, "2019,,2019年已改造", ",棚改,已列入棚改")[1] == []


def test_without_the_columns_or_without_remarks(text_file):
    text = "小区编码,小区名称,备注\nA,甲,待拆\nB,乙,\n"
    issues = read({"estates": [text_file(text)]}).issues
    assert [(i.row, i.value) for i in issues if i.code == "intake.remark_matters"] == [(2, "待拆")]


@pytest.mark.parametrize(
    ("remark", "column", "phrase"),
    [
        ("2019年已改造", "renovated_year", "2019年已改造"),
        ("2018年改造完成", "renovated_year", "2018年改造完成"),
        ("未改造过", "renovated_year", ""),
        ("预计2027年改造完成", "renovated_year", ""),
        ("已列入2027年计划", "other_programme", "已列入2027年计划"),
        ("已纳入棚改", "other_programme", "已纳入棚改"),
        ("拟征收", "other_programme", "拟征收"),
        ("房屋待拆", "other_programme", "待拆"),
        ("未列入棚改", "other_programme", ""),
        ("院内待拆除违建两处", "other_programme", ""),
    ],
)
def test_phrases(remark, column, phrase):
    assert found(remark, column) == phrase
