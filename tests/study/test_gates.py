"""What may be written under `gates:`."""

import pytest

from study.gates import Deposit, Gates, Postponed, Scheme, parse
from tables import InputError


def test_nothing_written_blocks_as_before_and_leaves_deposit_and_scheme_off():
    gates = parse({})
    assert gates == Gates()
    assert (gates.age, gates.consent, gates.deposit, gates.scheme) == (True, True, None, None)
    assert gates.postponing == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (True, True),
        ("block", True),
        (False, False),
        ("off", False),
        ("postpone", Postponed()),
        ({"postpone": 2}, Postponed(2)),
        ({"postpone": None}, Postponed()),  # `postpone:` with nothing after it
        ({}, True),
    ],
)
def test_consent_blocks_is_off_or_postpones(written, meant):
    assert parse({"consent": written}).consent == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (True, Deposit()),
        (False, None),
        ("postpone", Deposit(postponed=Postponed())),
        ({"reading": "every_household"}, Deposit("every_household")),
        (
            {"reading": "collected_before_start", "postpone": 1},
            Deposit("collected_before_start", Postponed(1)),
        ),
    ],
)
def test_deposit_takes_a_reading(written, meant):
    assert parse({"deposit": written}).deposit == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (True, Scheme("final")),
        ("off", None),
        ({"stage": "draft"}, Scheme("draft")),
        ({"stage": "final", "postpone": 1}, Scheme("final", Postponed(1))),
    ],
)
def test_scheme_takes_a_stage(written, meant):
    assert parse({"scheme": written}).scheme == meant


@pytest.mark.parametrize(("written", "meant"), [("extended", "extended"), ("block", True)])
def test_age_may_be_extended(written, meant):
    assert parse({"age": written}).age == meant


def test_what_is_off_is_false_and_what_postpones_is_true():
    off = parse({"age": False, "consent": "postpone", "scheme": True})
    named = {name: bool(on) for name, on in off.tests.items()}
    assert named == {
        "age": False, "consent": True, "other_programme": True, "safety_d": True,
        "renovated": True, "deposit": False, "scheme": True,
    }  # fmt: skip


def test_plan_areas_are_told_of_or_shut_out():
    assert (parse({}).plan_areas, parse({"plan_areas": "block"}).plan_areas) == ("flag", "block")


@pytest.mark.parametrize(
    ("written", "code", "key"),
    [
        ({"deposits": True}, "study.unknown_key", "deposits"),
        ({"plan_areas": True}, "study.not_one_of", "gates.plan_areas"),
        ({"consent": "later"}, "study.not_one_of", "gates.consent"),
        ({"consent": 1}, "study.not_one_of", "gates.consent"),
        ({"age": "postpone"}, "study.not_one_of", "gates.age"),
        ({"safety_d": {"postpone": 1}}, "study.not_one_of", "gates.safety_d"),
        ({"consent": {"stage": "final"}}, "study.unknown_key", "stage"),
        ({"consent": {"postpone": 0}}, "study.not_above", "gates.consent.postpone"),
        ({"consent": {"postpone": 1.5}}, "readiness.years_not_whole", "gates.consent.postpone"),
        ({"deposit": {"reading": "mean"}}, "study.not_one_of", "gates.deposit.reading"),
        ({"scheme": {"stage": "not_started"}}, "study.not_one_of", "gates.scheme.stage"),
        ({"scheme": {"stage": ["final"]}}, "study.not_one_of", "gates.scheme.stage"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_key(written, code, key):
    with pytest.raises(InputError) as refused:
        parse(written)
    assert (refused.value.code, refused.value.values["key"]) == (code, key)
