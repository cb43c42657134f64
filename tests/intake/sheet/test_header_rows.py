import pytest

from intake.sheet.header_rows import header
from tables import ESTATES


def found(*rows):
    head = header(rows, ESTATES.columns)
    return None if head is None else (head.top, head.bottom, head.names)


def test_a_header_of_two_rows_whose_cells_were_merged():
    upper = ["小区名称", "居民情况", "居民情况", "建筑面积(万㎡)"]
    lower = ["小区名称", "户数", "人口", "建筑面积(万㎡)"]
    names = ("小区名称", "居民情况 户数", "居民情况 人口", "建筑面积(万㎡)")
    assert found(upper, lower, ["甲里", 1, 2, 3]) == (0, 1, names)


@pytest.mark.parametrize(
    "title",
    [
        ["乐河区老旧小区台账", None, None],
        ["乐河区老旧小区台账"] * 3,  # merged over the whole width
        ["填报单位：乐河区住建局", None, "单位：户"],
        ["2025年", "台账", "附件1"],
    ],
)
def test_a_title_is_no_part_of_the_header(title):
    assert found(title, ["小区名称", "户数", "人口"], ["甲里", 1, 2])[0] == 1


def test_data_of_nothing_but_text_is_no_second_header():
    heads = ["小区名称", "街道", "管理"]
    assert found(heads, ["和平里", "河东街道", "物业公司"]) == (0, 0, tuple(heads))


def test_a_part_of_a_measure_keeps_its_title():
    upper, lower = ["小区名称", "建筑面积", None], [None, "住宅", "商业"]
    assert found(upper, lower, ["甲里", 1, 2])[2] == ("小区名称", "建筑面积 住宅", "建筑面积 商业")


def test_nothing_to_find():
    assert found() is found([]) is found([1, 2], [None]) is None
