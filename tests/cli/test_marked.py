"""`jiugai check FILE --marked OUT.xlsx`: a copy beside, the file itself as it was."""

import json

import openpyxl
import pytest
from click.testing import CliRunner

from cli.check import check


@pytest.fixture
def ledger(tmp_path):
    book = openpyxl.Workbook()
    for row in (["小区名称", "街道", "建成年代", "户数"], ["锦绣里", "河东街道", 1998, "约百户"]):
        book.active.append(row)
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def run(*words):
    return CliRunner().invoke(check, [*map(str, words)])


def test_the_copy_is_marked_and_the_file_is_left_as_it_was(ledger, tmp_path):
    before, out = ledger.read_bytes(), tmp_path / "标注.xlsx"
    done = run(ledger, "--marked", out, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["outcome"] == "warn"
    assert "标注.xlsx" in done.stderr
    book = openpyxl.load_workbook(out)
    assert book.worksheets[0].title == "核对清单"
    assert "约百户" in book.worksheets[1]["D2"].comment.text
    assert ledger.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["台账.xlsx", "标注.xlsx"]


def test_the_copy_never_replaces_the_file_itself(ledger):
    before = ledger.read_bytes()
    done = run(ledger, "--marked", ledger)
    assert done.exit_code == 1
    assert "就是要读取的文件本身" in done.stderr
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("name", ["标注.csv", "没有/标注.xlsx"])
def test_a_copy_that_cannot_be_written_is_said(ledger, tmp_path, name):
    done = run(ledger, "--marked", tmp_path / name)
    assert done.exit_code == 1
    assert "标注" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["台账.xlsx"]


def test_a_layer_has_no_cells_to_mark(tmp_path):
    layer = tmp_path / "边界.geojson"
    point = {"type": "Point", "coordinates": [113.6, 34.7]}
    feature = {"type": "Feature", "properties": {"小区名称": "锦绣里"}, "geometry": point}
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    done = run(layer, "--marked", tmp_path / "标注.xlsx", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == "check.no_marked_copy"
    assert not (tmp_path / "标注.xlsx").exists()


def test_a_folder_is_checked_file_by_file(tmp_path):
    done = run(tmp_path, "--marked", tmp_path / "标注.xlsx")
    assert done.exit_code == 1
    assert "文件夹" in done.stderr
