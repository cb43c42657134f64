import io
import zipfile

import openpyxl

from intake.formats import lean as module
from intake.formats.lean import lean


def book(rows, data):
    """Return a workbook whose only sheet has `data` before its last rows."""
    plain = openpyxl.Workbook()
    for row in rows:
        plain.active.append(row)
    made = io.BytesIO()
    plain.save(made)
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", data + b"</sheetData>")
            new.writestr(name, content)
    return changed


def values(file):
    sheet = openpyxl.load_workbook(file, read_only=True).active
    sheet.reset_dimensions()
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


def test_cells_that_are_only_formatted_go_and_values_stay_where_they_are(monkeypatch):
    monkeypatch.setattr(module, "LARGE_BYTES", 100)
    monkeypatch.setattr(module, "_CHUNK", 1000)
    empty = b"".join(
        b'<row r="%d" s="1"><c r="A%d" s="1"/><c r="B%d" s="1"></c></row>' % (n, n, n)
        for n in range(3, 200)
    )
    last = b'<row r="200"><c r="A200" s="1"/><c r="C200"><v>7</v></c></row>'
    full = book([["a", "b"], [1, 2]], empty + last)
    small = lean(full)
    assert len(sheet_of(small)) < len(sheet_of(full)) / 4
    assert values(small) == values(full) == [("a", "b"), (1, 2), (None, None, 7)]


def test_a_small_sheet_and_one_without_places_stay_as_they_are(monkeypatch):
    full = book([["a"]], b"")
    assert lean(full) is full
    monkeypatch.setattr(module, "LARGE_BYTES", 10)
    bare = book([], b"<row><c/><c><v>1</v></c></row>" * 50)
    assert sheet_of(lean(bare)) == sheet_of(bare)


def sheet_of(file):
    with zipfile.ZipFile(file) as archive:
        return archive.read("xl/worksheets/sheet1.xml")
