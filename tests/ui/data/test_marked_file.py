import io

import openpyxl

from tables import Issue
from ui.data import marked_file


def test_the_marked_copy_has_its_cell_coloured_and_the_file_is_as_it_was(small_study):
    path = small_study / "台账.xlsx"
    before = path.read_bytes()
    issue = Issue("intake.value_unread", "warning", "estates", path.name, 3, "", "总户数", "x")
    book = openpyxl.load_workbook(io.BytesIO(marked_file.content(path, [issue], "zh")))
    sheet = next(book[name] for name in book.sheetnames if name != book.sheetnames[0])
    place = [cell.value for cell in sheet[1]].index("总户数") + 1
    assert sheet.cell(3, place).fill.fgColor.rgb.endswith("FBD38D")
    assert sheet.cell(3, place).comment is not None
    assert path.read_bytes() == before
