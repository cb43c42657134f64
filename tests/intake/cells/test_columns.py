import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import read
from intake.cells.columns import dtype, empty, typed
from intake.headings.headers import Match
from intake.raw import Raw
from tables import TABLES

DTYPES = {
    "id": "object", "text": "object", "code": "object", "integer": "Int64", "year": "Int64",
    "severity": "Int64", "number": "float64", "rate": "float64",
    "flag": "boolean", "date": "datetime64[us]",
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
    today = str(pd.Timestamp.now(tz="UTC").year)  # nothing has been built in a year to come
    assert [(i.value, i.detail["low"], i.detail["high"]) for i in odd] == [
        ("1898", "1900", today),
        ("2998", "1900", today),
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


ANYTHING = st.one_of(
    st.text(max_size=12), st.integers(-(10**400), 10**400), st.floats(), st.booleans(), st.none(),
    st.dates(), st.datetimes(), st.times(), st.binary(max_size=4), st.decimals(allow_nan=False),
    st.lists(st.integers(), max_size=2),
    st.from_regex(r"[0-9一二三十百.,%年户约 -]{1,8}", fullmatch=True),
)  # fmt: skip
KINDS = {(c.kind, c.unit, c.name == "floors"): (t, c) for t in TABLES.values() for c in t.columns}
MEANT = {
    "integer": int, "number": float, "rate": float, "year": int, "severity": int, "flag": bool,
    "date": dt.datetime, "id": str, "text": str, "code": str,
}  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.lists(ANYTHING, min_size=1, max_size=4))
def test_no_object_in_a_cell_stops_the_reading(kind, cells):
    table, column = KINDS[kind]
    raw = Raw(("甲",), pd.DataFrame({0: pd.Series(cells, dtype="object")}))
    frame, issues = typed(raw, [Match("甲", 0, column.name, "given")], table, file="a.xlsx")
    assert len(frame) == len(cells)
    known = [value for value in frame[column.name].tolist() if not pd.isna(value)]
    assert all(isinstance(value, MEANT[column.kind]) for value in known)
    assert all(issue.row in range(len(cells)) or issue.row is None for issue in issues)
