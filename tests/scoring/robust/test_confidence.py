"""Confidence factors hand-solved: sure ahead, sure behind, and in between."""

import numpy as np
import pytest

from scoring.robust import Cells, Matrix, Sampling
from scoring.robust.acceptability import board_of
from scoring.robust.confidence import confidence


def board(scores, vague=()):
    rows = [row for row, _, _ in vague]
    low, high = (np.array([v[end] for v in vague], dtype=float) for end in (1, 2))
    zeros = np.zeros(len(rows), np.int64)
    cells = Cells(
        np.array(rows, np.int64), zeros, np.ones(len(rows)), zeros > 0, low, low, high, 0.95
    )
    score = np.array(scores, dtype=float).reshape(-1, 1)
    return board_of(Matrix(tuple(str(r) for r in range(len(score))), score, cells), 4)


def asked(draws):
    return Sampling(1, 4, "fixed", confidence_draws=draws, confidence_tops=True)


def test_certain_data_need_no_draws():
    central = np.array([[1.0], [1.0], [np.nan]])
    found = confidence(board([10, 20, 30]), central, 2, asked(None))
    assert found[:2].tolist() == [0, 1]
    assert np.isnan(found[2])


def test_a_rival_in_between_is_drawn():
    # 0 to 100 against 25: ahead of it in three draws of four
    found = confidence(board([0, 25], [(0, 0, 100)]), np.ones((2, 1)), 1, asked(20_000))
    assert found == pytest.approx([0.75, 0.25], abs=0.015)


def test_one_of_three_even_rivals_is_among_two_in_two_of_three_draws():
    vague = [(row, 0, 100) for row in range(3)]
    found = confidence(board([0, 0, 0], vague), np.ones((3, 1)), 2, asked(20_000))
    assert found == pytest.approx(np.full(3, 2 / 3), abs=0.015)
    assert found.sum() == pytest.approx(2)  # two of the three, whatever the draw


def test_equal_estates_go_by_their_order():
    assert confidence(board([5, 5, 5]), np.ones((3, 1)), 2, asked(None)).tolist() == [1, 1, 0]


def test_for_the_top_k_it_is_found_when_asked():
    vague = board([0, 25], [(0, 0, 100)])
    first_alone = Sampling(1, 4, "fixed", confidence_draws=100)
    assert np.isnan(confidence(vague, np.ones((2, 1)), 2, first_alone)).all()
    assert not np.isnan(confidence(vague, np.ones((2, 1)), 1, first_alone)).any()
