"""Rows in another order change nothing but hashes and row numbers (twice: test_main.py)."""

import csv
import json
import os
import shutil
from pathlib import Path

import numpy as np
import openpyxl
import pyogrio
import pytest
import yaml

import demo
import reports
import study
from study.editing import edited
from tests.study import four_negotiated

DATA = Path(os.environ.get("JIUGAI_DATA", "../shared/data"))
SINGAPORE = DATA / "singapore" / "singapore.gpkg"
TABLES = 12  # answers of a plan that is asked everything
SAME = ("estates.geojson", "areas.geojson", "jiugai.gpkg", "programme.xlsx", "briefing.html")


def written(folder: Path, out: Path, data: Path | None = None) -> Path:
    reports.write(study.run(study.load(folder, data)), out, locale="zh")
    return out


def shuffled_workbook(source: Path, target: Path, dice) -> None:
    (sheet,) = openpyxl.load_workbook(source).worksheets
    header, *rows = sheet.iter_rows(values_only=True)
    book = openpyxl.Workbook()
    book.active.title = sheet.title
    for row in [header, *(rows[place] for place in dice.permutation(len(rows)))]:
        book.active.append(row)
    book.save(target)


def shuffled_geopackage(source: Path, target: Path, dice) -> None:
    for layer, _ in pyogrio.list_layers(source):
        frame = pyogrio.read_dataframe(source, layer=layer)
        frame = frame.iloc[dice.permutation(len(frame))]
        pyogrio.write_dataframe(frame, target, layer=layer, driver="GPKG")


def without_rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.pop("行")
    return sorted(rows, key=str)


def without_hashes(path: Path) -> dict:
    record = json.loads(path.read_text(encoding="utf-8"))
    for item in record["inputs"]:
        for key in ("sha256", "size"):
            item.pop(key)
    return record


def assert_same_but_for_hashes(one: Path, other: Path) -> None:
    for name in SAME:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    assert without_rows(one / "issues.csv") == without_rows(other / "issues.csv")
    assert without_hashes(one / "run.json") == without_hashes(other / "run.json")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    file = demo.write(folder / "study", estates=60, seed=demo.SEED, clean=True) / "study.yaml"
    asked_nothing = edited(file.read_text(encoding="utf-8"), {("negotiate",): None})
    file.write_text(asked_nothing, encoding="utf-8")  # the town of four below is asked everything
    return folder, written(folder / "study", folder / "out")


def test_rows_of_the_demo_town_in_another_order(town):
    folder, first = town
    dice, other = np.random.default_rng(1), folder / "shuffled"
    other.mkdir()
    for path in sorted((folder / "study").iterdir()):
        if path.suffix == ".xlsx":
            shuffled_workbook(path, other / path.name, dice)
        elif path.suffix == ".gpkg":
            shuffled_geopackage(path, other / path.name, dice)
        else:
            (other / path.name).write_bytes(path.read_bytes())
    assert_same_but_for_hashes(first, written(other, folder / "out-shuffled"))


def test_rows_of_a_negotiated_town_in_another_order(tmp_path):
    """Every part of `negotiate` is asked: sheets, run.json, columns, slides stay the same."""
    folder, other = four_negotiated.write(tmp_path / "study"), tmp_path / "other"
    shutil.copytree(folder, other)
    for path in sorted(other.glob("*.csv")):
        head, *rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join([head, *rows[::-1]]))
    first = written(folder, tmp_path / "out")
    assert len(json.loads((first / "run.json").read_text(encoding="utf-8"))["negotiated"]) > TABLES
    assert_same_but_for_hashes(first, written(other, tmp_path / "out-other"))


@pytest.mark.skipif(
    not SINGAPORE.exists(), reason=f"{SINGAPORE} is not here: set JIUGAI_DATA to the open data"
)
def test_rows_of_singapore_in_another_order(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    text = yaml.safe_load(Path("examples/singapore/study.yaml").read_text(encoding="utf-8"))
    short = text | {"proposals": ["need"]}
    (folder / "study.yaml").write_text(yaml.safe_dump(short, allow_unicode=True), encoding="utf-8")
    (tmp_path / "data" / "singapore").mkdir(parents=True)
    target = tmp_path / "data" / "singapore" / "singapore.gpkg"
    shuffled_geopackage(SINGAPORE, target, np.random.default_rng(2))
    first = written(folder, tmp_path / "out", DATA)
    assert_same_but_for_hashes(first, written(folder, tmp_path / "other", tmp_path / "data"))
