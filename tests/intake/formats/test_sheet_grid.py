"""The cells of a file, sheet by sheet, whatever program wrote it."""

import openpyxl
import pytest

from intake.formats.sheet_grid import has_sheets, sheet_grids
from tables import InputError


def test_every_sheet_of_a_workbook_by_its_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "台账"
    book.active["B2"] = 7
    book.create_sheet("附表")
    book.save(tmp_path / "a.xlsx")
    grids = sheet_grids(tmp_path / "a.xlsx", "a.xlsx")
    assert {name: [list(row) for row in grid] for name, grid in grids.items()} == {
        "台账": [[], [None, 7]],
        "附表": [],
    }


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_is_one_sheet_called_as_the_file(tmp_path, encoding):
    (tmp_path / "台账.csv").write_bytes("小区名称,户数\n锦绣里,007\n".encode(encoding))
    found = sheet_grids(tmp_path / "台账.csv", "台账.csv")
    assert found == {"台账": [["小区名称", "户数"], ["锦绣里", "007"]]}


def test_a_page_saved_as_xls_has_cells_too(tmp_path):
    (tmp_path / "a.xls").write_text("<table><tr><td>小区名称<td>户数</tr></table>", "utf-8")
    assert sheet_grids(tmp_path / "a.xls", "a.xls") == {"1": [["小区名称", "户数"]]}


def test_a_layer_or_a_folder_has_none(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    assert not has_sheets(path, "a.geojson")
    assert not has_sheets(tmp_path, "a")
    with pytest.raises(InputError, match=r"intake\.no_cells"):
        sheet_grids(path, "a.geojson")


def test_a_broken_workbook_is_refused_in_words(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + bytes(200))
    with pytest.raises(InputError):
        sheet_grids(tmp_path / "a.xlsx", "a.xlsx")
