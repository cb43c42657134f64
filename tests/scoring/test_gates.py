"""Who may enter a plan at all."""

import pandas as pd
import pytest

from scoring import EntryTests, entry_gate, postponement

ALL = EntryTests(
    built_by_year=2000,
    renovated_after=2021,
    safety_out=True,
    other_programme=True,
    consent=True,
)
GOOD = {
    "estate_id": "E1",
    "built_year": 1990,
    "renovated_year": None,
    "leaves_pool": False,
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
        ({"leaves_pool": True}, "safety_d"),
        ({"leaves_pool": None}, ""),
        ({"other_programme": "已列入棚改"}, "other_programme"),
        ({"consent": "no"}, "consent"),
        ({"consent": "unknown"}, "consent_unknown"),
        ({"consent": "no", "built_year": 2005, "leaves_pool": True}, "safety_d"),
    ],
)
def test_the_first_failed_test_is_named(change, code):
    frame = pd.DataFrame([GOOD | change])
    assert entry_gate(frame, ALL).tolist() == [code]


def test_a_test_switched_off_bars_nobody():
    frame = pd.DataFrame([GOOD | {"built_year": 2010, "consent": "no", "leaves_pool": True}])
    assert entry_gate(frame, EntryTests()).tolist() == [""]


def test_no_estates():
    assert entry_gate(pd.DataFrame({"estate_id": []}), ALL).empty


READY = {"consent": "yes", "deposit_ok": "yes", "scheme_stage": "final"}
HELD = EntryTests(
    consent=True,
    deposit=True,
    scheme_passes=("draft", "final"),
    open_from={"consent": 2028, "deposit": 2029, "scheme": 2028},
)


def held(change, tests=HELD):
    row = postponement(pd.DataFrame([GOOD | READY | change]), tests).iloc[0]
    return row["postponed"], None if pd.isna(row["postponed_until"]) else row["postponed_until"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ("", None)),
        ({"consent": "no"}, ("consent", 2028)),
        ({"consent": "unknown"}, ("consent_unknown", 2028)),
        ({"deposit_ok": "no"}, ("deposit", 2029)),
        ({"deposit_ok": "unknown"}, ("deposit_unknown", 2029)),
        ({"scheme_stage": "draft"}, ("", None)),
        ({"scheme_stage": "consensus"}, ("scheme", 2028)),
        ({"scheme_stage": None}, ("scheme_unknown", 2028)),
        ({"consent": "no", "scheme_stage": "consensus"}, ("consent", 2028)),  # of a year: the first
        ({"consent": "no", "deposit_ok": "no"}, ("deposit", 2029)),  # the later year counts
    ],
)
def test_what_holds_an_estate_back_and_until_when(change, expected):
    frame = pd.DataFrame([GOOD | READY | change])
    assert held(change) == expected
    assert entry_gate(frame, HELD).tolist() == [""]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"deposit_ok": "no"}, "deposit"),
        ({"deposit_ok": "unknown"}, "deposit_unknown"),
        ({"scheme_stage": "draft"}, "scheme"),
        ({"scheme_stage": None}, "scheme_unknown"),
        ({"consent": "no", "deposit_ok": "no", "scheme_stage": None}, "consent"),
    ],
)
def test_the_same_tests_shut_an_estate_out_where_none_is_postponed(change, code):
    tests = EntryTests(consent=True, deposit=True, scheme_passes=("final",))
    frame = pd.DataFrame([GOOD | READY | change])
    assert entry_gate(frame, tests).tolist() == [code]
    assert postponement(frame, tests)["postponed"].tolist() == [""]


def test_an_estate_shut_out_is_not_held_back_as_well():
    tests = EntryTests(built_by_year=2000, consent=True, open_from={"consent": 2028})
    assert held({"built_year": 2004, "consent": "no"}, tests) == ("", None)


def test_nobody_to_hold_back():
    none = postponement(pd.DataFrame({"estate_id": []}), HELD)
    assert none.empty
    assert list(none) == ["postponed", "postponed_until"]
