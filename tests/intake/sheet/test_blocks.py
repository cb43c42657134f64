from intake.sheet.blocks import blocks, side_by_side, together
from intake.sheet.header_rows import header
from tables import ESTATES


def found(*rows):
    return blocks(rows, header(rows, ESTATES.columns), ESTATES.columns)


def test_one_table_is_one_block():
    (block,) = found(["小区名称", "户数"], ["甲里", 1], ["乙里", 2])
    assert list(block.data) == [1, 2]
    assert side_by_side(block, ESTATES.columns) == [block]


def test_columns_of_a_second_table_go_under_their_own_headers():
    several = found(
        ["小区名称", "户数"], ["甲里", 1], [], ["户数", "小区名称", "人口"], [2, "乙里", 9]
    )
    names, rows = together(several)
    assert names == ("小区名称", "户数", "人口")
    assert rows == [(1, ["甲里", 1, None]), (4, ["乙里", 2, 9])]


def test_three_tables_beside_each_other():
    (block,) = found(["小区名称", "户数"] * 3, ["甲里", 1, "乙里", 2, None, None])
    parts = side_by_side(block, ESTATES.columns)
    assert [list(part.data.values()) for part in parts] == [[["甲里", 1]], [["乙里", 2]], []]


def test_a_header_written_twice_is_no_second_table():
    (block,) = found(["小区名称", "户数", "户数"], ["甲里", 1, 2])
    assert len(side_by_side(block, ESTATES.columns)) == 1
