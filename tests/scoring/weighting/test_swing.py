"""Swing weights from points."""

import pytest

from scoring.weighting.swing import swing
from tables import InputError


def test_points_become_shares():
    found = swing({"condition": 100, "age": 50, "coverage": 50, "willingness": 0}, best=100)
    assert list(found.shares.values()) == [0.5, 0.25, 0.25, 0]
    assert found.method == "swing"


def test_several_swings_may_be_the_best():
    assert set(swing(dict.fromkeys("abcd", 100), best=100).shares.values()) == {0.25}


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ({"a": 120, "b": 100}, "weights.swing_above"),
        ({"a": 90, "b": 10}, "weights.swing_no_best"),
        ({"a": 100, "b": -1}, "scoring.weight_negative"),
        ({"a": 100, "b": "some"}, "scoring.weight_not_number"),
        ({}, "scoring.weights_all_zero"),
        ({"a": 0}, "scoring.weights_all_zero"),
    ],
)
def test_points_that_are_no_swings_are_refused(points, code):
    with pytest.raises(InputError) as caught:
        swing(points, best=100)
    assert caught.value.code == code
