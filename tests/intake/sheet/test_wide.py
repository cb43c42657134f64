"""Budgets as finance offices write them: a column for each year."""

import openpyxl
import pandas as pd
import pytest

from intake import Source, read
from intake.raw import Raw
from intake.sheet.wide import one_year_a_row
from tables import TABLES


def budgets(path, rows, **source):
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        text = "\n".join(",".join("" if c is None else str(c) for c in row) for row in rows)
        path.write_text(text, encoding="utf-8")
    found = read({"budgets": [Source(path=path, label=path.name, **source)]})
    frame = found.tables["budgets"]
    return frame[["source", "year", "amount_wan"]].to_numpy().tolist(), found, frame


@pytest.mark.parametrize(
    ("years", "factor"),
    [
        (["2027", "2028"], 1),
        ([2027, 2028], 1),
        (["2027年", "2028 年"], 1),
        (["2027年度（万元）", "2028年度（万元）"], 1),
        (["2027年资金(亿元)", "2028年资金(亿元)"], 10_000),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_column_a_year_is_a_row_a_year(tmp_path, years, factor, suffix):
    rows = [["资金来源", *years], ["省级补助", 3, 4], ["市级", 5, None], ["合计", 8, 4]]
    found, inputs, _ = budgets(tmp_path / f"资金.{suffix}", rows)
    assert sorted(found) == [
        ["市级", 2027, 5 * factor],
        ["省级补助", 2027, 3 * factor],
        ["省级补助", 2028, 4 * factor],
    ]
    (told,) = [issue for issue in inputs.issues if issue.code == "intake.years_across"]
    assert told.value == "2027、2028"


def test_other_columns_go_with_every_year(tmp_path):
    rows = [
        ["资金来源", "可用于", 2027, 2028, "出资方", "可结转"],
        ["中央预算内投资", "配套设施", 3, 4, "政府", "是"],
    ]
    _, _, frame = budgets(tmp_path / "资金.xlsx", rows)
    assert frame["pays"].tolist() == ["other"] * 2
    assert frame["party"].tolist() == ["government"] * 2
    assert frame["carry_over"].tolist() == [True] * 2


def test_what_is_yet_to_be_settled_stays_unknown_and_is_no_zero(tmp_path):
    found, inputs, _ = budgets(
        tmp_path / "资金.csv", [["资金来源", 2027, 2028], ["市级", "待定", 0]]
    )
    assert [row[1] for row in found] == [2027, 2028]
    assert found[0][2] != found[0][2]  # NaN
    assert found[1][2] == 0
    (issue,) = [issue for issue in inputs.issues if issue.code == "intake.value_open"]
    assert issue.row == 2


def test_a_row_a_year_stays_as_it_is(tmp_path):
    rows = [["资金来源", "年度", "金额(万元)", "2026"], ["市级", 2027, 5, 9]]
    found, inputs, _ = budgets(tmp_path / "资金.csv", rows)
    assert found == [["市级", 2027, 5]]
    assert not [i for i in inputs.issues if i.code == "intake.years_across"]


def test_no_other_table_is_turned():
    raw = Raw(("小区名称", "2027"), pd.DataFrame([["甲", 1]]))
    assert one_year_a_row(raw, TABLES["estates"], file="台账.csv") is raw
    mixed = Raw(("资金来源", "2027(万元)", "2028(亿元)"), pd.DataFrame([["甲", 1, 2]]))
    assert one_year_a_row(mixed, TABLES["budgets"], file="资金.csv") is mixed
