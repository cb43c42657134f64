"""The scores of single draws: the same draws by which ranks are tried."""

import numpy as np
import pandas as pd
import pytest

from scoring.robust import Cells, Matrix, Sampling, robustness
from scoring.sampled import sampled_scores
from tables import InputError

IDS = ("E1", "E2", "E3", "E4")
POINTS = np.array([[60.0, 20.0], [0.0, 70.0], [55.0, 50.0], [30.0, np.nan]])
AROUND = Sampling(40, 7, "around", concentration=8.0)


def unsure():
    """The second estate's first criterion may be anything, the third's is a survey's."""
    return Cells(
        row=np.array([1, 2]), column=np.array([0, 0]), share=np.array([1.0, 0.5]),
        interval=np.array([False, True]), low=np.array([0.0, 40.0]), mid=np.array([50.0, 50.0]),
        high=np.array([100.0, 60.0]), confidence=0.95,
    )  # fmt: skip


MATRIX = Matrix(IDS, POINTS, unsure())


def test_their_ranks_are_the_ranks_of_the_robustness_run():
    scores = sampled_scores(MATRIX, [0.6, 0.4], AROUND, draws=40)
    ranks = scores.rank(axis=1, ascending=False, method="first")
    found = robustness(MATRIX, [0.6, 0.4], AROUND, top_k=[1])
    assert ranks.mean().tolist() == pytest.approx(found.table["rank_expected"].tolist())
    assert ranks.std().max() > 0


def test_weights_held_and_nothing_unsure_give_the_score_itself():
    scores = sampled_scores(Matrix(IDS, POINTS), [3.0, 1.0], Sampling(2, 1, "fixed"), draws=2)
    # (3 × 60 + 20) / 4, (3 × 0 + 70) / 4, (3 × 55 + 50) / 4; of the last only the first is known.
    assert scores.to_numpy().tolist() == [[50.0, 17.5, 53.75, 30.0]] * 2
    assert list(scores.columns) == list(IDS)


def test_fewer_draws_are_the_first_of_more():
    few, many = (sampled_scores(MATRIX, [1, 1], AROUND, draws=n) for n in (3, 300))
    pd.testing.assert_frame_equal(few, many.head(3))


def test_another_seed_draws_others():
    other = Sampling(40, 8, "around", concentration=8.0)
    one, two = (sampled_scores(MATRIX, [1, 1], how, draws=5) for how in (AROUND, other))
    assert not np.allclose(one["E3"], two["E3"])


def test_only_the_criteria_that_count_are_weighed():
    scores = sampled_scores(MATRIX, [1, 1], AROUND, draws=3, counted=[False, True])
    assert scores["E1"].tolist() == [20.0] * 3
    assert scores["E4"].isna().all()


def test_no_draw_and_wrong_weights_are_refused():
    with pytest.raises(InputError, match=r"robust\.draws"):
        sampled_scores(MATRIX, [1, 1], AROUND, draws=0)
    with pytest.raises(InputError, match=r"robust\.weights_mismatch"):
        sampled_scores(MATRIX, [1], AROUND, draws=1)


def test_no_estate_has_no_scores():
    assert sampled_scores(Matrix((), np.zeros((0, 2))), [1, 1], AROUND, draws=2).shape == (2, 0)
