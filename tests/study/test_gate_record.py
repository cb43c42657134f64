"""What run.json says of the tests of entry, and what one estate is shut out or held back by."""

import datetime as dt
import json

import pandas as pd

from scoring import Weights
from standards import in_force
from study.choices import Choices
from study.gate_record import basis_of, gate_record
from study.gates import parse

DAY = dt.date(2026, 11, 21)
RULES = in_force(DAY).rules
OFF = dict.fromkeys(("age", "consent", "other_programme", "safety_d", "renovated"), False)


def chosen(gates):
    return Choices("x", (2027, 2028), DAY, Weights({"age": 1}), gates=parse(gates))


def estates(gates, postponed=()):
    held = [*postponed, *[""] * (len(gates) - len(postponed))]
    return pd.DataFrame({"gate": gates, "postponed": held})


def test_each_test_counts_its_estates_and_those_it_knows_too_little_of():
    found = gate_record(chosen({}), RULES, estates(["age", "age_unknown", "", "consent", "age"]))
    counts = {item["test"]: (item["how"], item["estates"], item["unknown"]) for item in found}
    assert counts == {
        "other_programme": ("block", 0, 0),
        "renovated": ("block", 0, 0),
        "safety_d": ("block", 0, 0),
        "age": ("block", 3, 1),
        "consent": ("block", 1, 0),
    }


def test_who_is_held_back_counts_under_the_test_that_postpones():
    gates = chosen({**OFF, "consent": "postpone"})
    (found,) = gate_record(gates, RULES, estates(["", "", ""], ["consent", "consent_unknown"]))
    assert (found["how"], found["estates"], found["unknown"]) == ("postpone", 2, 1)
    assert [item["rule"] for item in found["basis"]] == [
        "vote_shares", "vote_shares", "support_share", "gate_postponed_years",
    ]  # fmt: skip


def test_it_is_plain_and_names_document_clause_and_day():
    found = gate_record(chosen({}), RULES, estates([""]))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    consent = next(item for item in found if item["test"] == "consent")
    first = consent["basis"][0]
    assert (first["clause"], first["since"], first["checked"]) == (
        "第二百七十八条", "2021-01-01", False,
    )  # fmt: skip


def test_no_test_and_no_estate():
    assert gate_record(chosen(OFF), RULES, estates([])) == []
    assert {item["estates"] for item in gate_record(chosen({}), RULES, estates([]))} == {0}


def told(estate, gates=()):
    return [(row["rule"], row["part"]) for row in basis_of(estate, chosen(dict(gates)), RULES)]


def test_an_estate_is_told_only_the_share_it_falls_short_of():
    short = {"gate": "consent", "postponed": "", "consent_short": "yes_area;yes_head"}
    assert told(short) == [("vote_shares", "approval")]
    assert told({**short, "consent_short": "support"}) == [("support_share", "")]
    asked = {"gate": "consent_unknown", "postponed": "", "consent_short": ""}
    assert len(told(asked)) == 3


def test_an_estate_held_back_is_told_how_long_it_waits():
    held = {"gate": "", "postponed": "consent", "consent_short": "support"}
    assert told(held, {"consent": "postpone"}) == [
        ("support_share", ""),
        ("gate_postponed_years", ""),
    ]


def test_an_open_gate_has_nothing_to_tell():
    assert told({"gate": "", "postponed": None, "consent_short": float("nan")}) == []
    assert told({"gate": "age", "postponed": ""}) == [("built_by_year", "")]
