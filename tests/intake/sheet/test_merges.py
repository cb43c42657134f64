import openpyxl
import pytest

from intake.sheet.merges import Area, merged_areas, spread
from tables import ESTATES

HEADER = ["小区编码", "所属街道", "小区名称"]


@pytest.fixture
def book(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("台账").merge_cells("B2:B4")
    book["台账"].merge_cells("A1:C1")
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_where_the_merged_cells_of_a_sheet_are(book):
    assert merged_areas(book, "台账") == [Area(0, 0, 0, 2), Area(1, 1, 3, 1)]
    assert merged_areas(book, "Sheet") == []


def test_a_region_is_filled_down_and_a_name_is_not():
    grid = [HEADER, ["A", "河东街道", "锦绣花园"], ["B"], ["C"]]
    rows, filled = spread(grid, [Area(1, 1, 2, 1), Area(1, 2, 3, 2)], ESTATES.columns)
    assert rows[2][1] == "河东街道"
    assert len(rows[2]) == 2
    assert rows[3] == ["C"]
    assert filled == ["所属街道"]


def test_what_was_given_is_not_changed():
    grid = [HEADER, ["A", "河东街道", "锦绣花园"], ["B"]]
    spread(grid, [Area(1, 1, 2, 1)], ESTATES.columns)
    assert grid[2] == ["B"]


def test_an_area_far_beyond_the_rows_costs_nothing():
    rows, _ = spread(
        [HEADER, ["A", "河东街道", "甲"]],
        [Area(1, 1, 10**6, 1), Area(9, 0, 99, 9)],
        ESTATES.columns,
    )
    assert len(rows) == 2
