"""Who may enter a plan at all."""

import pandas as pd
import pytest

from scoring import EntryTests, entry_gate

ALL = EntryTests(
    built_by_year=2000,
    renovated_after=2021,
    safety_out=("D",),
    other_programme=True,
    consent=True,
)
GOOD = {
    "estate_id": "E1",
    "built_year": 1990,
    "renovated_year": None,
    "safety_grade": "B",
    "other_programme": None,
    "consent": "yes",
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"built_year": 2000}, ""),
        ({"built_year": 2001}, "age"),
        ({"built_year": None}, "age_unknown"),
        ({"built_year": None, "built_year_high": 2000}, ""),
        ({"built_year": None, "built_year_low": 1990, "built_year_high": 1999}, ""),
        ({"built_year": 1999, "built_year_low": 1996, "built_year_high": 2002}, "age_unknown"),
        ({"built_year": None, "built_year_low": 2001, "built_year_high": 2005}, "age"),
        ({"built_year": None, "built_year_low": 1990}, "age_unknown"),
        ({"built_year": 2003, "built_year_low": 1990, "built_year_high": 1995}, "age_unknown"),
        ({"renovated_year": 2021}, ""),
        ({"renovated_year": 2022}, "renovated"),
        ({"safety_grade": "D"}, "safety_d"),
        ({"safety_grade": None}, ""),
        ({"other_programme": "已列入棚改"}, "other_programme"),
        ({"consent": "no"}, "consent"),
        ({"consent": "unknown"}, "consent_unknown"),
        ({"consent": "no", "built_year": 2005, "safety_grade": "D"}, "safety_d"),
    ],
)
def test_the_first_failed_test_is_named(change, code):
    frame = pd.DataFrame([GOOD | change])
    assert entry_gate(frame, ALL).tolist() == [code]


def test_a_test_switched_off_bars_nobody():
    frame = pd.DataFrame([GOOD | {"built_year": 2010, "consent": "no", "safety_grade": "D"}])
    assert entry_gate(frame, EntryTests()).tolist() == [""]


def test_no_estates():
    assert entry_gate(pd.DataFrame({"estate_id": []}), ALL).empty
