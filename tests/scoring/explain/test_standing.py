import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain.standing import standing
from scoring.rank import rank


def table(lottery, count):
    return pd.DataFrame({
        "estate_id": lottery.permutation([f"E{place}" for place in range(count)]),
        "score": lottery.choice([10.0, 20.0, 20.0 + 1e-12, np.nan], count),
        "need": lottery.choice([5.0, np.nan], count),
        "score_low": 0.0,
        "score_high": 100.0,
    })  # fmt: skip


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 12))
def test_it_ranks_as_rank_does_ties_and_unknowns_included(seed, count):
    lottery = np.random.default_rng(seed)
    scores = table(lottery, count)
    homes = pd.Series(lottery.choice([80.0, 90.0, np.nan], count))
    found = standing(scores, homes)
    assert found.rank.tolist() == rank(scores, homes)["rank"].tolist()
    for at in range(count):
        own = scores.iloc[at]
        assert found.place(at, own["score"], own["need"]) == found.rank[at]


def test_a_factor_counts_for_the_estate_itself_too():
    scores = pd.DataFrame({"estate_id": ["a", "b"], "score": [60.0, 50], "need": [0.0, 0]})
    found = standing(scores, pd.Series([1, 1]), np.array([0.5, 1]))
    assert found.rank.tolist() == [2, 1]
    assert (found.place(0, 99, 0), found.place(0, 100.1, 0)) == (2, 1)


def test_an_estate_that_is_not_there_is_said():
    scores = pd.DataFrame({"estate_id": ["a"], "score": [60.0], "need": [0.0]})
    with pytest.raises(KeyError, match="b"):
        standing(scores, pd.Series([1])).at("b")
