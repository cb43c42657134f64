import dataclasses
import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from intake import Source, read
from intake.check import checked
from intake.formats.files import columns_of
from intake.people.kept_out import Door, kept_out
from intake.raw import Raw
from tables import TABLES, InputError
from texts import say

ESTATES = TABLES["estates"]
CARD = "11010519491231002X"
MOBILE = "13812345678"
LEDGER = [
    ["小区编码", "小区名称", "户数", "联系人", "联系电话", "备注"],
    ["A", "锦绣花园", 120, "张三", MOBILE, "屋顶漏水，请找李四 13987654321，周末来电"],
    ["B", "和平里", 80, "王小明", 13712345678, "拟征收"],
]


def everything(inputs):
    """Return all that leaves intake, as one text."""
    files = [dataclasses.asdict(file) for file in inputs.files]
    issues = [dataclasses.asdict(issue) for issue in inputs.issues]
    tables = {name: frame.to_csv() for name, frame in inputs.tables.items()}
    return json.dumps([files, issues, tables], ensure_ascii=False, default=str)


def at(inputs, code):
    return [(i.file, i.detail["sheet"], i.row, i.column, i.value)
            for i in inputs.issues if i.code == code]  # fmt: skip


def test_people_of_a_ledger_stay_out_and_the_places_are_named(workbook):
    inputs = read({"estates": [workbook(LEDGER)]})
    told = everything(inputs)
    for secret in ("张三", "王小明", "李四", MOBILE, "13712345678", "13987654321"):
        assert secret not in told
    assert at(inputs, "intake.person_column") == [
        ("台账.xlsx", "台账", None, "联系人", ""),
        ("台账.xlsx", "台账", None, "联系电话", ""),
    ]
    assert at(inputs, "intake.person_text") == [("台账.xlsx", "台账", 2, "备注", "")]
    assert inputs.tables["estates"]["remarks"].tolist() == [
        "屋顶漏水，请找*** ***，周末来电",
        "拟征收",
    ]


def test_a_column_of_people_is_in_no_list_of_headers(workbook):
    inputs = read({"estates": [workbook(LEDGER)]})
    assert [match.header for match in inputs.files[0].columns] == [
        "小区编码", "小区名称", "户数", "备注",
    ]  # fmt: skip


def test_a_person_is_in_no_sample_of_an_encoding(text_file):
    source = text_file("小区名称,楼管,社区\n锦绣花园,张三,河东社区\n", encoding="gbk")
    said = next(i for i in read({"estates": [source]}).issues if i.code == "intake.encoding_taken")
    assert "锦绣花园" in said.detail["samples"]
    assert "张三" not in said.detail["samples"]


def test_a_person_is_in_no_error(text_file):
    with pytest.raises(InputError) as caught:
        read({"estates": [text_file(f"张三,{MOBILE}\n李四,13912345678\n")]})
    assert caught.value.code == "intake.no_header"
    assert "张三" not in str(caught.value)
    assert MOBILE not in str(caught.value)


def test_a_list_without_estates_names_only_the_headers_that_are_left(text_file):
    with pytest.raises(InputError) as caught:
        read({"estates": [text_file(f"姓名,电话,户数,层数\n张三,{MOBILE},3,6\n")]})
    assert "'户数、层数'" in str(caught.value)


def test_people_of_a_layer_stay_out(tmp_path):
    shapes = [shapely.Point(113, 34), shapely.Point(113.1, 34)]
    town = {"name": ["和平里", "锦绣花园"], "OWNER_TEL": [MOBILE, "13912345678"],
            "memo": ["微信号：zhang_san88", "好"]}  # fmt: skip
    gpd.GeoDataFrame(town, geometry=shapes, crs=4326).to_file(tmp_path / "a.geojson")
    inputs = read({"estates": [Source(tmp_path / "a.geojson", "a.geojson")]})
    assert MOBILE not in everything(inputs)
    assert "zhang_san88" not in everything(inputs)
    assert at(inputs, "intake.person_column") == [
        ("a.geojson", "a", None, "OWNER_TEL", ""), ("a.geojson", "a", None, "memo", ""),
    ]  # fmt: skip


def test_a_header_that_a_shapefile_cut_is_known_by_what_is_left_of_it(tmp_path):
    shapes = [shapely.box(113, 34, 113.001, 34.001)]
    gpd.GeoDataFrame({"名称": ["和平里"], "户主姓": ["张三"]}, geometry=shapes, crs=4326).to_file(
        tmp_path / "a.shp", encoding="utf-8"
    )
    inputs = read({"estates": [Source(tmp_path / "a.shp", "a.shp")]})
    assert [column for *_, column, _ in at(inputs, "intake.person_column")] == ["户主姓"]
    assert "张三" not in everything(inputs)


