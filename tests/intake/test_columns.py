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
