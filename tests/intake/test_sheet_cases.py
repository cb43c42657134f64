"""Sheets as bureaus have them: the cases are for a planner to read."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import Source
from intake.cells import columns
from intake.headings.matching import matched
from intake.sheet.grid import raw_from_grid
from tables import ESTATES, InputError

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/sheets.yaml").read_text("utf-8"))
SOURCE = Source(Path("台账.xlsx"), "台账.xlsx")


def grid(text):
    """Return the cells of a case: numbers as Excel holds them, nothing where nothing stands."""
    return [[cell(word.strip()) for word in line.split("|")] for line in text.splitlines()]


def cell(word):
    try:
        number = float(word)
    except ValueError:
        return word or None
    return int(number) if number.is_integer() else number


def read(rows):
    raw = raw_from_grid(rows, ESTATES, ESTATES.columns, file="台账.xlsx", given=())
    found = matched(raw, ESTATES, SOURCE, need=False)
    return raw, columns.typed(raw, found, ESTATES, file="台账.xlsx")[0]


@pytest.mark.parametrize("case", CASES, ids=[case["sheet"] for case in CASES])
def test_a_sheet_comes_out_as_written(case):
    raw, frame = read(grid(case["rows"]))
    for name, values in case["read"].items():
        got = [None if pd.isna(value) else value for value in frame[name]]
        assert got == values, name
    assert [[issue.code, issue.row] for issue in raw.issues] == case.get("said", [])
    if "headers" in case:
        assert list(raw.headers) == case["headers"]


def test_a_total_that_differs_says_both_numbers():
    rows = [["小区名称", "建筑面积（万㎡）"], ["甲里", 1.2], ["乙里", 0.8], ["合计", 2.5]]
    (issue,) = [i for i in read(rows)[0].issues if i.code == "intake.total_differs"]
    assert (issue.severity, issue.column) == ("warning", "建筑面积（万㎡）")
    assert (issue.detail["printed"], issue.detail["sum"]) == ("25000", "20000")


def test_a_total_over_unknown_cells_is_believed_when_it_is_more():
    rows = [["小区名称", "户数"], ["甲里", 120], ["乙里", "待核实"], ["合计", 200]]
    assert [i.code for i in read(rows)[0].issues] == ["intake.total_row"]


def test_a_cell_that_counts_survives_tables_side_by_side():
    rows = [["小区名称", "规模", "小区名称", "规模"], ["甲里", "2栋60户", "乙里", "3栋90户"]]
    raw, _ = read(rows)
    assert raw.cells[0].tolist() == ["甲里", "乙里"]


CELLS = (
    st.none() | st.integers(0, 3000) | st.floats(allow_nan=True) | st.text(max_size=4)
    | st.sampled_from(["小区名称", "户数", "合计", "单位：万平方米", "街道", "(㎡)", "注："])
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=9))
def test_no_grid_raises_anything_but_words(rows):
    try:
        raw, frame = read(rows)
    except InputError:
        return
    assert len(frame) == len(raw.cells)
    assert raw.cells.shape[1] == len(raw.headers)


def test_every_row_is_read_or_said():
    for case in CASES:
        raw, _ = read(grid(case["rows"]))
        told = {issue.row for issue in raw.issues} | set(raw.cells.index)
        told |= {
            row
            for issue in raw.issues if issue.code == "intake.block_left_out"
            for row in range(issue.row, issue.row + issue.detail["count"] + 1)
        }  # fmt: skip
        filled = [
            n for n, row in enumerate(grid(case["rows"]), 1) if any(c is not None for c in row)
        ]
        first = min(raw.cells.index)
        assert [n for n in filled if n > first and n not in told] == [], case["sheet"]


def test_five_hundred_columns_and_one_cell():
    wide = [["小区名称", *[f"列{n}" for n in range(500)]], ["甲里", *range(500)]]
    assert len(read(wide)[0].headers) == 501
    assert len(read([["小区名称"]])[0].cells) == 0
