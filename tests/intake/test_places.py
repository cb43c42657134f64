import pandas as pd

from intake.places import FILE, ROW, issues_at, named


def test_an_issue_points_to_the_row_and_names_it():
    rows = pd.DataFrame(
        {"estate_id": ["A"], "name": ["和平里"], "street": [None], FILE: "台账.xlsx", ROW: [7]}
    )
    issue = issues_at(rows, "intake.name_missing", "warning", table="estates")[0]
    assert (issue.file, issue.row, issue.estate_id, issue.value) == (
        "台账.xlsx",
        7,
        "A",
        "A 和平里",
    )


def test_no_row_no_issue():
    rows = pd.DataFrame({"estate_id": [], FILE: [], ROW: []})
    assert issues_at(rows, "intake.name_missing", "warning", table="estates") == []


def test_a_row_is_named_by_its_whole_key():
    row = {"source": "中央补助", "year": 2027, "name": None}
    assert named(row, "budgets") == "中央补助 2027"
