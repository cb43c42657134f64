"""Every file of a folder is looked at, belongs to another, or is said to be left out."""

import json

import geopandas as gpd
import shapely
from click.testing import CliRunner

from cli.main import main
from intake.formats.folder_files import listed

LEDGER = "小区名称,建成年代,户数\n和平里,1985,300\n"


def filled(folder):
    (folder / "东街").mkdir()
    (folder / "东街/台账.csv").write_text(LEDGER, encoding="utf-8")
    (folder / "~$台账.xlsx").write_bytes(b"lock")
    (folder / ".DS_Store").write_bytes(b"")
    (folder / "报告.docx").write_bytes(b"PK")
    (folder / "alone.prj").write_text("")
    box = shapely.box(116.4, 39.9, 116.403, 39.903)
    gpd.GeoDataFrame({"name": ["和平里"]}, geometry=[box], crs=4326).to_file(folder / "a.shp")
    (folder / "b.gdb").mkdir()
    (folder / "b.gdb/a00000001.gdbtable").write_bytes(b"")
    (folder / "link.csv").symlink_to(folder / "东街/台账.csv")


def test_a_folder_is_looked_into_and_what_is_left_out_has_a_reason(tmp_path):
    filled(tmp_path)
    found = listed(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in found.files] == [
        "a.shp", "b.gdb", "东街/台账.csv",
    ]  # fmt: skip
    assert [(path.name, reason) for path, reason in found.passed_over] == [
        ("alone.prj", "kind"), ("link.csv", "link"), ("报告.docx", "kind"),
    ]  # fmt: skip


def test_an_empty_folder_has_nothing(tmp_path):
    assert listed(tmp_path) == ((), ())


def test_check_of_a_folder_says_what_it_did_not_look_at(tmp_path):
    (tmp_path / "东街").mkdir()
    (tmp_path / "东街/台账.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "报告.docx").write_bytes(b"PK")
    told = json.loads(CliRunner().invoke(main, ["check", str(tmp_path), "--json"]).stdout)
    assert list(told["files"]) == ["东街/台账.csv"]
    assert [(one["file"], one["reason"]) for one in told["not_read"]] == [("报告.docx", "kind")]
    lines = CliRunner().invoke(main, ["check", str(tmp_path)]).stdout.splitlines()
    assert [line for line in lines if "报告.docx" in line and line.startswith("·")]
