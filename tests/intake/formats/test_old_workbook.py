import struct
import zipfile

import pytest

from intake import Source, read
from intake.formats.old_workbook import _extent
from tables import InputError
from tests.intake.small_books import compound, xls

HEADER = ["小区编码", "所属街道", "小区名称", "户数"]
ROWS = [HEADER, ["LH0001", "河东街道", "锦绣花园", 120], ["LH0002", None, "和平里", 80]]


def estates(path):
    inputs = read({"estates": [Source(path, path.name)]})
    return inputs.tables["estates"], inputs


def refused(path):
    with pytest.raises(InputError) as error:
        estates(path)
    return error.value.code


@pytest.mark.parametrize("name", ["台账.xls", "台账.et", "台账.xlsx"])
def test_an_old_workbook_is_read_whatever_its_suffix(tmp_path, name):
    xls(tmp_path / name, ROWS)
    frame, inputs = estates(tmp_path / name)
    assert frame["name"].tolist() == ["锦绣花园", "和平里"]
    assert frame["households"].tolist() == [120, 80]
    said = {issue.code for issue in inputs.issues}
    assert ("intake.kind_other" in said) == name.endswith(".xlsx")


def test_rows_are_those_of_excel_below_titles_and_blank_rows(tmp_path):
    rows = [[None], ["台账"], *ROWS[:2], ["LH0002", "河西街道", "和平里", "若干"]]
    xls(tmp_path / "a.xls", rows)
    _, inputs = estates(tmp_path / "a.xls")
    assert [i.row for i in inputs.issues if i.code == "intake.value_unread"] == [5]


def test_merged_regions_are_filled_down(tmp_path):
    xls(tmp_path / "a.xls", ROWS, merged=[(1, 2, 1, 1)])
    frame, inputs = estates(tmp_path / "a.xls")
    assert frame["street"].tolist() == ["河东街道"] * 2
    assert "intake.filled_down" in {i.code for i in inputs.issues}


def test_a_hidden_sheet_is_read_when_no_other_has_the_table(tmp_path):
    xls(tmp_path / "a.xls", ROWS, hidden=True)
    _, inputs = estates(tmp_path / "a.xls")
    assert "intake.sheet_hidden" in {i.code for i in inputs.issues}


def test_a_password_and_what_only_wps_opens(tmp_path):
    xls(tmp_path / "a.xls", ROWS, locked=True)
    (tmp_path / "b.et").write_bytes(compound("ETData", b"something else"))
    assert refused(tmp_path / "a.xls") == "intake.password"
    assert refused(tmp_path / "b.et") == "intake.old_excel"


def test_a_binary_sheet_that_reaches_too_far_is_refused(tmp_path):
    def record(kind, data):
        return bytes([kind, len(data)]) + data

    far = record(0, struct.pack("<I", 1_048_575)) + record(5, struct.pack("<I", 16_383))
    assert _extent(record(0, bytes(4)) + far) == (1_048_576, 16_384)
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as book:
        book.writestr("xl/workbook.bin", b"")
        book.writestr("xl/worksheets/sheet1.bin", far)
    assert refused(tmp_path / "a.xlsb") == "intake.sheet_far"
