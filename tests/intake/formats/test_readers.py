from pathlib import Path

import pytest

from intake import Source
from intake.formats.files import columns_of
from intake.formats.readers import cells
from tables import TABLES
from tests.intake.small_books import xls

ESTATES = TABLES["estates"]
ROWS = [["小区编码", "小区名称"], ["A1", "和平里"]]
CSV = "\n".join(",".join(row) for row in ROWS)


def found(path, source=None):
    raw = cells(source or Source(path, path.name), ESTATES, columns_of(ESTATES))
    said = [dict(i.detail) for i in raw.issues if i.code == "intake.kind_other"]
    return raw.cells[1].tolist(), said


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.dat"])
def test_an_old_workbook_under_its_names_is_no_surprise(tmp_path, name):
    xls(tmp_path / name, ROWS)
    assert found(tmp_path / name) == (["和平里"], [])


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_text_called_a_workbook_is_read_and_said(tmp_path, suffix):
    (tmp_path / f"a{suffix}").write_text(CSV, encoding="utf-8")
    expected = [{"suffix": suffix, "kind": "csv"}]
    assert found(tmp_path / f"a{suffix}") == (["和平里"], expected)


def test_a_workbook_called_csv(tmp_path):
    xls(tmp_path / "a.csv", ROWS)
    assert found(tmp_path / "a.csv") == (["和平里"], [{"suffix": ".csv", "kind": "xls"}])


def test_a_folder_with_one_file(tmp_path):
    Path(tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    assert found(tmp_path) == (["和平里"], [])
