"""`jiugai` as a person types it: what it prints where, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pyogrio
import pytest
from click.testing import CliRunner

from cli.main import main

sys.path.insert(0, str(Path(__file__).parents[1] / "study"))

from four_estates import ESTATES, write

FILES = [
    "areas.geojson",
    "briefing.html",
    "estates.geojson",
    "issues.csv",
    "jiugai.gpkg",
    "programme.xlsx",
    "run.json",
    "timings.json",
]


def jiugai(*words):
    command = [sys.executable, "-m", "cli.main", *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def here(*words):
    """As `jiugai`, without a process of its own: those tests are about files and words."""
    found = CliRunner().invoke(main, [str(word) for word in words], prog_name="jiugai")
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return subprocess.CompletedProcess(words, found.exit_code, found.stdout, found.stderr)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("four")
    study = write(folder / "study")
    return folder, jiugai("run", study, "--out", folder / "out", "--json")


def test_a_run_writes_every_file_and_says_so_in_json_on_standard_output_only(done):
    folder, run = done
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert sorted(answer["files"]) == FILES
    assert sorted(path.name for path in (folder / "out").iterdir()) == FILES
    assert "写出成果" in run.stderr


def test_running_twice_gives_the_same_bytes(done):
    folder, _ = done
    again = jiugai("run", folder / "study", "--out", folder / "again")
    assert again.returncode == 0, again.stderr
    assert again.stdout == ""
    for name in FILES:
        if name != "timings.json":
            assert (folder / "out" / name).read_bytes() == (folder / "again" / name).read_bytes()


def test_gdal_reads_back_rows_ids_and_crs(done):
    folder, _ = done
    layers = {
        "estates.geojson": pyogrio.read_dataframe(folder / "out" / "estates.geojson"),
        "jiugai.gpkg": pyogrio.read_dataframe(folder / "out" / "jiugai.gpkg", layer="estates"),
    }
    for frame in layers.values():
        assert frame["estate_id"].tolist() == ["E1", "E2", "E3", "E4"]
    assert layers["estates.geojson"].crs.to_epsg() == 4326
    assert layers["jiugai.gpkg"].crs.to_epsg() == 4547


def test_run_json_holds_what_a_proposal_is_worth(done):
    folder, _ = done
    record = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    (plan,) = record["proposals"]
    assert plan["name"] == "need"
    assert plan["value"] <= plan["bound"]
    assert 0 <= plan["gap"] <= 1
    assert plan["fill_value"] <= plan["value"]
    assert plan["estates_by_year"] == {"2027": ["E1"], "2028": ["E2"]}
    spent = {(row["source"], row["year"]): row["spend_wan"] for row in plan["spend"]}
    assert spent == {("市级", 2027): 300.0, ("市级", 2028): 240.0}


def test_what_the_input_does_not_allow_ends_with_1_and_words(tmp_path):
    study = write(tmp_path, change={"wieghts": {}})
    failed = jiugai("run", study, "--out", tmp_path / "out", "--json")
    assert failed.returncode == 1
    assert json.loads(failed.stdout)["error"] == "study.unknown_key"
    assert "weights" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not (tmp_path / "out").exists()


def test_english_on_request(tmp_path):
    study = write(tmp_path, change={"wieghts": {}})
    failed = here("run", study, "--out", tmp_path / "out", "--locale", "en")
    assert "Did you mean" in failed.stderr


def test_wrong_usage_ends_with_2():
    assert jiugai("run").returncode == 2
    assert jiugai("no-such-command").returncode == 2


def test_the_demo_command_writes_a_study_of_the_size_asked_for(tmp_path):
    done = here("demo", tmp_path / "town", "--estates", 40, "--json")
    assert done.returncode == 0, done.stderr
    assert "study.yaml" in json.loads(done.stdout)["files"]


def test_the_demo_command_leaves_a_study_as_it_is(tmp_path):
    (tmp_path / "study.yaml").write_text("name: 我的研究", encoding="utf-8")
    failed = here("demo", tmp_path, "--estates", 40, "--json")
    assert failed.returncode == 1
    assert json.loads(failed.stdout)["error"] == "demo.not_empty"
    assert (tmp_path / "study.yaml").read_text(encoding="utf-8") == "name: 我的研究"


def test_the_template_command_writes_the_sheets_to_fill_in(tmp_path):
    done = here("template", tmp_path / "模板.xlsx", "--json")
    assert done.returncode == 0, done.stderr
    assert "小区台账" in json.loads(done.stdout)["sheets"]
    again = here("template", tmp_path / "模板.xlsx")
    assert again.returncode == 1
    assert "模板.xlsx" in again.stderr


def test_no_eligible_estate_still_gives_every_file(tmp_path):
    young = [(row[0], row[1], 2015, *row[3:]) for row in ESTATES]
    study = write(tmp_path / "study", estates=young)
    done = here("run", study, "--out", tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(done.stdout)["files"]) == FILES
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["proposals"][0]["estates_by_year"] == {}


def test_an_earlier_run_stays_whole_when_the_next_one_fails(tmp_path):
    study = write(tmp_path / "study")
    assert here("run", study, "--out", tmp_path / "out").returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    write(tmp_path / "study", change={"horizon": []})
    assert here("run", study, "--out", tmp_path / "out").returncode == 1
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_folder_that_holds_something_else_is_not_replaced(tmp_path):
    study = write(tmp_path / "study")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "照片.txt").write_text("重要", encoding="utf-8")
    failed = here("run", study, "--out", tmp_path / "out")
    assert failed.returncode == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["照片.txt"]
    assert "Traceback" not in failed.stderr
