"""Studies with little: a ledger alone, no streets, no facilities, no money, unknown counts."""

import sys
from pathlib import Path

import pytest

import reports
import study

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, ESTATES, write


def only_inputs(*names):
    return {"inputs": {name: CHOICES["inputs"][name] for name in names}}


def run(folder, **parts):
    return study.run(study.load(write(folder, **parts)))


def codes(results):
    return [issue.code for issue in results.issues]


def test_a_ledger_alone_is_ranked_with_coverage_unknown_and_every_file_written(tmp_path):
    results = run(tmp_path / "study", change=only_inputs("estates", "budgets"))
    assert results.estates["coverage"].isna().all()
    assert results.estates["rank"].tolist() == [1, 2, 3, 4]
    assert set(results.estates["walk_status"]) == {"no_facilities"}
    assert len(reports.write(results, tmp_path / "out", locale="zh")) == 8


def test_missing_streets_are_said_once_and_not_for_every_facility(tmp_path):
    results = run(tmp_path, change=only_inputs("estates", "outlines", "facilities", "budgets"))
    assert codes(results).count("study.no_streets") == 1
    assert "study.facility_off_network" not in codes(results)
    assert set(results.walks["method"]) == {"straight"}
    assert set(results.estates["walk_status"]) == {"straight"}
    assert results.estates["coverage"].notna().all()


def test_missing_facilities_are_said_and_widen_coverage(tmp_path):
    results = run(tmp_path, change=only_inputs("estates", "outlines", "streets", "budgets"))
    assert codes(results).count("study.no_facilities") == 1
    assert set(results.estates["walk_status"]) == {"no_facilities"}
    assert results.estates["coverage_low"].eq(0).all()


def test_money_without_limit_is_said(tmp_path):
    results = run(tmp_path, change=only_inputs("estates", "outlines", "streets", "facilities"))
    assert "study.no_budgets" in codes(results)


def test_aims_that_cannot_differ_are_said(tmp_path):
    alone = [(*row[:6], "") for row in ESTATES]
    results = run(tmp_path, estates=alone, change={"proposals": ["need", "balance", "cluster"]})
    assert {"study.no_clusters", "study.nothing_to_balance"} <= set(codes(results))


def test_a_cluster_in_batches_is_an_issue_that_names_it(tmp_path):
    results = run(tmp_path)
    found = [i for i in results.issues if i.code == "study.cluster_in_batches"]
    assert [issue.value for issue in found] == ["P1"]


def test_nobody_counted_is_not_nobody_lives_there(tmp_path):
    rows = [(*ESTATES[0][:3], 0, *ESTATES[0][4:]), *ESTATES[1:]]
    row = run(tmp_path, estates=rows).estates.set_index("estate_id").loc["E1"]
    assert row[["households", "residents", "cost_wan"]].isna().all()
    assert row["reason"] == "needs_survey"


def test_an_estate_renovated_lately_waits_and_is_not_shut_out(tmp_path):
    folder = write(tmp_path, change={"horizon": [2027, 2028], "clusters": "apart"})
    ledger = folder / "台账.csv"
    head, *rows = ledger.read_text(encoding="utf-8-sig").splitlines()
    years = ["2022", "2023", "", ""]  # 5 years' rest: open again in 2028 and in 2029
    text = [head + ",已改造年份", *(f"{row},{year}" for row, year in zip(rows, years, strict=True))]
    ledger.write_text("\n".join(text), encoding="utf-8")
    table = study.run(study.load(folder)).estates.set_index("estate_id")
    assert (table.loc["E1", "gate"], table.loc["E1", "year"]) == ("", 2028)
    assert table.loc["E2", "gate"] == "renovated"


def test_an_area_with_nothing_known_inside_has_no_sum(tmp_path):
    folder = write(tmp_path, change={"inputs": {**CHOICES["inputs"], "areas": "areas.geojson"}})
    text = (folder / "outlines.geojson").read_text(encoding="utf-8")
    (folder / "areas.geojson").write_text(
        text.replace('"estate_id": "E', '"name": "街道", "level": "street", "area_id": "A'),
        encoding="utf-8",
    )
    ledger = folder / "台账.csv"
    unknown = ledger.read_text(encoding="utf-8-sig").replace(",100,7000,", ",,7000,")
    ledger.write_text(unknown, encoding="utf-8")
    areas = study.run(study.load(folder)).areas.set_index("area_id")
    assert areas.loc["A1", ["estates", "households_unknown"]].tolist() == [1, 1]
    streets = areas[areas["level"].eq("street") & areas["estates"].gt(0)]
    assert streets["households"].isna().tolist() == [True, False, False, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_study_written_by_any_notepad_is_read(tmp_path, encoding):
    file = write(tmp_path) / "study.yaml"
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    assert study.load(tmp_path).choices.name == "四小区"
