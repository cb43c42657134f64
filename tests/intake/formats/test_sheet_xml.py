import openpyxl
import pytest

from intake.formats.sheet_xml import sheet_data


def test_the_xml_of_a_sheet_is_found_by_its_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.create_sheet("台账")["A1"] = 7
    book.save(tmp_path / "a.xlsx")
    assert b"<v>7</v>" in sheet_data(tmp_path / "a.xlsx", "台账")
    assert b"<v>7</v>" not in sheet_data(tmp_path / "a.xlsx", "封面")
    with pytest.raises(KeyError, match="没有"):
        sheet_data(tmp_path / "a.xlsx", "没有")
