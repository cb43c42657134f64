"""Blends of what people said and what the data say."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Weights
from scoring.weighting.blend import blend, multiply
from scoring.weights import from_points
from tables import InputError

SAID = Weights({"age": 0.2, "condition": 0.5, "coverage": 0.3})
FOUND = Weights({"age": 0.6, "condition": 0.0, "coverage": 0.4}, "entropy")

points = st.lists(st.floats(0, 100), min_size=3, max_size=3).filter(lambda drawn: sum(drawn) > 0.1)


@pytest.mark.parametrize(
    ("share", "expected"),
    [(1, [0.2, 0.5, 0.3]), (0, [0.6, 0, 0.4]), (0.5, [0.4, 0.25, 0.35])],
)
def test_a_blend_lies_between(share, expected):
    found = blend(SAID, FOUND, share=share)
    assert list(found.weights.shares.values()) == pytest.approx(expected)
    assert found.weights.method == "blend"
    assert found.warnings == ()


def test_products_are_scaled_to_one():
    found = multiply(SAID, FOUND)
    assert list(found.weights.shares.values()) == pytest.approx([0.5, 0, 0.5])
    assert found.weights.method == "product"


def test_products_that_all_vanish_fall_back_on_the_mean_and_say_so():
    found = multiply(Weights({"a": 1.0, "b": 0.0}), Weights({"a": 0.0, "b": 1.0}))
    assert dict(found.weights.shares) == {"a": 0.5, "b": 0.5}
    assert [warning.code for warning in found.warnings] == ["weights.products_vanish"]


def test_a_criterion_only_one_side_names_counts_nothing_on_the_other():
    found = blend(Weights({"a": 1.0}), Weights({"b": 1.0}), share=0.25)
    assert dict(found.weights.shares) == {"a": 0.25, "b": 0.75}


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_a_share_outside_one_is_refused(share):
    with pytest.raises(InputError) as caught:
        blend(SAID, FOUND, share=share)
    assert caught.value.code == "weights.bad_share"


@given(points, points, st.floats(0, 1))
def test_blends_always_sum_to_one(first, second, share):
    one = from_points(dict(zip("abc", first, strict=True)))
    other = from_points(dict(zip("abc", second, strict=True)))
    for found in (blend(one, other, share=share), multiply(one, other)):
        assert math.fsum(found.weights.shares.values()) == pytest.approx(1)
    assert multiply(one, other).weights.shares == pytest.approx(multiply(other, one).weights.shares)
