"""Columns of different units on one scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.opinions.normalise import NORMALISATIONS, normalise
from tables import InputError

BOTH = np.array([1, -1])


def test_between_worst_and_best_by_hand():
    found = normalise(np.array([[10.0, 3], [20, 1], [15, 2]]), BOTH, "minmax")
    assert found.tolist() == [[0, 0], [1, 1], [0.5, 0.5]]


def test_by_the_length_of_the_column_by_hand():
    found = normalise(np.array([[3.0, 3], [4, 4]]), BOTH, "vector")
    assert np.allclose(found, [[0.6, 0.4], [0.8, 0.2]])


def test_none_leaves_points_and_turns_costs():
    assert normalise(np.array([[3.0, 4.0]]), BOTH, "none").tolist() == [[3, -4]]


def test_constant_and_empty_columns_are_numbers():
    assert normalise(np.array([[5.0, 0], [5, 0]]), BOTH, "minmax").tolist() == [[0.5, 0.5]] * 2
    assert normalise(np.zeros((2, 2)), BOTH, "vector").tolist() == [[0, 1]] * 2
    for how in NORMALISATIONS:
        assert normalise(np.zeros((0, 2)), BOTH, how).shape == (0, 2)


@given(
    arrays(float, (4, 2), elements=st.floats(-1e300, 1e300)),
    st.sampled_from([how for how in NORMALISATIONS if how != "none"]),
)
def test_any_finite_number_gives_a_finite_share(values, how):
    found = normalise(values, BOTH, how)
    assert np.isfinite(found).all()
    assert (np.abs(found) <= 2).all()


def test_an_unknown_way_is_refused():
    with pytest.raises(InputError, match="unknown_normalisation"):
        normalise(np.ones((1, 2)), BOTH, "zscore")
