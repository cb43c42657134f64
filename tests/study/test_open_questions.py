"""A run waits for answers that can change a number, and prints the lines that give them."""

import pytest
import yaml

import study
from intake.questions import question
from study.open_questions import check_answered
from tables import InputError, Issue

CRS = question("intake.crs_unknown", ("crs", "边界.zip"), ["EPSG:4546", "EPSG:4547"],
               proposed="EPSG:4546")  # fmt: skip
AGAIN = question("intake.crs_unknown", ("crs", "边界.zip"), ["EPSG:4546"])
NAME = question("intake.header_unsure", ("columns", "estates", "备注2"), ["remarks"], counts=False)


def test_the_refusal_holds_the_lines_to_paste():
    with pytest.raises(InputError) as told:
        check_answered([CRS, AGAIN, NAME, Issue("a", "error")])
    assert told.value.code == "study.questions_open"
    assert told.value.values["count"] == 1
    lines = str(told.value.values["lines"])
    assert yaml.safe_load(lines) == {"answers": {"crs": {"边界.zip": "EPSG:4546"}}}


def test_a_question_that_changes_no_number_waits_without_stopping_the_run():
    assert check_answered([NAME, Issue("study.x", "question"), Issue("a", "warning")]) is None


def test_answers_of_a_file_go_over_those_of_the_study_key_by_key(demo_like):
    told = study.answered(demo_like, {"crs": {"b.shp": "EPSG:4547"}, "datum": {"roads": "wgs84"}})
    assert told.choices.answers == {
        "crs": {"a.shp": "EPSG:4490", "b.shp": "EPSG:4547"}, "datum": {"roads": "wgs84"},
    }  # fmt: skip
    assert demo_like.choices.answers == {"crs": {"a.shp": "EPSG:4490"}}


@pytest.fixture
def demo_like(tmp_path):
    text = """
name: 示范
horizon: [2027]
day_of_law: 2026-11-21
inputs: {estates: {path: a.csv}}
weights: {age: 1}
answers: {crs: {a.shp: EPSG:4490}}
"""
    (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
    return study.load(tmp_path)