@pytest.mark.parametrize("header", ["grid", "paid", "valid"])
def test_a_word_that_ends_in_id_is_no_code(header):
    assert seen(header, [MOBILE])[0] == "dropped"


@pytest.mark.parametrize("header", ["osm_id", "ESTATE ID", "projectId", "FID", "uuid"])
def test_telephones_under_a_header_for_codes_are_codes(header):
    assert seen(header, [MOBILE])[0] == [MOBILE]


def seen(header, values, given=None):
    """Return what is left of one column beside a name, and the codes of the issues."""
    cells = pd.DataFrame({0: ["甲"] * len(values), 1: values}, dtype="object")
    door = Door("estates", "a.csv", columns_of(ESTATES), given or {})
    kept = kept_out(Raw(("小区名称", header), cells), door)
    left = kept.cells[1].tolist() if len(kept.headers) > 1 else "dropped"
    return left, sorted({issue.code for issue in kept.issues})


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("业主", ["张三", "李四"]),
        ("社区书记", ["张三", "无"]),
        ("业委会主任及电话", ["张三 62345678"]),
        ("负责人（签字）", ["张三"]),
        ("Contact person", ["Zhang San"]),
        ("户主身份证号码", ["不详", "4401051998"]),
        ("开户账号", ["6222020200"]),
        ("第3列", [MOBILE, "13987654321", None]),
        ("第3列", [138_1234_5678.0, 13987654321]),
        ("第3列", ["010-62345678", "0371 65551234"]),
        ("第3列", [CARD, "11010519491231003X"]),
        ("第3列", [110105194912310016.0]),
        ("第3列", ["4111 1111 1111 1111", "4111111111111111"]),
        ("第3列", ["a.b@example.com"]),
    ],
)
def test_a_column_of_people_is_dropped(header, values):
    assert seen(header, values) == ("dropped", ["intake.person_column"])


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("网格员", ["有", "无", 2, "3人"]),
        ("业主总人数", [1200, 300]),
        ("联系电话", [None, "", "/"]),
        ("小区编码", ["13010400123", "13812345678", "6222020200112233440"]),
        ("统一编码", ["440105001001000012", "440105001001000013"]),
        ("统一编码", ["440105199806010018", "440105199806010025", "440105199806010033"]),
        ("宗地代码", [13010400123, 13010400124]),
        ("总建筑面积", [13812345678, "13812345678㎡", 12000]),
        ("总投资(元)", ["13812345678", 13900000000]),
        ("备注", ["1998-2001年建成，2020-01-01至2026-12-31改造", "热线12345"]),
        ("备注", ["原编码 13010400123", "投资13812345678元"]),
        ("产权单位", ["市第二棉纺厂", "区房管局"]),
        ("图形", ["POINT (13812345678 34)"]),
    ],
)
def test_what_is_of_nobody_stays(header, values):
    given = {"图形": "wkt"}
    assert seen(header, values, given) == (values, [])


def test_an_identity_card_as_estate_code_is_kept_only_where_codes_hold_dates():
    assert seen("统一编码", [CARD, "440105001001000012", "440105001001000013"]) == (
        [None, "440105001001000012", "440105001001000013"], ["intake.person_cell"],
    )  # fmt: skip
    dated = [CARD, "440105199806010018", "440105199806010025"]
    assert seen("统一编码", dated) == (dated, [])


def test_a_header_a_person_assigned_is_not_dropped_for_its_name_and_telephones_still_are():
    assert seen("产权人", ["市棉纺厂", MOBILE], {"产权人": "ownership"}) == (
        ["市棉纺厂", None], ["intake.person_cell"],
    )  # fmt: skip


def test_a_telephone_among_households_is_unknown_and_to_be_looked_at(text_file):
    inputs = read(
        {"estates": [text_file(f"小区名称,户数\n甲,120\n乙,{MOBILE}\n丙,80户 {MOBILE}\n")]}
    )
    codes = [(i.code, i.severity, i.row) for i in inputs.issues if "person" in i.code]
    assert codes == [
        ("intake.person_cell", "warning", 3),
        ("intake.person_text", "repair", 4),
    ]
    assert MOBILE not in everything(inputs)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_each_issue_is_a_sentence(locale, workbook):
    rows = [*LEDGER, ["C", MOBILE, 3, None, None, None]]
    inputs = read({"estates": [workbook(rows)]})
    said = [i for i in inputs.issues if i.code.startswith("intake.person")]
    assert {i.code for i in said} == {
        "intake.person_column", "intake.person_cell", "intake.person_text",
    }  # fmt: skip
    for issue in said:
        words = say(locale, issue.code, row=issue.row, column=issue.column, **issue.detail)
        assert "{" not in words


