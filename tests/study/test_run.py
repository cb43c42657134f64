"""The whole job on four estates, checked by hand, and its promises: same in, same out."""

import csv
import sys
from pathlib import Path

import pandas as pd
import pytest

import study

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import write


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return study.run(study.load(write(tmp_path_factory.mktemp("four"))))


def test_scores_are_those_worked_out_by_hand(results):
    table = results.estates.set_index("estate_id")
    # E1: built 1982, 45 years old in 2027: (45-20)/(50-20) of 100
    assert table.loc["E1", "age_score"] == pytest.approx(100 * 25 / 30)
    # leak 3 of 3, nothing else known of its condition
    assert table.loc["E1", "condition_score"] == pytest.approx(100)
    # support 81/90 = 0.9 → 60 + 40·(0.9-0.75)/0.25 = 84, fees 72/90 = 0.8 → 80
    assert table.loc["E1", "willingness_score"] == pytest.approx(84 * 0.6 + 80 * 0.4)
    # the market (10-minute circle) is within 500 m, the kindergarten (5-minute) is not within 300 m
    assert table.loc["E1", "coverage"] == pytest.approx(0.5)
    assert table.loc["E1", "gaps"] == "edu_kinder"


def test_the_cluster_does_not_fit_one_year_and_is_freed(results):
    plan = results.estates.set_index("estate_id")["year"]
    assert plan["E1"] == 2027
    assert plan["E2"] == 2028
    assert pd.isna(plan["E3"])
    notes = results.proposals[0].cluster_notes
    assert set(notes["estate_id"]) == {"E1", "E2"}


def test_what_may_not_enter_says_why(results):
    row = results.estates.set_index("estate_id").loc["E4"]
    assert (row["gate"], row["reason"]) == ("age", "gate:age")


def test_unknown_condition_items_widen_the_range(results):
    assert (results.estates["score_low"] < results.estates["score"]).all()
    assert (results.estates["score"] < results.estates["score_high"]).all()


def test_stages_are_told_in_order(tmp_path):
    told = []
    study.run(
        study.load(write(tmp_path)), progress=lambda stage, share: told.append((stage, share))
    )
    told = [(stage, share) for stage, share in told if stage != "compile"]  # the first time only
    stages = ["read", "measure", "rank", "propose", "negotiate", "negotiate.why"]
    assert [stage for stage, _ in told] == stages
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_another_weight_needs_no_new_measuring(tmp_path):
    one = study.load(write(tmp_path))
    measured = study.measure(study.read_inputs(one), one.choices)
    shares = {"age": 1.0, "willingness": 0.0, "condition": 0.0, "coverage": 0.0}
    other = study.ranked(measured, study.reweighted(one.choices, shares))
    assert other.estates["score"].tolist() == pytest.approx(
        measured.estates["age_years"].sub(20).mul(100 / 30).clip(0).tolist()
    )


def test_row_order_of_the_files_changes_nothing(results, tmp_path):
    folder = write(tmp_path)
    for name in ("台账.csv", "意愿.csv", "资金.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([header, *rows[::-1]])
    shuffled = study.run(study.load(folder))
    pd.testing.assert_frame_equal(results.estates, shuffled.estates)
    pd.testing.assert_frame_equal(results.walks, shuffled.walks)
    for one, other in zip(results.proposals, shuffled.proposals, strict=True):
        pd.testing.assert_frame_equal(one.money, other.money)


def test_the_record_names_files_choices_standards_and_engines(results):
    record = results.record
    assert {item["label"] for item in record["inputs"]} >= {"台账.csv", "pois.geojson"}
    assert all(len(item["sha256"]) == 64 for item in record["inputs"])
    names = {item["name"] for item in record["standards"]}
    assert {"circle_walk_m", "facility_catalogue", "built_by_year"} <= names
    assert all("checked" in item for item in record["standards"])
    assert record["choices"]["horizon"] == [2027, 2028]
    assert record["engines"]["highspy"]
