"""`jiugai experts`: a form for the study's own criteria, never over one that is there."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from intake.forms.expert_forms import read_forms

sys.path.insert(0, str(Path(__file__).parents[1] / "study"))

from four_estates import write


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "study")


def run(*words):
    return CliRunner().invoke(main, ["experts", *map(str, words)])


def test_the_form_asks_about_the_criteria_named(folder, tmp_path):
    out = tmp_path / "表.xlsx"
    done = run(folder, "--out", out, "--criteria", "age,condition,coverage", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "form": str(out), "criteria": ["age", "condition", "coverage"], "questions": 3,
    }  # fmt: skip
    assert read_forms(out.read_bytes(), file="表.xlsx", largest=9)[0] == ()


def test_a_form_that_is_there_is_left_alone(folder, tmp_path):
    out = tmp_path / "form.xlsx"
    out.write_text("filled in")
    done = run(folder, "--out", out)
    assert done.exit_code == 1
    assert "不覆盖" in done.stderr
    assert out.read_text() == "filled in"


@pytest.mark.parametrize(
    ("words", "told"),
    [(["--criteria", "agee"], "age"), (["--locale", "en", "--criteria", ""], "8 questions")],
)
def test_what_is_misspelt_is_named_and_nothing_named_means_all(folder, tmp_path, words, told):
    done = run(folder, "--out", tmp_path / "form.xlsx", *words)
    assert told in done.stderr


def test_a_folder_that_is_not_there_is_said(folder, tmp_path):
    done = run(folder, "--out", tmp_path / "nowhere" / "form.xlsx")
    assert done.exit_code == 1
    assert "写不进去" in done.stderr
