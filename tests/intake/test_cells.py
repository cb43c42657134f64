"""tests/cases/cells.yaml: what a planner may write, what is read, what is said."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
import yaml

from intake.cells.columns import typed
from intake.cells.present import until
from intake.cells.units import factor
from intake.headings.headers import Match
from intake.raw import Raw
from tables import TABLES

GROUPS = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/cells.yaml").read_text(encoding="utf-8")
)
CASES = [
    (group["column"], group.get("header"), *cell, *[""] * (3 - len(cell)))
    for group in GROUPS
    for cell in group["cells"]
]


def test_there_are_enough_and_none_twice():
    assert len(CASES) == len({(c, h, type(w), w) for c, h, w, _, _ in CASES})
    assert len(CASES) > 200


@pytest.mark.parametrize(("column", "header", "written", "read", "said"), CASES)
def test_a_cell_is_read_as_its_writer_meant(column, header, written, read, said):
    table, name = column.split(".")
    declared = TABLES[table].column(name)
    header = header or declared.zh
    match = Match(header, 0, name, "given", *factor(header, declared.unit))
    raw = Raw((header,), pd.DataFrame({0: pd.Series([written], index=[2], dtype="object")}))
    frame, issues = typed(raw, [match], until(TABLES[table], 2026), file="a.xlsx")
    assert _read(frame.iloc[0], name) == (pytest.approx(read) if _is_size(read) else read)
    assert [(i.code, i.row, i.column, i.value) for i in issues] == (
        [(f"intake.value_{said}", 2, header, str(written))] if said else []
    )


def _is_size(read):
    return isinstance(read, (int, float)) and not isinstance(read, bool)


def _read(row, name):
    ends = [row.get(f"{name}{end}") for end in ("_low", "_high")]
    if any(pd.notna(end) for end in ends):
        return [None if pd.isna(end) else int(end) for end in ends]
    value = row[name]
    if value is None or pd.isna(value):
        return None
    return value.date() if isinstance(value, dt.datetime) else value
