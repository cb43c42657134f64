"""Weights a judgement matrix implies, method by method."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.weighting.incomplete import is_linked
from scoring.weighting.judgements import judgement_matrix
from scoring.weighting.priorities import METHODS, priorities
from tables import InputError

# three worksheets of one published collection, weighed there by the arithmetic method; the
# eigenvector and geometric figures were computed from the same matrices
WORKSHEETS = [
    ([[1, "1/4", 2], [4, 1, 8], ["1/2", "1/8", 1]], {"arithmetic": 0.181818}),
    (
        [[1, 1, 5, 3], [1, 1, 3, 3], ["1/5", "1/3", 1, 1], ["1/3", "1/3", 1, 1]],
        {"arithmetic": 0.411184, "eigenvector": 0.413117, "geometric": 0.411238},
    ),
    (
        [
            [1, 2, 3, 4, 7],
            ["1/2", 1, 3, 2, 5],
            ["1/3", "1/3", 1, "1/2", 2],
            ["1/4", "1/2", 2, 1, 3],
            ["1/7", "1/5", "1/2", "1/3", 1],
        ],
        {"arithmetic": 0.432076, "eigenvector": 0.436534, "geometric": 0.432892},
    ),
]

weights = st.lists(st.floats(0.02, 1), min_size=2, max_size=7)


def matrix_of(cells):
    return judgement_matrix([f"c{place}" for place in range(len(cells))], cells)


def consistent(shares):
    shares = np.array(shares)
    return np.outer(shares, 1 / shares)


@pytest.mark.parametrize(("cells", "first"), WORKSHEETS)
def test_worksheet_matrices_by_every_method(cells, first):
    for method, share in first.items():
        assert priorities(matrix_of(cells), method)[0] == pytest.approx(share, abs=5e-7)


@given(weights)
def test_a_consistent_matrix_is_recovered_by_every_method(given_weights):
    shares = np.array(given_weights) / sum(given_weights)
    for method in METHODS:
        assert priorities(consistent(shares), method) == pytest.approx(shares, rel=1e-9)


@given(weights, st.integers(0, 2**32 - 1))
def test_a_consistent_matrix_with_gaps_is_recovered(given_weights, seed):
    shares = np.array(given_weights) / sum(given_weights)
    judged = with_gaps(consistent(shares), np.random.default_rng(seed))
    for method in ("eigenvector", "geometric"):
        assert priorities(judged, method) == pytest.approx(shares, rel=1e-7)


@given(st.integers(3, 6), st.integers(0, 2**32 - 1))
def test_reordering_the_criteria_reorders_the_weights(size, seed):
    rng = np.random.default_rng(seed)
    judged = with_gaps(random_matrix(size, rng), rng)
    place = rng.permutation(size)
    for method in ("eigenvector", "geometric"):
        straight, moved = priorities(judged, method), priorities(judged[place][:, place], method)
        assert moved == pytest.approx(straight[place], rel=1e-7)


def test_a_method_nobody_knows_is_refused_with_those_known():
    with pytest.raises(InputError) as caught:
        priorities(np.ones((2, 2)), "median")
    assert caught.value.code == "weights.unknown_method"
    assert "geometric" in caught.value.values["known"]


def test_the_arithmetic_method_needs_every_pair():
    judged = matrix_of([[1, 2, None], ["1/2", 1, 3], [None, "1/3", 1]])
    with pytest.raises(InputError) as caught:
        priorities(judged, "arithmetic")
    assert caught.value.code == "weights.method_needs_all"


def random_matrix(size, rng):
    logs = np.triu(rng.choice(np.log([1 / 9, 1 / 5, 1 / 3, 1, 2, 3, 5, 7]), (size, size)), 1)
    return np.exp(logs - logs.T)


def with_gaps(judged, rng):
    """Take judgements out one by one, at random, as long as the criteria stay linked."""
    kept = judged.copy()
    pairs = np.argwhere(np.triu(np.ones_like(judged), 1))
    for row, column in rng.permutation(pairs)[: rng.integers(0, len(pairs) + 1)]:
        tried = kept.copy()
        tried[row, column] = tried[column, row] = np.nan
        kept = tried if is_linked(tried) else kept
    return kept
