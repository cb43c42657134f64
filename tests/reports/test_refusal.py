"""Why the work could not be done: rules are said in words, each with its easing."""

import pytest

from phasing import InfeasibleError
from phasing.clash import Easing
from phasing.rules import Budget, Gate, LockIn
from reports.refusal import refusal
from tables import InputError


def test_a_rule_inside_a_sentence_is_said_in_words():
    error = InputError(
        "phasing.lock_against_rule", estate_id="E4", year=2027, other=Gate("E4", "age")
    )
    sentence = refusal(error, locale="zh")
    assert "E4" in sentence
    assert "建成年代晚于准入年份" in sentence
    assert "Gate" not in sentence


@pytest.mark.parametrize(("locale", "purpose"), [("zh", "其他"), ("en", "Other")])
def test_clashing_rules_come_with_their_easings(locale, purpose):
    money = Budget("市级", 2027, 300, pays=frozenset({"other"}))
    lock = LockIn("E1", 2027)
    error = InfeasibleError(
        "phasing.infeasible",
        clash=(money, lock),
        easings=(Easing(money, 240.0, "wan", enough=True), Easing(lock, 1, "years", enough=False)),
    )
    head, first, second = refusal(error, locale=locale).splitlines()
    assert "2" in head
    assert purpose in first
    assert "240" in first
    assert "540" in first
    assert "[" not in first
    assert "E1" in second
    assert "2028" in second


@pytest.mark.parametrize(
    ("locale", "known"),
    [
        ("zh", "building_body（建筑本体）、other（其他工程）"),
        ("en", "building_body (Building body), other (Other works)"),
    ],
)
def test_classes_of_cost_are_offered_with_their_names(locale, known):
    told = {"source": "市级", "name": "othr", "known": "building_body, other", "nearest": "other"}
    sentence = refusal(InputError("phasing.unknown_cost_class", **told), locale=locale)
    assert known in sentence
    assert "othr" in sentence
