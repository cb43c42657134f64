"""Aims as a study writes them."""

import datetime as dt

import pytest

from standards import in_force
from study.objectives import AIMS, Valuing, objectives, parse_proposals, parse_value
from tables import InputError

RULES = in_force(dt.date(2026, 11, 21)).rules


def test_six_aims_have_names():
    assert parse_proposals(list(AIMS)) == AIMS
    assert [aim.kind for aim in objectives(AIMS, 5, RULES)] == list(AIMS)


def test_two_aims_in_turn():
    (aim,) = objectives(parse_proposals("need then balance"), 2, RULES)
    assert (aim.name, aim.kind, [first.kind for first in aim.after]) == (
        "need_then_balance",
        "balance",
        ["need"],
    )
    assert aim.give_up == RULES["give_up_share"].value
    assert parse_proposals(["need_then_balance"]) == ("need_then_balance",)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "study.missing_key"),
        (["nead"], "study.not_one_of"),
        (["need then need"], "study.aim_twice"),
        (["need then"], "study.not_one_of"),
    ],
)
def test_what_is_no_aim_is_refused(given, code):
    with pytest.raises(InputError) as caught:
        parse_proposals(given)
    assert caught.value.code == code


def test_the_yearly_weights_fall_by_the_step_in_force_or_are_the_persons_own():
    step = RULES["year_weight_step"].value
    assert objectives(["need"], 3, RULES)[0].year_weights == (1, 1 - step, (1 - step) ** 2)
    own = parse_value({"per": "area", "year_weights": [1, 0.5]}, 2)
    (aim,) = objectives(["need"], 2, RULES, own)
    assert (aim.year_weights, aim.per, aim.columns) == (
        (1, 0.5),
        "area",
        ("score", "floor_area_m2"),
    )


def test_values_refuse_what_they_cannot_be():
    assert parse_value({}, 5) == Valuing()
    for given in ({"per": "household"}, {"year_weights": [1]}, {"yearly": 1}):
        with pytest.raises(InputError):
            parse_value(given, 2)
