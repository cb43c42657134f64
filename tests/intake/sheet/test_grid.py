import pytest

from intake.sheet.grid import raw_from_grid
from tables import ESTATES, InputError

HEADER = ["序号", "小区名称", "户数"]


def raw(grid, given=()):
    return raw_from_grid(grid, ESTATES, ESTATES.columns, file="台账.xlsx", given=given)


def test_the_index_is_the_row_a_person_sees():
    found = raw([["台账"], HEADER, [1, "锦绣花园", 120], [], [2, "和平里"]])
    assert found.headers == ("序号", "小区名称", "户数")
    assert found.cells.index.tolist() == [3, 5]
    assert found.cells.loc[5].tolist() == [2, "和平里", None]


def test_a_row_with_only_a_name_is_an_estate_and_a_stray_remark_is_not():
    found = raw([HEADER, [None, "和平里"], ["以上数据由街道提供"]])
    assert found.cells.index.tolist() == [2]
    assert [issue.code for issue in found.issues] == ["intake.footnote"]


@pytest.mark.parametrize("label", ["合计", "小  计", "总计：", "河东街道小计", "共计3个小区"])
def test_totals_are_no_estates(label):
    found = raw([HEADER, [1, "锦绣花园", 120], [label, None, 120]])
    assert found.cells.index.tolist() == [2]


def test_a_header_a_person_named_counts_for_the_header_row():
    found = raw([["台账"], ["楼盘", "套数"], ["锦绣花园", 120]], given=["楼盘", "套数"])
    assert found.headers == ("楼盘", "套数")


def test_no_header_at_all():
    with pytest.raises(InputError, match=r"intake\.no_header"):
        raw([[1, 2], [3, 4]])


def test_rows_above_the_header_that_look_like_data_are_a_warning():
    found = raw([["甲里", 120, 6], HEADER, [1, "锦绣花园", 120]])
    assert [(i.code, i.severity, i.row) for i in found.issues] == [
        ("intake.row_above", "warning", 1), ("intake.header_row", "info", 2),
    ]  # fmt: skip
