"""Any grid of odd cells under any headers is read or refused; what is loaded can be written."""

import datetime as dt
import math

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from intake import Source, read
from tables import TABLES, InputError
from texts import said

READ = [name for name in TABLES if name not in {"streets", "entrances", "trenches"}]
ODD = (
    "", " ", "—", "无", "待核实", "NaN", "inf", "1e308", "1e400", "-0", "0", "００１", "1,2,3",
    "1，234户", "85%", "0.85", "850%", "％", "八十年代", "一九八五", "1985-1990", "1990-1985",
    "2099年", "98年", "0年", "1998.13", "1899-12-31", "9999-99-99", "1998年2月30日", "约",
    "12栋360户", "栋户", "3万㎡", "亿", "-5亩", "和平里", "和平里 ", "和平里一期", "一期", "合计",
    "小计：", "注：", "#REF!", "#N/A", "=SUM(A1)", "是", "√", "C级", "Dsu", "有/无",
    "POINT (113 34)", "POLYGON EMPTY", "POLYGON ((0 0, 1 1, 1 0))", "113.5", "34.2", "9" * 40,
    "x" * 3000, "(" * 200, "\u200b", "\u202e倒", "🏘", "\ufffd", "'", '"', "a\nb", "a\tb", "<b>",
    "{name}", "{}", "%s", "None", "nan", "TRUE",
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(ODD),
    st.sampled_from(ODD),
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2999, 1, 1)),  # noqa: DTZ001 - as in a sheet
    st.text(max_size=12),
)


def headers_of(table):
    own = [word for column in TABLES[table].columns for word in (column.zh, column.en, column.name)]
    return st.sampled_from(
        [*own, "小区名称", "经度", "纬度", "lon", "lat", "wkt", "联系电话", "备注", ""]
    )


@st.composite
def grids(draw):
    table = draw(st.sampled_from(READ))
    width = draw(st.integers(1, 7))
    wide = {"min_size": width, "max_size": width}
    title = draw(st.lists(st.lists(CELLS, max_size=width), max_size=2))
    head = draw(st.lists(headers_of(table), **wide))
    rows = draw(st.lists(st.lists(CELLS, **wide), max_size=8))
    return table, [*title, head, *rows]


def looked_at(table, source):
    refused = None
    try:
        found = read({table: [source]}, crs="EPSG:4547")
    except InputError as error:
        refused = error.code
    if refused:
        assert said("zh", refused)
        assert said("en", refused)
        return
    for issue in found.issues:
        assert said("zh", issue.code)
        assert repr(issue).encode()
    frame = found.tables[table]
    frame.to_csv(source.path.with_suffix(".out.csv"), encoding="utf-8")
    for name in frame.select_dtypes("float"):
        assert not frame[name].map(math.isinf).any()


ONE_FOLDER = settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ONE_FOLDER
@given(grids())
def test_a_sheet(tmp_path, grid):
    table, rows = grid
    book = openpyxl.Workbook()
    for row in rows:
        try:
            book.active.append(row)
        except IllegalCharacterError:
            return
    book.save(tmp_path / "a.xlsx")
    looked_at(table, Source(tmp_path / "a.xlsx", "a.xlsx"))


@ONE_FOLDER
@given(grids(), st.sampled_from([",", "\t", ";"]), st.sampled_from(["utf-8-sig", "gb18030"]))
def test_a_text(tmp_path, grid, mark, encoding):
    table, rows = grid
    text = "\r\n".join(mark.join("" if c is None else str(c) for c in row) for row in rows)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding, errors="replace"))
    looked_at(table, Source(tmp_path / "a.csv", "a.csv"))
