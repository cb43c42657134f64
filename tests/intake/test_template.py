import openpyxl
import pytest

from intake import Source, read
from intake.template import heading, write_template
from tables import TABLES, InputError

VALUES = {
    "id": "007", "text": "河东", "code": "幼儿园", "integer": 12, "number": 12.5, "rate": 1,
    "year": 1998, "flag": "有", "date": "2026-03-05", "severity": 2,
}  # fmt: skip
SHEETS = [n for n, t in TABLES.items() if t.shape in {"none", "point"}]


def test_a_sheet_for_each_table_that_needs_no_layer(tmp_path):
    sheets = write_template(tmp_path / "模板.xlsx")
    assert tuple(openpyxl.load_workbook(tmp_path / "模板.xlsx").sheetnames) == sheets
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
        sheet.cell(2, place).value = column.allowed[0] if column.allowed else VALUES[column.kind]
    for place, (header, value) in enumerate([("经度", 113.6), ("纬度", 34.7)], len(filled) + 1):
        if table.shape == "point":
            assert sheet.cell(1, place).value == header
            sheet.cell(2, place).value = value
    book.save(path)
    inputs = read({name: [Source(path, "模板.xlsx", sheet=table.zh, crs="EPSG:4490")]})
    assert [i for i in inputs.issues if i.code != "intake.crs_overridden"] == []
    assert inputs.tables[name][[c.name for c in filled]].notna().all(axis=None)


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
