"""Ranking again gives exactly what score and rank give."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.card import Scorecard
from scoring.people import people_factor, per_resident
from scoring.rank import rank
from scoring.rerank import rerank, tie_order, tied_order
from scoring.score import score
from scoring.weights import Weights

CRITERIA, SIDES = ("age", "condition", "coverage", "will"), ("need", "need", "need", "readiness")


def card_of(points, ids=None):
    points = np.array(points, dtype=float).reshape(-1, len(CRITERIA))
    names = ids or tuple(f"E{row:03}" for row in range(len(points)))
    low, high = np.nan_to_num(points), np.nan_to_num(points, nan=100)
    return Scorecard(tuple(names), CRITERIA, SIDES, points, low, high, 1.0 - np.isnan(points))


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 60),
    st.sampled_from(
        [[0.25] * 4, [0.1, 0.2, 0.3, 0.4], [0, 0, 0, 1], [1, 0, 0, 0], [1 / 3, 1 / 3, 0, 1 / 3]]
    ),
    st.sampled_from([0, 50, 10]),
    st.integers(0, 2**32),
)
def test_scores_and_ranks_are_those_of_score_and_rank(size, shares, step, seed):
    random = np.random.default_rng(seed)
    points = random.uniform(0, 100, (size, 4))
    points = np.round(points / step) * step if step else points
    points[random.random(points.shape) < 0.2] = np.nan
    ids = [f"E{place:03}" for place in random.permutation(size)]
    card = card_of(points, ids)
    households = pd.Series(random.choice([100, 200, None], size), dtype="Int64")
    weights = Weights(dict(zip(CRITERIA, shares, strict=True)))
    scores = score(card, weights)
    found = rerank(card, weights, tie_order(card, households))
    assert found.score.tobytes() == scores["score"].to_numpy().tobytes()
    assert found.rank.tolist() == rank(scores, households)["rank"].tolist()


def test_equal_scores_go_to_need_then_households_then_id():
    even = [[50, 50, 50, 50], [40, 40, 40, 80], [50, 50, 50, 50], [50, 50, 50, 50]]
    card = card_of(even, ["d", "a", "c", "b"])
    ties = tie_order(card, pd.Series([9, 99, None, 9], dtype="Int64"))
    weights = Weights(dict.fromkeys(CRITERIA, 0.25))
    assert rerank(card, weights, ties).rank.tolist() == [2, 4, 3, 1]
    assert tied_order(card, weights, ties).tolist() == [3, 0, 2, 1]


def test_unknown_scores_come_last_in_the_order_of_their_ties():
    nothing = [np.nan] * 4
    card = card_of([nothing, [1, 1, 1, 1], nothing])
    ties = tie_order(card, pd.Series([1, 1, 5]))
    found = rerank(card, Weights(dict.fromkeys(CRITERIA, 0.25)), ties)
    assert found.rank.tolist() == [3, 1, 2]
    assert np.isnan(found.score[[0, 2]]).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32))
def test_where_heads_count_the_ranks_are_those_of_scores_times_heads(size, seed):
    """Ties of need x heads too: two estates of one score and other needs fall as in the rank."""
    random = np.random.default_rng(seed)
    card = card_of(random.choice([0, 50, 100], (size, 4)))
    residents = pd.Series(random.choice([100, 200, 400, None], size), dtype="Int64")
    households = pd.Series([100] * size)
    weights = Weights(dict.fromkeys(CRITERIA, 0.25))
    heads = people_factor(residents)["counted"].to_numpy()
    places = rank(per_resident(score(card, weights), residents), households)["rank"]
    found = rerank(card, weights, tie_order(card, households), heads)
    assert found.rank.tolist() == places.tolist()
