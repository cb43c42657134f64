import pytest

from intake.headings.header_fit import fit, slip
from tables import ESTATES, TABLES


def known(header, table=ESTATES):
    found = fit(header, table.columns)
    return (found.column.name, found.how) if found else ("", "")


@pytest.mark.parametrize(
    "header",
    [
        "*小区名称",
        "小区名称*",
        "★小区名称",
        "小区名称（必填）",
        "小 区\n名 称",
        "小区\u200b名称",
        "XQMC",
    ],
)
def test_marks_of_a_form_change_nothing(header):
    assert known(header)[0] == "name"
    assert known(header)[1] in {"exact", "alias"}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("居民情况 户数", ("households", "exact")),
        ("基本情况 居民情况 户数", ("households", "exact")),
        ("户数 合计", ("households", "alias")),
        ("困难群众 户数", ("vulnerable_households", "alias")),
        ("改造 户数", ("households", "unsure")),  # those of the works, not all
        ("建筑面积 住宅", ("floor_area_m2", "unsure")),
        ("小区名称 曾用名", ("", "")),
        ("户主 地址", ("", "")),
        ("所属 街道", ("street", "exact")),
    ],
)
def test_a_header_of_two_rows(header, expected):
    assert known(header) == expected


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("面积", "floor_area_m2"),
        ("改造面积", "floor_area_m2"),
        ("住宅面积", "floor_area_m2"),
        ("年份", "built_year"),
        ("year", "built_year"),
        ("人数", "residents"),
        ("套数", "households"),
    ],
)
def test_what_may_mean_something_near_is_asked(header, column):
    assert known(header) == (column, "unsure")


@pytest.mark.parametrize(
    "header",
    [
        "负责人",
        "联系电话",
        "序号",
        "楼龄",
        "房龄",
        "改造投资",
        "占地",
        "户均面积",
        "姓名",
        "户主",
        "备用",
    ],
)
def test_headers_that_are_never_ours(header):
    assert known(header) == ("", "")
    assert slip(header, ESTATES.columns) is None


@pytest.mark.parametrize("header", ["占地面积", "用地面积", "小区面积"])
def test_a_site_is_no_floor(header):
    assert known(header)[0] == "site_area_m2"


def test_no_column_fits_two_lists():
    for table in TABLES.values():
        for column in table.columns:
            for header in (column.zh, column.en, *column.aliases):
                found = fit(header, table.columns)
                assert found is not None
                assert found.column.name == column.name, (table.name, header)
