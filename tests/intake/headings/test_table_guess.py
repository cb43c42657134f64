import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.headings.table_guess import Kind, guessed
from tables import TABLES


def table(headers, geometry="none", rows=None, name=""):
    cells = None if rows is None else pd.DataFrame(rows, dtype="object")
    return guessed(headers, cells, geometry, name=name).table


@pytest.mark.parametrize(
    ("headers", "geometry", "expected"),
    [
        (["序号", "小区名称", "建成年代", "户数", "楼栋数"], "none", "estates"),
        (["小区名称"], "none", "estates"),
        (["id", "name"], "polygon", "outlines"),
        (["编号", "名称", "建成年代", "户数"], "polygon", "estates"),
        (["名称", "类别"], "point", "facilities"),
        (["name", "type", "lon", "lat"], "none", "facilities"),
        (["小区名称"], "point", "estates"),
        (["小区名称", "发放问卷", "回收问卷", "支持户数"], "none", "surveys"),
        (["name", "fclass"], "line", "streets"),
        ([], "line", "streets"),
        (["资金来源", "2027年", "2028年"], "none", "budgets"),
        (["资金来源", "年度", "金额（万元）"], "none", "budgets"),
        (["小区编码", "改造内容", "数量", "单位"], "none", "works"),
        (["小区名称", "业主总人数", "同意人数", "同意面积"], "none", "votes"),
        (["小区编号", "缴纳户数", "金额"], "none", "deposits"),
        (["级别", "名称", "代码"], "polygon", "areas"),
        (["osm_id", "code", "fclass", "name"], "point", "facilities"),
        (["名称", "类型", "地址", "经度", "纬度"], "none", "facilities"),
        (["id", "name", "type", "typecode", "address", "location", "adname"], "none", "facilities"),
        (["小区名称", "类型", "建成年代", "户数", "经度", "纬度"], "none", "estates"),
        (["编号", "资产名称", "权属单位", "面积", "经度", "纬度"], "none", "idle_assets"),
        (["编号", "名称", "类型", "产权单位", "面积"], "point", "idle_assets"),
        (["小区名称", "开工年份", "实施情况", "公布日期"], "none", "programmes"),
        (["项目名称", "更新方式", "批准文件"], "polygon", "plans"),
        (["地块编号", "用地性质"], "polygon", "plans"),
        (["小区名称", "改造类型"], "polygon", "outlines"),
        (["osm_id", "code", "fclass", "name", "type"], "point", "facilities"),
    ],
)
def test_headers_and_geometry_say_what_a_file_is(headers, geometry, expected):
    assert table(headers, geometry) == expected


def test_a_survey_with_years_and_households_is_the_ledger():
    results = ["小区名称", "发放问卷", "回收问卷", "支持户数"]
    assert table([*results, "建成年代", "户数"]) == "estates"


def test_rows_that_repeat_an_estate_are_its_buildings():
    heads = ["小区编号", "楼号", "建成年代", "层数"]
    rows = [["E1", 1, 1990, 6], ["E1", 2, 1990, 6], ["E1", 3, 1990, 6], ["E2", 1, 1990, 6]]
    assert table(heads, "polygon", rows) == "buildings"


def test_polygons_named_as_street_offices_are_areas():
    assert table(["FID", "NAME"], "polygon", [[1, "河东街道"], [2, "和平镇"]]) == "areas"


def test_points_with_a_bare_name_are_told_apart_by_their_names():
    assert table(["名称"], "point", [["第一小学"], ["市医院"]]) == "facilities"
    assert table(["名称"], "point", [["和平里"], ["锦绣花园"]]) == "estates"


def test_the_file_name_helps_where_headers_say_nothing():
    assert table(["甲"], name="小区台账.xlsx") == "estates"
    assert table(["甲"], "polygon", name="绿地.shp") == "green"


@pytest.mark.parametrize(
    ("headers", "name", "expected"),
    [
        (["名称"], "房屋征收范围.shp", "plans"),
        (["id", "name"], "棚改2027.geojson", "plans"),
        (["OBJECTID"], "控规.gdb", "plans"),
        (["id", "name"], "renewal plan.gpkg", "plans"),
        (["id", "name"], "planet.gpkg", "outlines"),
        (["小区名称", "建成年代", "户数"], "老旧小区改造规划.shp", "estates"),
        (["小区名称"], "小区边界_城市更新.shp", "outlines"),
    ],
)
def test_the_file_name_tells_plans_from_outlines(headers, name, expected):
    assert table(headers, "polygon", name=name) == expected


def test_the_file_name_tells_a_published_plan():
    assert table(["小区名称", "年度"], name="2026年已公布改造计划.xlsx") == "programmes"


def test_nothing_fits():
    assert guessed(["甲", "乙"], None, "none") == Kind("", 0.0, "", sure=False)
    assert guessed([], None, "none").table == ""


def test_a_polygon_without_any_name_is_not_sure():
    found = guessed([], None, "polygon")
    assert (found.table, found.sure) == ("outlines", False)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(max_size=8) | st.sampled_from(["小区名称", "编号", "类别", "2027年"])),
    st.sampled_from(["none", "point", "line", "polygon", "mixed", "odd"]),
    st.text(max_size=6),
    st.integers(0, 4),
)
def test_it_never_raises_and_only_names_tables(headers, geometry, name, rows):
    cells = pd.DataFrame([[None] * max(len(headers) - 1, 0)] * rows, dtype="object")
    found = guessed(headers, cells, geometry, name=name)
    assert found.table in {"", *TABLES}
    assert found == guessed(headers, cells, geometry, name=name)
