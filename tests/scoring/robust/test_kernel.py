"""Ranks of a draw are exact: against numpy's sorting, with ties, outliers and crowds."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.robust import Matrix
from scoring.robust.acceptability import board_of
from scoring.robust.kernel import rank_draws


def ranks_of(scores, weights):
    ids = tuple(str(row) for row in range(len(scores)))
    ranks = np.empty((len(weights), len(scores)), np.int32)
    rank_draws(board_of(Matrix(ids, scores), 0), weights, 0, ranks, (0, len(weights)))
    return ranks


def by_numpy(scores, weights):
    """Rank at nine decimals, equal scores by row, unknown last."""
    found = []
    for line in weights:
        known = ~np.isnan(scores)
        total = known @ line
        with np.errstate(invalid="ignore"):
            score = np.where(total > 0, np.nan_to_num(scores) @ line / total, np.nan)
        key = np.where(np.isnan(score), np.inf, -np.round(score, 9))
        order = np.lexsort((np.arange(len(scores)), key))
        rank = np.empty(len(scores), int)
        rank[order] = np.arange(1, len(scores) + 1)
        found.append(rank)
    return np.array(found)


def shapes(random, size, kind):
    if kind == "heavy ties":
        return random.integers(0, 3, (size, 2)) * 50.0
    if kind == "outlier":
        return np.r_[np.full((1, 2), 100.0), random.uniform(0, 1e-4, (size - 1, 2))]
    if kind == "crowds":
        return random.choice([0.0, 100.0], (size, 1)) + random.uniform(0, 1e-5, (size, 2))
    if kind == "unknown":
        scores = random.uniform(0, 100, (size, 2))
        scores[random.random(scores.shape) < 0.4] = np.nan
        return scores
    return random.normal(50, 10, (size, 2))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 400),
    st.sampled_from(["heavy ties", "outlier", "crowds", "unknown", "plain"]),
    st.integers(0, 2**32),
)
def test_ranks_are_those_of_a_full_sort(size, kind, seed):
    random = np.random.default_rng(seed)
    scores = shapes(random, size, kind)
    # halves and quarters add up without rounding, so ties are ties in both
    weights = np.array([[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]])
    assert (ranks_of(scores, weights) == by_numpy(scores, weights)).all()


def test_a_tie_beyond_nine_decimals_is_a_tie():
    scores = np.array([[50.0], [50.0 + 4e-10], [50.0 + 2e-9]])
    assert ranks_of(scores, np.ones((1, 1))).tolist() == [[2, 3, 1]]


def test_many_estates_far_from_one_outlier():
    random = np.random.default_rng(0)
    scores = np.r_[random.uniform(0, 1e-3, (5000, 1)), [[100.0]]]
    weights = np.ones((1, 1))
    assert (ranks_of(scores, weights) == by_numpy(scores, weights)).all()
