"""The tree as a planner reads it, on four estates."""

import sys
from pathlib import Path

import pytest

import study
from study.criteria_lines import groups, standard_or

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import write

SHEET = [{"indicator": "leak", "criterion": "condition", "anchors": [[0, 0], [3, 100]]}]


def lines(folder, **criteria):
    loaded = study.load(write(folder, change={"criteria": criteria}))
    measured = study.measure(study.read_inputs(loaded), loaded.choices)
    found = groups(study.ranked(measured, loaded.choices), loaded.choices)
    return found, {line.indicator.key: line for group in found for line in group.lines}


def test_weights_add_up_and_values_are_those_of_the_estates(tmp_path):
    found, by_key = lines(tmp_path)
    assert sum(line.overall for line in by_key.values()) == pytest.approx(1)
    for group in found:
        assert sum(line.within for line in group.lines) == pytest.approx(1)
    assert by_key["leak"].values.tolist() == [0, 1, 2, 3]
    assert (by_key["facade"].values.tolist(), by_key["facade"].unknown) == ([], 4)
    assert all(line.changed == () for line in by_key.values())


def test_what_the_study_changed_stands_beside_what_the_standard_says(tmp_path):
    changes = {"anchors": [[10, 0], [60, 100]], "missing": "highest"}
    _, by_key = lines(tmp_path, age_years=changes, facade={"off": True})
    age = by_key["age_years"]
    assert age.changed == ("anchors", "missing")
    assert age.standard.anchors == ((20, 0), (50, 100))
    assert (by_key["facade"].changed, by_key["facade"].within) == (("off",), 0)


def test_a_criterion_whose_indicators_are_all_off_is_still_listed_last(tmp_path):
    off = {key: {"off": True} for key in ("elder_share", "vulnerable_share")}
    found, _ = lines(tmp_path, **off)
    assert found[-1].criterion.key == "vulnerability"
    assert found[-1].criterion.names["zh"] == "弱势群体"
    assert [line.off for line in found[-1].lines] == [True, True]


def test_an_indicator_of_the_study_has_no_standard(tmp_path):
    new = {"criterion": "size", "side": "need", "anchors": [[0, 0], [100, 100]]}
    found, by_key = lines(tmp_path, households=new)
    assert by_key["households"].standard is None
    assert by_key["households"].changed == ()
    assert "size" in [group.criterion.key for group in found]


def test_a_value_of_the_standard_is_taken_away_another_written():
    path = ("criteria", "leak", "anchors")
    assert standard_or("leak", "anchors", [[0.0, 0.0], [3.0, 100.0]], SHEET) == {path: None}
    assert standard_or("leak", "anchors", [[0, 0], [2, 100]], SHEET) == {path: [[0, 0], [2, 100]]}
    assert standard_or("leak", "weight", 1.0, SHEET) == {("criteria", "leak", "weight"): None}
    assert standard_or("mine", "off", value=False, sheet=SHEET) == {
        ("criteria", "mine", "off"): False
    }
