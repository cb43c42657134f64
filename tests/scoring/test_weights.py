"""Weights are shares of one; anything else is refused with its own words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Weights
from scoring.weights import equal, from_points
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


def test_points_of_any_total_become_shares():
    found = from_points({"age": 3, "condition": 1.5, "coverage": 0})
    assert dict(found.shares) == {"age": 2 / 3, "condition": 1 / 3, "coverage": 0}
    assert found.method == "direct"


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ({"age": -1, "condition": 2}, "scoring.weight_negative"),
        ({"age": math.inf, "condition": 2}, "scoring.weight_negative"),
        ({"age": math.nan, "condition": 2}, "scoring.weight_negative"),
        ({"age": "3", "condition": 2}, "scoring.weight_not_number"),
        ({"age": True, "condition": 2}, "scoring.weight_not_number"),
        ({"age": 0, "condition": 0}, "scoring.weights_all_zero"),
        ({}, "scoring.weights_all_zero"),
    ],
)
def test_points_that_are_no_points_are_refused(points, code):
    with pytest.raises(InputError) as caught:
        from_points(points)
    assert caught.value.code == code


@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=12), st.floats(0.001, 1000))
def test_scaling_all_points_changes_nothing(points, factor):
    one = from_points({str(place): value for place, value in enumerate(points)})
    other = from_points({str(place): value * factor for place, value in enumerate(points)})
    assert dict(one.shares) == pytest.approx(dict(other.shares))


def test_equal_weights_are_equal_and_of_something():
    assert dict(equal(["a", "b", "c", "d"]).shares) == dict.fromkeys("abcd", 0.25)
    assert equal("a").method == "equal"
    with pytest.raises(InputError):
        equal([])
