import errno
import json
import math
import os
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from reports import outputs
from tables import InputError
from tests.small_results import nothing_eligible, nothing_known, town
from texts import say

FILES = {
    "estates.geojson", "areas.geojson", "jiugai.gpkg", "programme.xlsx", "issues.csv",
    "briefing.html", "run.json", "timings.json",
}  # fmt: skip


def contents(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("run") / "out"
    outputs.write(town(), out, locale="zh")
    return out


@pytest.fixture
def earlier(tmp_path):
    """Give a folder that holds an earlier run, quickly: only its record matters."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "run.json").write_text('{"jiugai": "0.1.0", "proposals": []}')
    (out / "briefing.html").write_text("old")
    return out


@pytest.fixture
def quick(monkeypatch):
    """Write the record as ever and every other file in no time."""
    writers = dict.fromkeys(outputs.WRITERS, lambda _, path, __: path.write_text("new"))
    writers["run.json"] = outputs.WRITERS["run.json"]
    monkeypatch.setattr(outputs, "WRITERS", writers)
    return writers


def test_every_file_is_there(written):
    assert set(contents(written)) == FILES


def test_writing_again_gives_the_same_bytes_but_for_the_timings(written, tmp_path):
    outputs.write(town(), tmp_path / "again", locale="zh")
    first, second = contents(written), contents(tmp_path / "again")
    assert {n for n in FILES if first[n] != second[n]} <= {"timings.json"}


def test_the_record_holds_every_proposal_in_figures(written):
    record = json.loads((written / "run.json").read_text())
    need = record["proposals"][0]
    assert {"name", "value", "bound", "gap", "fill_value", "spend", "estates_by_year"} <= set(need)
    assert 0 <= need["gap"] <= 1
    assert sum(map(len, need["estates_by_year"].values())) == len(town().proposals[0].plan)
    assert list(need["estates_by_year"]) == ["2027", "2028", "2029", "2030", "2031"]


def test_map_table_and_record_tell_the_same_years(written):
    record = json.loads((written / "run.json").read_text())
    told = {
        e: int(year)
        for year, estates in record["proposals"][0]["estates_by_year"].items()
        for e in estates
    }
    features = json.loads((written / "estates.geojson").read_text())["features"]
    shown = {f["id"]: f["properties"]["year"] for f in features if f["properties"]["year"]}
    table = pyogrio.read_dataframe(written / "jiugai.gpkg", layer="estates", columns=["year"])
    assert shown == told
    assert table["year"].notna().sum() == len(told)


@pytest.mark.usefixtures("quick")
def test_a_run_replaces_an_earlier_run(earlier):
    outputs.write(town(), earlier, locale="zh")
    assert contents(earlier)["briefing.html"] == b"new"
    assert json.loads((earlier / "run.json").read_text())["name"] == "乐河区 2027–2031"


@pytest.mark.usefixtures("quick")
def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "out").mkdir()
    outputs.write(town(), tmp_path / "out", locale="zh")
    assert "run.json" in contents(tmp_path / "out")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", ["notes.txt", "run.json"])
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path, name):
    out = tmp_path / "mine"
    out.mkdir()
    (out / name).write_text('{"scripts": {}}')
    with pytest.raises(InputError) as error:
        outputs.write(town(), out, locale="zh")
    assert error.value.code == "outputs.not_a_run"
    assert str(out) in say("zh", error.value.code, **error.value.values)
    assert list(contents(out)) == [name]


@pytest.mark.usefixtures("quick")
def test_a_file_of_that_name_is_left_alone(tmp_path):
    out = tmp_path / "out"
    out.write_text("a letter")
    with pytest.raises(InputError, match=r"outputs\.not_a_run"):
        outputs.write(town(), out, locale="zh")
    assert out.read_text() == "a letter"


@pytest.mark.usefixtures("quick")
def test_what_a_person_added_is_carried_over(earlier):
    (earlier / "会议纪要.docx").write_bytes(b"minutes")
    (earlier / "照片").mkdir()
    (earlier / "照片" / "1.jpg").write_bytes(b"photo")
    outputs.write(town(), earlier, locale="zh")
    assert (earlier / "会议纪要.docx").read_bytes() == b"minutes"
    assert (earlier / "照片" / "1.jpg").read_bytes() == b"photo"


FAILURES = [
    (OSError(errno.ENOSPC, "No space left on device"), "outputs.full"),
    (PermissionError(errno.EACCES, "Permission denied"), "outputs.locked"),
    (OSError(errno.EROFS, "Read-only file system"), "outputs.refused"),
]


@pytest.mark.parametrize(("failure", "code"), FAILURES)
def test_a_failure_midway_leaves_the_earlier_run_whole(earlier, quick, failure, code):
    def fail(*_):
        raise failure

    quick["later.txt"] = fail
    before = contents(earlier)
    with pytest.raises(InputError) as error:
        outputs.write(town(), earlier, locale="zh")
    assert error.value.code == code
    assert "{" not in say("zh", code, **error.value.values)
    assert contents(earlier) == before
    assert [path.name for path in earlier.parent.iterdir()] == ["out"]


def test_ctrl_c_midway_leaves_the_earlier_run_whole(earlier, quick):
    def stop(*_):
        raise KeyboardInterrupt

    quick["later.txt"] = stop
    before = contents(earlier)
    with pytest.raises(KeyboardInterrupt):
        outputs.write(town(), earlier, locale="zh")
    assert contents(earlier) == before
    assert [path.name for path in earlier.parent.iterdir()] == ["out"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("step", [1, 2])
def test_a_swap_that_fails_is_undone(earlier, monkeypatch, step):
    """A file open in Excel stops the rename of its folder on Windows."""
    rename, calls = os.rename, []

    def refuse(self, target):
        calls.append(target)
        if len(calls) == step:
            raise PermissionError(errno.EACCES, "in use")
        rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    before = contents(earlier)
    with pytest.raises(InputError) as error:
        outputs.write(town(), earlier, locale="zh")
    assert error.value.code == "outputs.locked"
    assert contents(earlier) == before


def test_a_run_cut_between_two_renames_is_put_back(earlier, quick):
    earlier.rename(earlier.with_name(".out.previous"))

    def fail(*_):
        raise OSError(errno.ENOSPC, "full")

    quick["later.txt"] = fail
    with pytest.raises(InputError):
        outputs.write(town(), earlier, locale="zh")
    assert contents(earlier)["briefing.html"] == b"old"


@pytest.mark.parametrize("results", [nothing_eligible(), nothing_known()])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_poor_results_are_a_whole_run(results, locale, tmp_path):
    outputs.write(results, tmp_path / "out", locale=locale)
    assert set(contents(tmp_path / "out")) == FILES


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_search_stopped_before_any_bound_is_a_whole_run(locale, tmp_path):
    results = town()
    stopped = [
        replace(plan, bound=math.inf, gap=1.0, status="stopped") for plan in results.proposals
    ]
    outputs.write(replace(results, proposals=stopped), tmp_path / "out", locale=locale)
    assert set(contents(tmp_path / "out")) == FILES
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert {plan["bound"] for plan in told["proposals"]} == {None}
