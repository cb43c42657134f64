"""The demo study: the same bytes twice, and every planted fault found, and nothing else."""

from hashlib import sha256
from pathlib import Path

import pytest
import yaml

import demo
import intake
from intake import Inputs, Source
from tables import InputError

ISSUES = {"error", "question", "warning", "repair"}


def sources(folder: Path) -> dict[str, list[Source]]:
    given = yaml.safe_load((folder / "study.yaml").read_text(encoding="utf-8"))["inputs"]
    return {name: [source(folder, entry)] for name, entry in given.items()}


def source(folder: Path, entry: dict[str, object]) -> Source:
    more = {key: value for key, value in entry.items() if key in {"layer", "sheet"}}
    return Source(folder / entry["path"], entry["path"], join=tuple(entry.get("join", ())), **more)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return demo.write(tmp_path_factory.mktemp("demo") / "study", seed=demo.SEED)


@pytest.fixture(scope="module")
def inputs(folder) -> Inputs:
    return intake.read(sources(folder))


@pytest.fixture(scope="module")
def planted(folder) -> list[dict[str, object]]:
    return yaml.safe_load((folder / "planted.yaml").read_text(encoding="utf-8"))


def place(code: str, table: str, file: str, row: int | None, header: str) -> tuple[object, ...]:
    return code, table, file, row, header


def raised(inputs) -> set[tuple[object, ...]]:
    return {place(i.code, i.table, i.file, i.row, i.column) for i in inputs.issues}


def expected(planted) -> set[tuple[object, ...]]:
    return {
        place(p["code"], p["table"], p["file"], p.get("row"), p.get("header", "")) for p in planted
    }


def test_every_planted_fault_raises_its_issue(inputs, planted):
    cells = [fault for fault in planted if fault["code"] != "intake.gaps"]
    assert len(cells) > 90
    assert expected(cells) - raised(inputs) == set()


def test_blank_cells_are_counted_as_gaps_of_their_column(inputs, planted):
    gaps = {issue.column: issue.detail["count"] for issue in inputs.issues if "gaps" in issue.code}
    for header in {fault["header"] for fault in planted if fault["code"] == "intake.gaps"}:
        blank = [p for p in planted if p["code"] == "intake.gaps" and p["header"] == header]
        assert gaps[header] >= len(blank)


def test_every_issue_of_the_demo_was_planted(inputs, planted):
    known = expected(planted)
    surprises = [
        issue
        for issue in inputs.issues
        if issue.severity in ISSUES
        and place(issue.code, issue.table, issue.file, issue.row, issue.column) not in known
    ]
    assert surprises == []


def test_the_value_said_is_the_value_planted(inputs, planted):
    said = {place(i.code, i.table, i.file, i.row, i.column): i.value for i in inputs.issues}
    for fault in planted:
        if "header" in fault and "value" in fault:
            where = place(fault["code"], fault["table"], fault["file"], fault.get("row"),
                          fault["header"])  # fmt: skip
            assert fault["code"] == "intake.gaps" or said[where] == str(fault["value"])


def test_reads_as_306_estates_in_13_streets(inputs):
    estates = inputs.tables["estates"]
    assert len(estates) == demo.ESTATES == 306
    assert estates["street"].nunique() == 13
    assert (inputs.tables["areas"]["level"] == "street").sum() == 13
    assert 55 <= estates["cluster_id"].nunique() <= 65
    assert inputs.tables["facilities"]["category"].nunique() == 26


def test_the_same_seed_gives_the_same_bytes(folder, tmp_path):
    again = demo.write(tmp_path / "again", seed=demo.SEED)
    assert digests(again) == digests(folder)


def test_another_seed_gives_another_town(folder, tmp_path):
    other = demo.write(tmp_path / "other", estates=40, seed=8)
    assert digests(other)["city.gpkg"] != digests(folder)["city.gpkg"]


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_a_clean_town_raises_no_doubt(tmp_path):
    folder = demo.write(tmp_path / "clean", estates=60, seed=3, clean=True)
    assert not (folder / "planted.yaml").exists()
    issues = intake.read(sources(folder)).issues
    assert {issue.code for issue in issues if issue.severity in ISSUES} == {"intake.unit_converted"}


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path):
    (tmp_path / "study.yaml").write_text("name: 我的研究", encoding="utf-8")
    for there in (tmp_path, tmp_path / "study.yaml"):
        with pytest.raises(InputError, match=r"demo\.not_empty"):
            demo.write(there, estates=20, seed=1)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["name: 我的研究"]


def test_a_town_that_cannot_be_written_whole_leaves_no_file(tmp_path, monkeypatch):
    def fails(*_):
        raise OSError

    monkeypatch.setattr("demo.folder.write_city", fails)
    with pytest.raises(OSError):  # noqa: PT011 - any
        demo.write(tmp_path / "town", estates=20, seed=1)
    assert list((tmp_path / "town").iterdir()) == []


def test_an_empty_folder_may_be_written_into(tmp_path):
    assert (demo.write(tmp_path, estates=20, seed=1, clean=True) / "study.yaml").is_file()
