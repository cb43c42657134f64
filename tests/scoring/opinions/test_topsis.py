"""TOPSIS against its published example, the library, and what must hold of any data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.opinions.library import pymcdm_methods
from scoring.opinions.topsis import closeness, squared_gaps, topsis
from tables import InputError

# the worked example of a public package: three benefits, one cost
EXAMPLE = np.array([[7, 9, 9, 8], [8, 7, 8, 7], [9, 6, 8, 9], [6, 7, 8, 6]], dtype=float)
WEIGHTS = [0.1, 0.4, 0.3, 0.2]
TYPES = [1, 1, 1, -1]


def cells(rows=6, columns=3):
    return arrays(float, (rows, columns), elements=st.floats(-1000, 1000, width=32))


def test_the_published_example_to_eight_digits_with_vector_normalisation():
    found = topsis(EXAMPLE, WEIGHTS, TYPES)
    assert found.round(8).tolist() == [0.74269409, 0.40359933, 0.17586999, 0.44142927]


def test_the_same_example_with_min_max_normalisation():
    found = topsis(EXAMPLE, WEIGHTS, TYPES, normalisation="minmax")
    assert found.round(5).tolist() == [0.77227, 0.32881, 0.15661, 0.36752]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("normalisation", ["vector", "minmax"])
def test_pymcdm_agrees_to_twelve_digits_on_random_tables(seed, normalisation):
    draw = np.random.default_rng(seed)
    rows, columns = draw.integers(2, 60), draw.integers(1, 12)
    matrix = draw.random((rows, columns)) * 10.0 ** draw.integers(-3, 4, columns)
    weights, types = draw.dirichlet(np.ones(columns)), draw.choice([1, -1], columns)
    pymcdm_methods()
    from pymcdm import normalizations  # noqa: PLC0415

    theirs = pymcdm_methods().TOPSIS(getattr(normalizations, f"{normalisation}_normalization"))
    expected = theirs(matrix, weights, types, validation=False)
    found = topsis(matrix, weights, types, normalisation=normalisation)
    assert np.abs(found - expected).max() < 1e-12


def test_many_weights_at_once_give_what_each_gives_alone():
    draw = np.random.default_rng(4)
    matrix, types = draw.random((30, 5)), np.array([1, -1, 1, 1, -1])
    weights = draw.dirichlet(np.ones(5), 40)
    together = topsis(matrix, weights, types)
    alone = np.array([topsis(matrix, row, types) for row in weights])
    assert together.shape == (40, 30)
    assert np.abs(together - alone).max() < 1e-14
    batch = closeness(squared_gaps(matrix, types, normalisation="vector"), weights[:7])
    assert np.abs(batch - alone[:7]).max() < 1e-14


@given(cells(), st.floats(1e-6, 1e6))
def test_scaling_all_weights_changes_nothing(matrix, factor):
    weights = np.array([0.2, 0.5, 0.3])
    before = topsis(matrix, weights, [1, -1, 1])
    after = topsis(matrix, weights * factor, [1, -1, 1])
    assert np.abs(before - after).max() < 1e-12


@given(cells(), st.permutations(range(6)))
def test_rows_in_another_order_are_closenesses_in_that_order(matrix, order):
    found = topsis(matrix, WEIGHTS[:3], TYPES[:3])
    again = topsis(matrix[order], WEIGHTS[:3], TYPES[:3])
    assert np.abs(again - found[order]).max() < 1e-9


@settings(max_examples=50)
@given(cells(), st.integers(0, 5), st.floats(0.001, 10))
def test_who_is_better_at_everything_is_never_less_close(matrix, place, ahead):
    better = np.vstack([matrix, matrix[place] + np.array([ahead, -ahead, ahead])])
    for normalisation in ("vector", "minmax"):
        found = topsis(better, [0.2, 0.5, 0.3], [1, -1, 1], normalisation=normalisation)
        assert found[-1] >= found[place] - 1e-12


@pytest.mark.parametrize("normalisation", ["vector", "minmax", "none"])
def test_where_nothing_tells_the_alternatives_apart_all_are_half_way(normalisation):
    for matrix in (np.full((3, 2), 4.0), np.zeros((3, 2)), np.array([[5.0, 0.0]])):
        found = topsis(matrix, [0.5, 0.5], [1, -1], normalisation=normalisation)
        assert found.tolist() == [0.5] * len(matrix)


def test_criteria_without_weight_do_not_tell_apart():
    assert topsis(np.array([[1.0, 7], [2, 7]]), [0, 1], [1, 1]).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("stays", [0.0, 5.0, -3.0])
def test_a_constant_criterion_changes_nothing(stays):
    alone = topsis(EXAMPLE[:, :2], [0.3, 0.7], [1, 1])
    beside = np.column_stack([EXAMPLE[:, :2], np.full(4, stays)])
    assert np.abs(topsis(beside, [0.15, 0.35, 0.5], [1, 1, -1]) - alone).max() < 1e-15


def test_no_alternative_has_no_closeness():
    assert topsis(np.zeros((0, 2)), [0.5, 0.5], [1, 1]).shape == (0,)
    assert topsis(np.zeros((0, 2)), np.ones((3, 2)), [1, 1]).shape == (3, 0)


def test_very_large_and_very_small_numbers_are_no_trouble():
    assert np.allclose(topsis(EXAMPLE * 1e99, WEIGHTS, TYPES), topsis(EXAMPLE, WEIGHTS, TYPES))
    assert np.allclose(topsis(EXAMPLE * 1e-200, WEIGHTS, TYPES), topsis(EXAMPLE, WEIGHTS, TYPES))


@pytest.mark.parametrize(
    ("matrix", "weights", "types", "code"),
    [
        ([[1.0, np.nan]], [1, 1], [1, 1], "methods.unknown_cell"),
        ([[1.0, np.inf]], [1, 1], [1, 1], "methods.unknown_cell"),
        ([[1.0, -1e101]], [1, 1], [1, 1], "methods.cell_too_large"),
        ([[1.0, 2.0]], [1, -1], [1, 1], "scoring.weight_negative"),
        ([[1.0, 2.0]], [1, np.nan], [1, 1], "scoring.weight_negative"),
        ([[1.0, 2.0]], [0, 0], [1, 1], "scoring.weights_all_zero"),
        ([[1.0, 2.0]], [1, 1], [1, 0], "methods.bad_type"),
        ([[1.0, 2.0]], [1, 1], [1], "methods.wrong_length"),
        ([[1.0, 2.0]], [1, 1, 1], [1, 1], "methods.wrong_length"),
        ([1.0, 2.0], [1, 1], [1, 1], "methods.not_a_table"),
        (np.zeros((2, 0)), [], [], "methods.no_criterion"),
    ],
)
def test_what_cannot_be_ranked_is_refused_by_name(matrix, weights, types, code):
    with pytest.raises(InputError) as refused:
        topsis(np.array(matrix), weights, types)
    assert refused.value.code == code


def test_another_normalisation_is_refused():
    with pytest.raises(InputError, match="unknown_normalisation"):
        topsis(EXAMPLE, WEIGHTS, TYPES, normalisation="l2")
