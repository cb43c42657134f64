"""Weights are shares of one; anything else is refused with its own words."""

import math

import pytest

from scoring import Weights
from tables import InputError


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ({"age": -0.2, "condition": 1.2}, "scoring.weight_negative"),
        ({"age": math.nan, "condition": 1.0}, "scoring.weight_negative"),
        ({"age": "0.5", "condition": 0.5}, "scoring.weight_not_number"),
        ({"age": True, "condition": 0.0}, "scoring.weight_not_number"),
        ({"age": 0, "condition": 0}, "scoring.weights_all_zero"),
        ({}, "scoring.weights_all_zero"),
        ({"age": 0.5, "condition": 0.6}, "scoring.weights_sum"),
    ],
)
def test_weights_that_are_no_shares_are_refused(shares, code):
    with pytest.raises(InputError) as caught:
        Weights(shares)
    assert caught.value.code == code


def test_weights_that_add_up_to_one_but_for_rounding_pass():
    assert Weights({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}).method == "direct"