@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.integers(-(10**12), 10**12), st.floats(), st.none(),
                  st.sampled_from([MOBILE, CARD, f"电话{MOBILE}", "张三 13912345678"])),
        min_size=1, max_size=6),
    st.sampled_from(["备注", "第3列", "联系人", "户数", "小区编码", "存在问题", "面积", "电话"]),
)  # fmt: skip
def test_no_mobile_with_words_comes_through_and_rows_stay(values, header):
    cells = pd.DataFrame({0: ["甲"] * len(values), 1: values}, dtype="object")
    kept = kept_out(Raw(("小区名称", header), cells),
                    Door("estates", "a.csv", columns_of(ESTATES), {}))  # fmt: skip
    assert len(kept.cells) == len(values)
    assert list(kept.cells.columns) == list(range(len(kept.headers)))
    left = [str(v) for v in kept.cells.to_numpy().ravel()]
    if header not in {"小区编码", "面积"}:
        assert not any(MOBILE in v or "13912345678" in v for v in left)
    again = kept_out(kept, Door("estates", "a.csv", columns_of(ESTATES), {}))
    assert again.cells.equals(kept.cells)


def test_serial_numbers_some_of_which_read_like_a_mobile_number_are_kept():
    """Nodes of a street map: a few of many large numbers happen to begin with 13 to 19."""
    nodes = [10_000_000_000 + 77_777_777 * place for place in range(60)]
    nodes[5], nodes[50] = 13_812_345_678, 13_712_345_678
    raw = Raw(("u",), pd.DataFrame({0: pd.Series(nodes, dtype="object")}))
    kept = kept_out(raw, Door("streets", "streets.gpkg", TABLES["streets"].columns, {}))
    assert kept.cells[0].tolist() == nodes
    assert not kept.issues


def test_a_column_of_mobile_numbers_written_as_numbers_still_goes():
    raw = Raw(("u",), pd.DataFrame({0: pd.Series([13_812_345_678 + k for k in range(9)])}))
    kept = kept_out(raw, Door("streets", "streets.gpkg", TABLES["streets"].columns, {}))
    assert not kept.headers


def test_a_telephone_with_a_unit_is_no_count(workbook):
    rows = [["小区名称", "户数", "楼栋数"], ["甲里", f"{MOBILE}户", 3], ["乙里", 80, 99_999]]
    inputs = read({"estates": [workbook(rows)]})
    assert MOBILE not in everything(inputs)
    counts = inputs.tables["estates"].set_index("name")[["households", "buildings"]].fillna(-1)
    assert counts.T.to_dict("list") == {"甲里": [-1, 3], "乙里": [80, -1]}
    codes = {(i.code, i.severity, i.row) for i in inputs.issues}
    assert ("intake.person_cell", "warning", 2) in codes
    assert ("intake.value_outside", "warning", 3) in codes


def test_a_name_where_a_value_should_be_is_not_repeated(workbook):
    rows = [["小区名称", "户数", "安全等级", "支持率", "建成年代", "是否有物业"],
            ["甲里", "李伟", "欧阳建国", "王小明", "赵大勇", "刘芳"],
            ["乙里", "若干", "待鉴定", "很高", "很早", "说不清"]]  # fmt: skip
    inputs = read({"estates": [workbook(rows)]})
    told = everything(inputs)
    for name in rows[1][1:]:
        assert name not in told
    for word in ("若干", "说不清"):
        assert word in told
    assert {i.value for i in inputs.issues if i.row == 2 and i.code == "intake.value_unread"} == {
        "***"
    }


def test_a_sheet_called_after_a_person_is_read_and_not_named(tmp_path):
    book = openpyxl.Workbook()
    for title, count in ((f"王小明{MOBILE}", 2), (f"王小明{MOBILE[:-1]}9", 1)):
        page = book.create_sheet(title)
        page.append(["小区名称", "户数"])
        for n in range(count):
            page.append([f"{count}{n}号院", "若干"])
    del book["Sheet"]
    book.save(tmp_path / "a.xlsx")
    found = checked(tmp_path / "a.xlsx", "a.xlsx")
    issues = [dataclasses.asdict(issue) for issue in found.issues]
    told = json.dumps(issues, ensure_ascii=False, default=str) + found.rows.to_csv()
    assert "王小明" not in told
    assert MOBILE[:-1] not in told
    assert sorted(found.rows["name"]) == ["20号院", "21号院"]
    named = Source(tmp_path / "a.xlsx", "a.xlsx", sheet=f"王小明{MOBILE}")
    inputs = read({"estates": [named]})
    assert inputs.files[0].layer == "***"
    with pytest.raises(InputError) as error:
        read({"estates": [dataclasses.replace(named, sheet="无")]})
    assert MOBILE not in str(error.value)
