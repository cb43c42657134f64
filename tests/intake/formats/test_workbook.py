import datetime as dt
import warnings

import openpyxl
import pytest

from intake import Source, read
from tables import InputError

HEADER = ["小区编码", "所属街道", "小区名称", "户数"]
ROW = ["LH0001", "河东街道", "锦绣花园", 120]


def estates(source):
    inputs = read({"estates": [source]})
    return inputs.tables["estates"], inputs.issues


def codes(issues, *severities):
    return [(i.code, i.row) for i in issues if not severities or i.severity in severities]


def refused(source):
    with pytest.raises(InputError) as error:
        read({"estates": [source]})
    return error.value


def test_a_plain_sheet_leaves_nothing_to_say(workbook):
    frame, issues = estates(workbook([HEADER, ROW]))
    assert frame.loc[0, ["estate_id", "street", "name", "households"]].tolist() == ROW
    assert issues == ()


def test_title_rows_totals_and_footnotes_are_not_estates(workbook):
    rows = [
        ["乐河区台账"],
        ["填报单位：乐河区住建局", None, None, "单位：户"],
        HEADER,
        ROW,
        ["小计", None, None, 120],
        [None, None, None, None],
        HEADER,
        ["LH0002", "河西街道", "和平里", 80],
        ["合 计", None, 2, 200],
        ["注：户数以2025年底为准"],
        ["填表人：某某", None, "电话：000"],
    ]
    frame, issues = estates(workbook(rows))
    assert frame["name"].tolist() == ["锦绣花园", "和平里"]
    assert codes(issues) == [
        ("intake.header_row", 3),
        ("intake.total_row", 5),
        ("intake.header_repeated", 7),
        ("intake.total_row", 9),
        ("intake.footnote", 10),
        ("intake.footnote", 11),
    ]
    assert not any("某某" in issue.value for issue in issues)


def test_merged_cells_fill_down_for_regions_only(workbook):
    rows = [HEADER, ROW, ["LH0002", None, None, 80], ["LH0003", None, "和平里", None]]
    frame, issues = estates(workbook(rows, merge=["B2:B4", "C2:C3", "D3:D4"]))
    assert frame["street"].tolist() == ["河东街道"] * 3
    assert frame["name"].tolist() == ["锦绣花园", None, "和平里"]
    assert frame["households"].isna().tolist() == [False, False, True]
    filled = [i for i in issues if i.code == "intake.filled_down"]
    assert [(i.column, i.severity) for i in filled] == [("所属街道", "repair")]


def test_blank_region_cells_below_one_are_filled_and_listed_where_none_is_written_twice(workbook):
    more = [["LH0002", None, "和平里", 80], ["LH0003", "河西街道", "光明里", 70]]
    frame, issues = estates(workbook([HEADER, ROW, *more]))
    assert frame["street"].tolist() == ["河东街道", "河东街道", "河西街道"]
    assert codes(issues, "repair") == [("intake.filled_blank", 3)]
    frame, issues = estates(workbook([HEADER, ROW, ["LH0004", *ROW[1:2], "光明里", 70], *more[:1]]))
    assert frame["street"].isna().sum() == 1
    assert codes(issues, "repair") == []


def test_a_header_of_two_rows_is_read_through_its_merged_cells(workbook):
    rows = [
        ["小区编码", "小区名称", "居民情况", None, "建筑面积(万㎡)"],
        [None, None, "户数", "人口", None],
        ["LH0001", "锦绣花园", 120, 400, 1.5],
    ]
    frame, issues = estates(workbook(rows, merge=["A1:A2", "B1:B2", "C1:D1", "E1:E2"]))
    row = frame.loc[0]
    assert (row["name"], row["households"], row["residents"]) == ("锦绣花园", 120, 400)
    assert row["floor_area_m2"] == pytest.approx(15000)
    assert codes(issues, "question", "warning", "error") == []


def test_the_first_sheet_that_holds_the_table_is_read(workbook):
    frame, _ = estates(workbook([HEADER, ROW], before=["封面", "填表说明"]))
    assert len(frame) == 1


def test_a_named_sheet_that_is_not_there(workbook):
    source = workbook([HEADER, ROW])
    error = refused(Source(source.path, source.label, sheet="汇总"))
    assert (error.code, error.values["sheets"]) == ("intake.sheet_missing", "台账")


def test_rows_and_headers_are_named_as_excel_shows_them(workbook):
    rows = [["台账"], HEADER, ROW, ["LH0002", "河西街道", "和平里", "若干"]]
    _, issues = estates(workbook(rows))
    found = next(i for i in issues if i.code == "intake.value_unread")
    assert (found.file, found.row, found.column, found.value, found.estate_id) == (
        "台账.xlsx", 4, "户数", "若干", "LH0002",
    )  # fmt: skip


def test_a_sheet_without_any_known_header(workbook):
    error = refused(workbook([["甲", "乙"], [1, 2]]))
    assert error.code == "intake.no_header"
    assert error.values["headers"] == "甲、乙"


def test_a_header_without_rows_is_empty(workbook):
    assert refused(workbook([HEADER])).code == "intake.empty"


def test_a_password_and_an_old_format_are_told_apart(tmp_path):
    start = b"\xd0\xcf\x11\xe0" + bytes(600)
    (tmp_path / "a.xlsx").write_bytes(start + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "b.xls").write_bytes(start)
    assert refused(Source(tmp_path / "a.xlsx", "a.xlsx")).code == "intake.password"
    assert refused(Source(tmp_path / "b.xls", "b.xls")).code == "intake.old_excel"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file_empty"), (b"no workbook", "no_header"), (b"PK\x03\x04 cut", "unreadable")],
)
def test_a_broken_workbook_is_refused_with_words(tmp_path, data, code):
    (tmp_path / "a.xlsx").write_bytes(data)
    assert refused(Source(tmp_path / "a.xlsx", "a.xlsx")).code == f"intake.{code}"


def test_formulas_never_calculated_are_unknown(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append([*ROW[:3], "=60+60"])
    book.save(tmp_path / "a.xlsx")
    frame, issues = estates(Source(tmp_path / "a.xlsx", "a.xlsx"))
    assert frame["households"].isna().all()
    said = next(i for i in issues if i.code == "intake.formula_uncached")
    assert (said.column, said.row, said.detail["count"]) == ("户数", 2, 1)


def test_what_openpyxl_says_of_styles_is_not_the_planner_s_concern(workbook, monkeypatch):
    source = workbook([[*HEADER, "备注"], [*ROW, dt.time(8, 30)]])  # openpyxl has to read it
    load = openpyxl.load_workbook
    told = []

    def loud(*args, **options):
        told.append(args)
        warnings.warn("Data Validation extension is not supported", UserWarning, stacklevel=1)
        return load(*args, **options)

    monkeypatch.setattr(openpyxl, "load_workbook", loud)
    assert estates(source)[1] == ()
    assert told
