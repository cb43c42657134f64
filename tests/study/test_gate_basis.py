"""Which rule, document and date each test of entry goes by."""

import datetime as dt

import pytest

from scoring import Weights
from standards import in_force
from study.choices import Choices
from study.gate_basis import gate_basis
from study.gates import parse
from study.readiness import entry_tests

DAY = dt.date(2026, 11, 21)
RULES = in_force(DAY)


def basis(gates):
    chosen = Choices("x", (2027, 2028), DAY, Weights({"age": 1}), gates=parse(gates))
    return chosen, gate_basis(chosen, RULES.rules)


OFF = dict.fromkeys(("age", "consent", "other_programme", "safety_d", "renovated"), False)


def test_every_test_that_is_on_names_its_rule_document_and_date():
    _, told = basis({})
    assert list(dict.fromkeys(told["code"])) == [
        "other_programme", "renovated", "safety_d", "age", "age_unknown", "consent",
        "consent_unknown",
    ]  # fmt: skip
    age = told[told["code"] == "age"].iloc[0]
    assert (age["rule"], age["value"], age["how"]) == ("built_by_year", 2000, "block")
    assert "23" in age["number"]
    assert age["since"] <= DAY
    consent = told[told["code"] == "consent"].set_index("part")
    assert consent.loc["participation", ["value", "clause"]].tolist() == [2 / 3, "第二百七十八条"]
    assert consent.loc["approval", "value"] == 0.75
    assert consent.loc["", "rule"] == "support_share"
    safety = told[told["code"] == "safety_d"].iloc[0]
    assert (safety["value"], safety["number"], safety["clause"]) == ("D", "JGJ 125-2016", "6.1.4")


def test_what_the_ledger_or_the_study_decides_has_no_document():
    _, told = basis({**OFF, "other_programme": True, "scheme": {"stage": "draft"}})
    assert told[["code", "rule", "value", "document"]].to_numpy().tolist() == [
        ["other_programme", "ledger", "", ""],
        ["scheme", "study", "draft", ""],
        ["scheme_unknown", "study", "draft", ""],
    ]


def test_a_postponing_test_names_how_long_and_who_says_so():
    _, told = basis({**OFF, "consent": "postpone", "deposit": {"postpone": 2}})
    consent = told[(told["code"] == "consent") & (told["rule"] == "gate_postponed_years")].iloc[0]
    assert (consent["how"], consent["value"]) == ("postpone", RULES["gate_postponed_years"])
    deposit = told[told["code"] == "deposit"]
    assert deposit[["rule", "part", "value"]].to_numpy().tolist() == [
        ["deposit_yuan_per_household", "", 500],
        ["study", "years", 2],
    ]


def test_another_cut_off_and_another_reading():
    _, told = basis({**OFF, "age": "extended"})
    assert set(told["rule"]) == {"built_by_year_extended"}
    _, told = basis({**OFF, "deposit": {"reading": "collected_before_start"}})
    assert set(told["value"]) == {"collected_before_start"}


def test_no_test_no_row():
    _, told = basis(OFF)
    assert told.empty
    assert "since" in told


@pytest.mark.parametrize("gates", [{}, {"age": "extended"}, {"consent": "postpone"}])
def test_it_says_the_numbers_the_tests_go_by(gates):
    chosen, told = basis(gates)
    tests = entry_tests(chosen, RULES)
    assert tests.built_by_year == told.loc[told["test"] == "age", "value"].iloc[0]
    on = {"safety_d": tests.safety_out, "consent": tests.consent}
    assert all((name in set(told["test"])) == bool(value) for name, value in on.items())
