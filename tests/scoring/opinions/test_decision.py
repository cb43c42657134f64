"""A decision table is checked once, at the door."""

import numpy as np
import pandas as pd
import pytest

from scoring.opinions.decision import constant, decision, shared
from tables import InputError

TABLE = pd.DataFrame({"age": [1.0, 2.0], "area": [5.0, 5.0]}, index=["x", "y"])


def test_weights_and_types_go_by_name_or_stand_in_order():
    named = decision(TABLE, {"area": 3, "age": 1}, {"area": -1, "age": 1})
    listed = decision(TABLE, [1, 3], [1, -1])
    for found in (named, listed):
        assert found.weights.tolist() == [0.25, 0.75]
        assert found.types.tolist() == [1, -1]
        assert (found.alternatives, found.criteria) == (("x", "y"), ("age", "area"))


def test_weights_that_sum_to_one_stay_as_they_are():
    assert shared(np.array([0.1, 0.4, 0.3, 0.2]), "abcd").tolist() == [0.1, 0.4, 0.3, 0.2]


def test_huge_and_tiny_weights_have_shares():
    assert shared(np.array([1e308, 1e308]), "ab").tolist() == [0.5, 0.5]
    assert shared(np.array([5e-324, 5e-324]), "ab").tolist() == [0.5, 0.5]


def test_fewer_criteria_share_the_weight():
    found = decision(TABLE, [1, 3], [1, -1]).among(np.array([True, False]))
    assert (found.criteria, found.weights.tolist()) == (("age",), [1])
    assert found.cells.tolist() == [[1], [2]]


def test_constant_but_for_rounding_noise():
    assert constant(np.array([[0.1 + 0.2, 1, 0], [0.3, 2, 0]])).tolist() == [True, False, True]
    assert constant(np.zeros((0, 2))).tolist() == [True, True]
    assert constant(np.array([[1e-200], [2e-200]])).tolist() == [False]


@pytest.mark.parametrize(
    ("weights", "types", "code"),
    [
        ([-1, 2], [1, 1], "weight_negative"),
        ([0, 0], [1, 1], "weights_all_zero"),
        ([1], [1, 1], "wrong_length"),
        ([1, 1], [1, 0.5], "bad_type"),
        ({"age": 1}, [1, 1], "criteria_differ"),
        ([1, 1], {"age": 1, "aera": 1}, "criteria_differ"),
    ],
)
def test_a_bad_weight_or_type_is_refused(weights, types, code):
    with pytest.raises(InputError, match=code):
        decision(TABLE, weights, types)
