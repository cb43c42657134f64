"""Small files as cities have them."""

import os
from pathlib import Path

import openpyxl
import pytest

from intake import Source


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes rows into a sheet and gives back its Source."""

    def write(rows, *, name="台账.xlsx", sheet="台账", merge=(), before=()):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for other in before:
            book.create_sheet(other)["A1"] = "说明"
        page = book.create_sheet(sheet)
        for row in rows:
            page.append(row)
        for area in merge:
            page.merge_cells(area)
        book.save(tmp_path / name)
        return Source(tmp_path / name, name)

    return write


@pytest.fixture
def text_file(tmp_path):
    """Return a function that writes a text file and gives back its Source."""

    def write(text, *, name="台账.csv", encoding="utf-8-sig", **more):
        (tmp_path / name).write_bytes(text.encode(encoding))
        return Source(tmp_path / name, name, **more)

    return write


@pytest.fixture(scope="session")
def data():
    """Return the folder of real input, or skip."""
    folder = Path(os.environ.get("JIUGAI_DATA", Path(__file__).parents[3] / "shared/data"))
    if not folder.is_dir():
        pytest.skip(f"no real input at {folder}: set JIUGAI_DATA")
    return folder
