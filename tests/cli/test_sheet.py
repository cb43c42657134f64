"""`jiugai sheet` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.study import four_estates


def jiugai(*words):
    return CliRunner().invoke(main, ["sheet", *map(str, words)])


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return four_estates.write(tmp_path_factory.mktemp("four") / "study")


@pytest.mark.parametrize(("name", "starts"), [("s.html", b"<!doctype"), ("s.PDF", b"%PDF")])
def test_the_sheet_is_written_and_said(study, tmp_path, name, starts):
    out = tmp_path / "new" / name
    done = jiugai(study, "E2", "--out", out, "--json")
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(starts)
    told = json.loads(done.stdout)
    assert (told["estate_id"], told["name"]) == ("E2", "建设新村")


def test_it_is_there_in_english_too(study, tmp_path):
    out = tmp_path / "s.html"
    assert jiugai(study, "E1", "--out", out, "--locale", "en", "--up", 1).exit_code == 0
    assert "What the score is made of" in out.read_text(encoding="utf-8")


def test_an_estate_nobody_knows_is_said(study, tmp_path):
    done = jiugai(study, "E9", "--out", tmp_path / "s.html")
    assert done.exit_code == 1
    assert "没有编码为“E9”的小区（共 4 个）" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_file_of_another_kind_is_refused_at_once(tmp_path):
    done = jiugai("nowhere", "E1", "--out", tmp_path / "s.docx")
    assert done.exit_code == 1
    assert ".html" in done.stderr


def test_a_place_that_cannot_be_written_is_said(study, tmp_path):
    (tmp_path / "file").write_text("x")
    done = jiugai(study, "E1", "--out", tmp_path / "file" / "s.html")
    assert done.exit_code == 1
    assert "写不到" in done.stderr
