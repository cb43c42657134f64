"""A marked copy: the planner's workbook as it was, its doubtful cells marked, a list in front."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from intake.check import checked
from reports.marked_copy import marked_copy
from reports.marked_list import FILLS
from tables import InputError, Issue


def book_of(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def unread(row, column, **more):
    return Issue("intake.value_unread", "warning", "estates", row=row, column=column, **more)


def notes(page):
    return {c.coordinate for row in page.iter_rows() for c in row if c.comment}


def fill(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else ""


@pytest.fixture
def ledger(tmp_path):
    """Return a ledger as an office keeps it: a title, two rows of headers, merges, a formula."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "2026年'台账"
    for row in (
        ["老旧小区台账"],
        ["小区\n名称", "★街道", "居民情况", None, "建成年代", "面积合计"],
        [None, None, "户数（户）", "人口", None, None],
        ["锦绣里", "河东街道", "约百户", 300, "一九九几", "=1200*3"],
        ["柳园", None, 120, "很多", 1998, 4000],
    ):
        page.append(row)
    for area in ("A1:F1", "A2:A3", "C2:D2", "B4:B5"):
        page.merge_cells(area)
    page["F4"].font = Font(bold=True, color="FF0000")
    page.column_dimensions["A"].width = 33
    other = book.create_sheet("附表")
    other["B2"] = dt.datetime(2026, 3, 5)  # noqa: DTZ001
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def sheet(content, name="2026年'台账"):
    return book_of(content)[name]


def test_the_cell_under_its_header_is_marked_whatever_the_header_looks_like(ledger):
    headers = {"居民情况 户数（户）": "C4", "居民情况 人口": "D5", "建成年代": "E4"}
    issues = [unread(int(at[1]), name, sheet="2026年'台账") for name, at in headers.items()]
    page = sheet(marked_copy(ledger, issues, locale="zh"))
    assert notes(page) == set(headers.values())
    assert {fill(page[at]) for at in headers.values()} == {FILLS["warning"]}


def test_each_finding_of_a_real_check_stands_at_a_cell_with_its_value(ledger):
    found = checked(ledger, ledger.name)
    page = sheet(marked_copy(ledger, found.issues, locale="zh"))
    wanted = {i.value for i in found.issues if i.code == "intake.value_unread"}
    assert wanted == {"一九九几", "很多"} | wanted
    assert wanted <= {str(page[at].value) for at in notes(page)}


def test_nothing_else_of_the_workbook_changes(ledger):
    before = openpyxl.load_workbook(ledger)
    after = book_of(marked_copy(ledger, [unread(5, "建成年代")], locale="zh"))
    for name in before.sheetnames:
        was, now = before[name], after[name]
        assert [[c.value for c in row] for row in was] == [[c.value for c in row] for row in now]
        assert set(map(str, was.merged_cells.ranges)) == set(map(str, now.merged_cells.ranges))
    page = after["2026年'台账"]
    assert page["F4"].value == "=1200*3"
    assert (page["F4"].font.b, page.column_dimensions["A"].width) == (True, 33)
    assert openpyxl.load_workbook(ledger).sheetnames == before.sheetnames


def test_the_list_stands_in_front_gravest_first_and_leads_to_each_cell(ledger):
    issues = [
        unread(5, "居民情况 人口", value="很多", sheet="2026年'台账"),
        Issue("intake.name_missing", "error", "estates", row=4, sheet="2026年'台账"),
        Issue("intake.header_row", "info", "estates", row=2),
        Issue("intake.encoding_unsure", "question", "estates", file="台账.xlsx"),
    ]
    book = book_of(marked_copy(ledger, issues, locale="zh"))
    page = book.worksheets[0]
    assert (page.title, book.active.title, page.freeze_panes) == ("核对清单", "核对清单", "A3")
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert [row[0] for row in rows] == ["错误", "待确认", "提示"]
    assert [row[5] for row in rows] == ["A4", None, "D5"]
    assert page["F5"].hyperlink.location == "'2026年''台账'!D5"
    assert page.auto_filter.ref == "A2:H5"
    assert [p.sheet_view.tabSelected for p in book.worksheets] == [True, False, False]


def test_several_findings_of_one_cell_share_it_with_the_gravest_colour(ledger):
    issues = [
        Issue("intake.value_interpreted", "repair", "estates", row=5, column="建成年代"),
        Issue("intake.value_unread", "error", "estates", row=5, column="建成年代"),
    ]
    issues = [Issue(**{**vars(i), "sheet": "2026年'台账"}) for i in issues]
    page = sheet(marked_copy(ledger, issues, locale="zh"))
    assert fill(page["E5"]) == FILLS["error"]
    assert page["E5"].comment.text.count("\n") == 1


