from pathlib import Path

import pytest

from intake import Source
from intake.formats.files import columns_of
from intake.formats.sheets import Body, Sheet, sheet_cells, trimmed
from tables import TABLES, InputError

ESTATES = TABLES["estates"]
GRID = [["小区编码", "小区名称", "户数"], ["A1", "和平里", 120], ["A2", "幸福里", None]]
OTHER = [["说明"], ["填表人"]]


def sheet(name, grid, *, hidden=False, **more):
    return Sheet(name, lambda count: grid[:count], lambda: Body(grid, **more), hidden=hidden)


def cells(*sheets, **more):
    source = Source(Path("a.xlsx"), "a.xlsx", **more)
    return sheet_cells(sheets, source, ESTATES, columns_of(ESTATES))


def test_a_visible_sheet_goes_before_a_hidden_one():
    raw = cells(sheet("旧", GRID, hidden=True), sheet("封面", OTHER), sheet("新", GRID))
    assert (raw.layer, raw.issues) == ("新", ())


def test_a_hidden_sheet_is_said_and_its_hidden_rows_are_counted():
    dark = Body(GRID, hidden=frozenset({1, 3}))
    raw = cells(
        sheet("封面", OTHER), Sheet("旧", lambda count: GRID[:count], lambda: dark, hidden=True)
    )
    assert [(i.code, dict(i.detail)) for i in raw.issues] == [
        ("intake.rows_hidden", {"count": 1}),
        ("intake.sheet_hidden", {"sheet": "旧"}),
    ]


def test_formulas_without_a_value_are_counted_by_column():
    raw = cells(sheet("新", GRID, uncached=frozenset({(3, 3), (2, 3), (1, 1), (3, 99)})))
    assert [(i.row, i.column, i.detail["count"]) for i in raw.issues] == [(2, "户数", 2)]


def test_no_sheet_or_not_the_named_one():
    with pytest.raises(InputError, match=r"intake\.empty"):
        cells()
    with pytest.raises(InputError, match=r"intake\.sheet_missing"):
        cells(sheet("新", GRID), sheet="旧")


def test_trimmed():
    assert trimmed([None, 0, "", None]) == [None, 0]
