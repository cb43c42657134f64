"""The plans an estate lies in, on its sheet."""

from dataclasses import replace

import pandas as pd
import pytest

from reports.estate_basis import gate
from reports.plan_conflicts import conflict_lines
from tests.small_results import town

NAN = float("nan")
ROWS = pd.DataFrame(
    [
        ("E1", "heritage", "老街", 0.25, NAN, None, None),
        ("E1", "utility", "新路", NAN, NAN, 2028, None),
        ("E2", "flood", None, NAN, 40.0, 2026, 2030),
        ("E3", "geohazard", None, NAN, NAN, None, None),
    ],
    columns=["estate_id", "kind", "plan", "share", "length_m", "year_from", "year_to"],
).astype({"year_from": "Int64", "year_to": "Int64"})


@pytest.mark.parametrize(
    ("estate_id", "lines"),
    [
        ("E1", ["规划：历史文化保护（老街；25%）", "规划：管线与道路工程（新路；2028）"]),
        ("E2", ["规划：洪涝风险（2026–2030；40 m）"]),
        ("E3", ["规划：地质灾害"]),
        ("E4", []),
    ],
)
def test_a_line_a_plan_says_kind_name_years_and_how_much(estate_id, lines):
    results = replace(town(), conflicts=ROWS)
    assert conflict_lines(results, estate_id, locale="zh") == lines


def test_the_sheet_ends_what_the_estate_falls_short_of_with_its_plans():
    results = town()
    row = results.estates.iloc[0].to_dict()
    found = replace(results, conflicts=ROWS.assign(estate_id=row["estate_id"]).head(1))
    before = gate(results, row, locale="en")["short"]
    assert gate(found, row, locale="en")["short"] == [
        *before, "Plans: heritage protection (老街; 25%)",
    ]  # fmt: skip
