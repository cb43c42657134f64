"""Per-building safety grades in a whole study: who leaves, who is strengthened, what is asked."""

import csv
import sys
from pathlib import Path

import study

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, ESTATES, HEADERS, write

BUILDINGS = [
    ("E1", "1号楼", 3500, "D级"), ("E1", "2号楼", 3500, "D级"),
    ("E2", "1号楼", 3000, "D"), ("E2", "2号楼", 3000, "B"),
    ("E3", "1号楼", 1000, "C"), ("E3", "2号楼", 4000, "未鉴定"),
]  # fmt: skip


def measured(folder: Path, ledger=None, buildings=BUILDINGS):
    inputs = CHOICES["inputs"] | ({"buildings": {"path": "楼栋.csv"}} if buildings else {})
    write(folder, change={"inputs": inputs})
    grades = ledger or {}
    table(folder / "台账.csv", [*HEADERS, "房屋安全等级"],
          [(*row, grades.get(row[0], "")) for row in ESTATES])  # fmt: skip
    if buildings:
        table(
            folder / "楼栋.csv", ["小区编码", "楼栋编码", "建筑面积(㎡)", "房屋安全等级"], buildings
        )
    given = study.load(folder)
    return study.measure(study.read_inputs(given), given.choices)


def table(path, headers, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headers, *rows])


def said(found):
    told = [i for i in found.issues if i.code.startswith("facts.") and "replies" not in i.code]
    return {issue.code: (issue.severity, issue.value) for issue in told}


def test_the_grades_of_buildings_decide(tmp_path):
    found = measured(tmp_path)
    estates = found.estates.set_index("estate_id")
    assert estates["gate"].tolist() == ["safety_d", "", "", "age"]
    assert estates["strengthen_first"].tolist() == [False, False, True, False]
    assert estates["danger_share"].fillna(-1).tolist() == [1, 0.5, 1, -1]
    assert estates.loc["E3", ["safety_severity_low", "safety_severity_high"]].tolist() == [0.6, 3]
    assert said(found) == {
        "facts.some_leave": ("warning", "建设新村 (1)"),
        "facts.strengthen_first": ("info", "和平里"),
        "facts.ungraded": ("info", "和平里"),
    }


def test_without_buildings_the_ledger_speaks(tmp_path):
    found = measured(tmp_path, {"E1": "D", "E2": "C", "E3": "B"}, buildings=None)
    estates = found.estates.set_index("estate_id")
    assert estates["gate"].tolist() == ["safety_d", "", "", "age"]
    assert estates["safety_severity"].fillna(-1).tolist() == [3, 3, 1, -1]
    assert set(said(found)) == {"facts.strengthen_first"}


def test_a_ledger_that_disagrees_is_asked_about(tmp_path):
    found = measured(tmp_path, {"E1": "D", "E2": "D", "E3": "A"})
    assert said(found)["facts.safety_differs"] == ("question", "A")
    issue = next(i for i in found.issues if i.code == "facts.safety_differs")
    assert (issue.estate_id, issue.detail) == ("E3", {"name": "和平里", "buildings": "C"})
    # the ledger's D of E2 is its worst building: the estate stays
    assert found.estates.set_index("estate_id").loc["E2", "gate"] == ""
