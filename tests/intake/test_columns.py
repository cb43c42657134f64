import pandas as pd
import pytest

from intake import read
from intake.columns import dtype, empty
from tables import TABLES

DTYPES = {
    "id": "object", "text": "object", "code": "object", "integer": "Int64", "year": "Int64",
    "severity": "Int64", "number": "float64", "flag": "boolean", "date": "datetime64[us]",
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_has_its_dtype_even_without_rows(table):
    frame = empty(table)
    assert tuple(frame) == table.names
    for column in table.columns:
        assert frame[column.name].dtype == DTYPES[column.kind] == dtype(column)


def years(text_file, *cells):
    rows = "\n".join(f'{n},小区{n},"{cell}"' for n, cell in enumerate(cells))
    inputs = read({"estates": [text_file(f"小区编码,小区名称,建成年代\n{rows}\n")]})
    return inputs.tables["estates"], inputs.issues


def test_a_range_of_years_fills_the_bounds_and_leaves_the_year_unknown(text_file):
    frame, issues = years(text_file, "1998", "1985-1992", "2000年前", "1990-1990")
    known = frame[["built_year", "built_year_low", "built_year_high"]].astype(object)
    assert known.where(known.notna(), None).to_numpy().tolist() == [
        [1998, None, None],
        [None, 1985, 1992],
        [None, None, 2000],
        [1990, None, None],
    ]
    assert [i.detail["read"] for i in issues] == ["1985–1992", "…–2000", "1990"]


def test_a_year_outside_the_limits_is_unknown_and_said(text_file):
    frame, issues = years(text_file, "1898", "2998", "1998")
    assert frame["built_year"].isna().tolist() == [True, True, False]
    odd = [i for i in issues if i.code == "intake.value_outside"]
    assert [(i.value, i.detail["low"], i.detail["high"]) for i in odd] == [
        ("1898", "1900", "2100"),
        ("2998", "1900", "2100"),
    ]


def test_a_range_where_one_year_is_needed_is_unknown_and_said(text_file):
    text = "资金来源,年度,金额\n中央补助,2027-2028,100\n"
    inputs = read({"budgets": [text_file(text)]})
    assert inputs.tables["budgets"]["year"].isna().all()
    assert "intake.value_range_unused" in {i.code for i in inputs.issues}


def test_unknown_text_is_none_and_unknown_numbers_are_na(text_file):
    frame, _ = years(text_file, "不详")
    assert frame.loc[0, "street"] is None
    assert frame.loc[0, "households"] is pd.NA


def test_words_for_no_programme_are_counted_in_one_issue(text_file):
    rows = "\n".join(f"E{n},小区{n},{cell}" for n, cell in enumerate(["否", "无", "棚改", ""]))
    inputs = read({"estates": [text_file(f"小区编码,小区名称,已列入其他计划\n{rows}\n")]})
    programme = inputs.tables["estates"]["other_programme"]
    assert programme.where(programme.notna(), None).tolist() == [None, None, "棚改", None]
    (said,) = inputs.issues
    assert (said.code, said.severity, said.value, said.detail["count"]) == (
        "intake.values_none",
        "info",
        "否、无",
        2,
    )


def test_a_budget_that_cannot_be_read_is_an_error_with_its_place(text_file):
    text = "资金来源,年度,金额(万元),可用于\n市级,2027,三百,建筑本体\n省级,2027,10,\n"
    inputs = read({"budgets": [text_file(text, name="资金.csv")]})
    (said,) = [issue for issue in inputs.issues if issue.severity != "info"]
    assert (said.code, said.severity, said.file, said.row, said.value) == (
        "intake.value_unread",
        "error",
        "资金.csv",
        2,
        "三百",
    )
    assert inputs.tables["budgets"]["pays"].tolist()[0] == "building_body"