def test_a_column_is_marked_at_its_header_and_merged_cells_at_their_first(ledger):
    issues = [
        Issue("intake.column_unit", "question", "estates", column="面积合计"),
        unread(5, "★街道"),
        Issue("intake.header_blank", "warning", "estates", row=5, column="F"),
    ]
    issues = [Issue(**{**vars(i), "sheet": "2026年'台账"}) for i in issues]
    page = sheet(marked_copy(ledger, issues, locale="zh"))
    assert notes(page) >= {"B4", "F5"}
    assert len(notes(page) & {"F2", "F3"}) == 1


def test_each_cell_of_a_word_that_is_asked_once_a_column_is_marked(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["小区编码", "小区名称", "停车"])
    for place, word in enumerate(["不足", "严重不足 ", "严重"] * 4):
        book.active.append([f"E{place}", f"小区{place}", word])
    book.save(tmp_path / "a.xlsx")
    issues = checked(tmp_path / "a.xlsx", "a.xlsx").issues
    page = book_of(marked_copy(tmp_path / "a.xlsx", issues, locale="zh")).worksheets[1]
    asked = [f"C{row}" for row in range(2, 14) if page[f"C{row}"].value != "严重"]
    assert [c.coordinate for c in page["C"] if fill(c) == FILLS["question"]] == ["C1", *asked]
    assert "“不足”" in page["C2"].comment.text
    assert "“严重不足”" in page["C3"].comment.text
    assert not page["C4"].comment


def test_a_note_the_planner_wrote_stays(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["小区名称", "户数"])
    book.active.append(["锦绣里", "约百户"])
    book.active["B2"].comment = Comment("再问社区", "规划科")
    book.save(tmp_path / "a.xlsx")
    page = book_of(marked_copy(tmp_path / "a.xlsx", [unread(2, "户数")], locale="zh")).worksheets[1]
    assert page["B2"].comment.text.endswith("再问社区")
    assert page["B2"].comment.text.startswith("提示：")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_text_file_comes_back_as_cells_and_nothing_in_it_runs(tmp_path, encoding):
    path = tmp_path / "台账.csv"
    path.write_bytes("小区名称,户数\r\n=HYPERLINK(1),007\r\n锦绣里,约百户\r\n".encode(encoding))
    issues = [unread(3, "户数", value="=1+1")]
    book = book_of(marked_copy(path, issues, locale="zh"))
    page = book["台账"]
    assert [[c.value for c in row] for row in page][1] == ["=HYPERLINK(1)", "007"]
    assert {c.data_type for row in page for c in row} == {"s"}
    assert {c.data_type for row in book.worksheets[0] for c in row if c.value} == {"s"}
    assert notes(page) == {"B3"}


def test_the_copy_can_be_checked_again_and_marked_again(ledger, tmp_path):
    first = checked(ledger, ledger.name)
    (tmp_path / "b.xlsx").write_bytes(marked_copy(ledger, first.issues, locale="zh"))
    again = checked(tmp_path / "b.xlsx", "b.xlsx")
    assert again.rows["name"].tolist() == first.rows["name"].tolist()
    kept = {(i.code, i.row, i.column) for i in first.issues}
    assert kept <= {(i.code, i.row, i.column) for i in again.issues}
    twice = book_of(marked_copy(tmp_path / "b.xlsx", again.issues, locale="zh"))
    assert twice.sheetnames == ["核对清单", "2026年'台账", "附表"]
    assert max(len(c.comment.text) for row in twice.worksheets[1] for c in row if c.comment) < 200


def test_same_file_and_findings_same_bytes(ledger):
    issues = [unread(5, "建成年代"), unread(4, "建成年代")]
    assert marked_copy(ledger, issues, locale="zh") == marked_copy(ledger, issues, locale="zh")


def test_no_finding_leaves_a_list_that_says_so(ledger):
    page = book_of(marked_copy(ledger, [], locale="en")).worksheets[0]
    assert page["A1"].value == "Nothing of 台账.xlsx needs a look."


def test_findings_of_rows_and_columns_that_are_not_there_are_listed_only(ledger):
    issues = [unread(10_000, "户数"), unread(4, "不存在的列"), unread(None, "不存在的列")]
    issues = [Issue(**{**vars(i), "sheet": "2026年'台账"}) for i in issues]
    book = book_of(marked_copy(ledger, issues, locale="zh"))
    assert notes(book["2026年'台账"]) == {"A4"}
    assert len(list(book.worksheets[0].iter_rows(min_row=3))) == 3


def test_a_layer_is_refused(tmp_path):
    path = tmp_path / "边界.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(InputError, match=r"check\.no_marked_copy"):
        marked_copy(path, [], locale="zh")


def test_a_workbook_with_broken_styles_comes_back_as_its_cells(ledger, tmp_path):
    broken = tmp_path / "坏.xlsx"
    with zipfile.ZipFile(ledger) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, content.replace(b"<fills", b"<filth") if "styles" in name else content
            )
    issues = [unread(5, "建成年代", sheet="2026年'台账")]
    assert notes(sheet(marked_copy(broken, issues, locale="zh"))) == {"E5"}
