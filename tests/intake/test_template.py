import openpyxl
import pytest

from intake import Source, read
from intake.check import checked
from intake.template import heading, write_template
from tables import TABLES, InputError

VALUES = {
    "id": "007", "text": "河东", "code": "幼儿园", "integer": 12, "number": 12.5, "rate": 1,
    "year": 1998, "flag": "有", "date": "2026-03-05", "severity": 2,
}  # fmt: skip
SHEETS = [n for n, t in TABLES.items() if t.shape in {"none", "point"}]
OWN = {"pays": "建筑本体、基础类"}  # any other text is no purpose of a fund


def test_a_sheet_for_each_table_that_needs_no_layer(tmp_path):
    sheets = write_template(tmp_path / "模板.xlsx")
    names = openpyxl.load_workbook(tmp_path / "模板.xlsx").sheetnames
    assert tuple(names) == ("填写说明", *sheets)
    assert set(sheets) == {TABLES[n].zh for n in ("estates", "areas", "buildings", *SHEETS)}


@pytest.mark.parametrize("name", ["estates", "areas", "buildings", *SHEETS])
def test_a_template_filled_in_makes_no_issue(tmp_path, name):
    path, table = tmp_path / "模板.xlsx", TABLES[name]
    write_template(path)
    book = openpyxl.load_workbook(path)
    sheet = book[table.zh]
    filled = [c for c in table.columns if not c.name.endswith(("_low", "_high"))]
    for place, column in enumerate(filled, start=1):
        assert sheet.cell(1, place).value == heading(column)
        sheet.cell(2, place).value = OWN.get(column.name) or (
            column.allowed[0] if column.allowed else VALUES[column.kind]
        )
    for place, (header, value) in enumerate([("经度", 113.6), ("纬度", 34.7)], len(filled) + 1):
        if table.shape == "point":
            assert sheet.cell(1, place).value == header
            sheet.cell(2, place).value = value
    book.save(path)
    inputs = read({name: [Source(path, "模板.xlsx", sheet=table.zh, crs="EPSG:4490")]})
    assert [i for i in inputs.issues if i.code != "intake.crs_overridden"] == []
    assert inputs.tables[name][[c.name for c in filled]].notna().all(axis=None)


def test_the_first_sheet_says_how_to_fill_in_and_is_read_by_nobody(tmp_path):
    path = tmp_path / "模板.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    text = "\n".join(str(cell.value) for row in book.worksheets[0] for cell in row)
    for word in ("1985-1992", "有 或 无", "85%", "姓名、电话", "No names"):
        assert word in text
    page = book["小区台账"]
    for place, cell in enumerate(page[1], start=1):
        page.cell(2, place).value = {"小区名称": "锦绣里", "户数": 120}.get(
            cell.value.split("(")[0]
        )
    book.save(path)
    found = checked(path, "模板.xlsx")
    assert (found.table, found.rows["name"].tolist()) == ("estates", ["锦绣里"])
    assert [i for i in found.issues if i.severity != "info" and i.code != "intake.id_made"] == []
    assert all("填写说明" not in issue.value for issue in found.issues)


def test_a_column_with_few_answers_has_a_list_and_every_column_a_note(tmp_path):
    write_template(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for name in ("estates", "areas", "buildings", *SHEETS):
        page, table = book[TABLES[name].zh], TABLES[name]
        listed = {str(rule.sqref).split(":")[0] for rule in page.data_validations.dataValidation}
        for cell in page[1]:
            assert cell.comment.text
            column = next((c for c in table.columns if heading(c) == cell.value), None)
            if column is not None:
                few = bool(column.allowed) or column.kind in {"flag", "severity"}
                assert few == (f"{cell.column_letter}2" in listed), cell.value


def test_the_same_template_has_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_file_that_may_be_filled_in_is_left_as_it_is(tmp_path):
    (tmp_path / "a.xlsx").write_text("填好的")
    with pytest.raises(InputError, match=r"intake\.template_there"):
        write_template(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_text() == "填好的"


def test_a_folder_there_is_not(tmp_path):
    with pytest.raises(InputError, match=r"intake\.template_folder"):
        write_template(tmp_path / "没有" / "a.xlsx")
