"""Rules print, compare, save and load, and refuse a bad birth."""

import pytest
import yaml

from phasing.rules import (
    KINDS,
    Budget,
    Cap,
    Floor,
    Gate,
    LockIn,
    LockOut,
    NotBefore,
    Together,
    rule_from_dict,
)
from tables import InputError
from texts import said

RULES = [
    Budget("中央预算内投资", 2027, 850.5, pays=frozenset({"other"}), carry_over=True),
    Budget("市级财政", 2027, 0),
    Cap("households", 2028, 3000),
    Together("西门片区"),
    Gate("E017", "consent"),
    NotBefore("E017", 2028),
    LockIn("E017", 2027),
    LockOut("E017"),
    Floor("河东区", "households", 500),
]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_comes_back_from_a_file_as_it_was(rule):
    assert rule_from_dict(yaml.safe_load(yaml.safe_dump(rule.as_dict()))) == rule


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_has_a_sentence_in_both_languages(rule):
    assert said("zh", rule.phrase)
    assert said("en", rule.phrase)


def test_every_kind_is_tried_here():
    assert {type(rule) for rule in RULES} == set(KINDS.values())


@pytest.mark.parametrize("amount", ["五百", None, True, float("nan"), float("inf")])
def test_an_amount_that_is_no_number_is_refused(amount):
    with pytest.raises(InputError, match=r"phasing\.amount_not_number"):
        Budget("市级财政", 2027, amount)


def test_a_negative_amount_is_refused():
    with pytest.raises(InputError, match=r"phasing\.amount_negative"):
        Cap("estates", 2027, -1)


@pytest.mark.parametrize("year", ["2027", 2027.0, None, True])
def test_a_year_that_is_no_year_is_refused(year):
    with pytest.raises(InputError, match=r"phasing\.rule_year"):
        LockIn("E017", year)


def test_an_unknown_measure_is_refused():
    with pytest.raises(InputError, match=r"phasing\.unknown_measure"):
        Floor("河东区", "people", 5)


def test_an_unknown_rule_offers_the_nearest():
    with pytest.raises(InputError) as caught:
        rule_from_dict({"rule": "togther", "cluster_id": "C1"})
    assert caught.value.values == {"rule": "togther", "nearest": "together"}


def test_a_rule_with_a_wrong_key_says_which_it_takes():
    with pytest.raises(InputError) as caught:
        rule_from_dict({"rule": "gate", "estate": "E1"})
    assert caught.value.values["allowed"] == "estate_id, code"
