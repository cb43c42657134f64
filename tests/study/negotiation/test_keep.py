"""An override kept: what study.yaml says afterwards."""

import pytest

from phasing.negotiation.override import Override
from phasing.rules import Gate
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


def test_what_sets_rules_aside_is_for_a_person_to_write():
    with pytest.raises(InputError) as raised:
        keep_changes(TEXT, Override({"E1": 2027}).releasing(Gate("E1", "consent")))
    assert raised.value.code == "price.cannot_keep"
