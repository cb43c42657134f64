"""An override kept: what study.yaml says afterwards."""

import pytest

from phasing.negotiation.override import Override
from phasing.rules import Gate, LockIn, LockOut, NotBefore
from study.editing import edited
from study.negotiation.keep import keep_changes
from study.plain_yaml import values
from tables import InputError

TEXT = """name: 试
rules:
  - lock_in: {estate_id: E1, year: 2028}   # 已发布
  - target: {measure: estates, at_least: 2}
"""


def kept(text, override):
    return values(edited(text, keep_changes(text, override)))["rules"]


def test_a_lock_of_the_same_estate_makes_room_and_the_rest_stays():
    assert kept(TEXT, Override({"E1": 2027}, frozenset({"E3"}))) == [
        {"target": {"measure": "estates", "at_least": 2}},
        {"lock_in": {"estate_id": "E1", "year": 2027}},
        {"lock_out": {"estate_id": "E3"}},
    ]


def test_a_study_without_rules_gets_some():
    assert kept("name: 试\n", Override({"E1": 2027})) == [
        {"lock_in": {"estate_id": "E1", "year": 2027}}
    ]


def test_twice_is_once():
    once = edited(TEXT, keep_changes(TEXT, Override(out=frozenset({"E3"}))))
    assert edited(once, keep_changes(once, Override(out=frozenset({"E3"})))) == once


WAITS = """rules:
  - cap: {measure: households, year: 2027, at_most: 9}
  - not_before: {estate_id: 7, year: 2029}
  - lock_out: {estate_id: E3}
"""


def test_rules_a_person_wrote_and_sets_aside_go():
    aside = Override({"7": 2027}).releasing(NotBefore("7", 2029), LockOut("E3"))
    assert kept(WAITS, aside) == [
        {"cap": {"measure": "households", "year": 2027, "at_most": 9}},
        {"lock_in": {"estate_id": "7", "year": 2027}},
    ]


def test_where_the_last_rule_goes_the_key_goes_too():
    text = "name: 试\nrules:\n  - lock_out: {estate_id: E3}\n"
    assert "rules" not in values(
        edited(text, keep_changes(text, Override().releasing(LockOut("E3"))))
    )


@pytest.mark.parametrize(
    "rule",
    [
        Gate("E1", "consent"),
        NotBefore("E1", 2028, "deposit"),
        LockIn("E1", 2027),
        LockOut("E9"),
    ],
)
def test_a_rule_that_is_not_written_there_is_refused_not_passed_over(rule):
    with pytest.raises(InputError) as raised:
        keep_changes(TEXT, Override({"E1": 2027}).releasing(rule))
    assert raised.value.code == "price.cannot_keep"
    assert raised.value.values["estate_id"] == rule.estate_id
