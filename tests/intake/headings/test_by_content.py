import pandas as pd
import pytest

from intake.headings.by_content import completed, counted
from intake.headings.headers import match
from intake.raw import Raw
from tables import ESTATES


def columns(**cells):
    frame = pd.DataFrame(cells, dtype="object")
    heads = tuple(cells)
    raw = Raw(heads, frame.set_axis(range(len(heads)), axis="columns"))
    found = completed(raw, match(heads, ESTATES.columns, {}), ESTATES)
    return {m.header: (m.column, m.how) for m in found}


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ([1985, 1992, "1998年", 1979], "built_year"),
        (["A级", "B", "C级", "D级"], "safety_grade"),
        (["河东街道", "和平镇", "河东街道"], "street"),
        (["青年社区", "光明居委会", "青年社区"], "community"),
        (["乐河区", "永安县", "乐河区"], "district"),
        (["E0001", "E0002", "E0003"], "estate_id"),
        (["和平里", "锦绣花园", "机床厂家属院"], "name"),
    ],
)
def test_a_header_that_says_nothing_is_known_by_its_cells(cells, column):
    assert columns(甲=cells)["甲"] == (column, "content")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("改造年度安排", [1985, 1992, 1998]),  # a year, but of the works
        ("甲", [2023, 2024, 2025]),  # too young for old estates
        ("物业星级", ["A", "B", "C"]),
        ("甲", ["河东街道", "12", "3.5"]),
        ("甲", ["E0001", "E0001", "E0002"]),  # no ids: one stands twice
        ("甲", [1985, 1992]),  # two cells prove nothing
        ("甲", [None, "", "不详"]),
        ("甲", ["东方小区", "西苑小区", "某某小区"][:2]),
    ],
)
def test_what_is_not_certain_stays_unknown(header, cells):
    assert columns(**{header: cells})[header] == ("", "ignored")


def test_two_columns_that_look_alike_are_both_left():
    years = [1985, 1992, 1998]
    assert {how for _, how in columns(甲=years, 乙=years).values()} == {"ignored"}


def test_a_column_that_is_filled_already_is_not_looked_for():
    assert columns(建成年代=[1990, 1991, 1992], 甲=[1985, 1992, 1998])["甲"] == ("", "ignored")


def test_a_bare_year_is_the_year_built_only_over_old_years():
    assert columns(年份=[1985, 1992, 1998])["年份"] == ("built_year", "alias")
    assert columns(年份=[2023, 2024, 2025])["年份"] == ("built_year", "unsure")


def test_a_text_cannot_change_a_number():
    found = counted(ESTATES.columns)
    assert "built_year" in found
    assert "street" not in found


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["114.0701,30.6803", "114.0712,30.6811", "114.0722,30.6820"], "lonlat"),
        (["114.0701,30.6803"] * 4 + ["解放路3号"], "lonlat"),
        (["114.0701,30.6803", "解放路3号", "解放路5号"], "address"),
        (["3,5", "7,9", "11,13"], "address"),  # house numbers
    ],
)
def test_an_address_over_longitudes_and_latitudes_is_the_coordinates(cells, column):
    assert columns(name=["甲", "乙", "丙", "丁", "戊"][: len(cells)], location=cells)[
        "location"
    ] == (column, "alias")


def test_coordinates_beside_an_address_leave_it_its_column():
    found = columns(address=["解放路3号", "建设路5号"], location=["114.07,30.68", "114.08,30.69"])
    assert [column for column, _ in found.values()] == ["address", "lonlat"]
