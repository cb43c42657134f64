"""The consensus index against cases that can be worked by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.weighting.consensus import consensus

SCALE = 9
priorities = st.lists(st.floats(0.05, 1), min_size=3, max_size=3)


def of(rows, importance=None):
    shares = np.array(rows, dtype=float)
    shares = shares / shares.sum(axis=1, keepdims=True)
    voices = np.array(importance or [1] * len(rows), dtype=float)
    return consensus(shares, voices / voices.sum(), SCALE)


def test_experts_of_one_mind_agree_fully():
    assert of([[0.5, 0.3, 0.2]] * 4).index == pytest.approx(1)


def test_one_expert_agrees_with_himself():
    assert of([[0.7, 0.2, 0.1]]).index == pytest.approx(1)


def test_one_criterion_leaves_nothing_to_disagree_about():
    assert of([[1], [1]]).index == 1


def test_the_most_opposed_pair_the_scale_allows_has_no_consensus():
    found = of([[9, 1], [1, 9]])
    assert found.index == pytest.approx(0)
    assert found.gamma == pytest.approx(2)


def test_a_half_way_case_by_hand():
    """Two experts, 0.75/0.25 and 0.25/0.75: gamma 2, alpha exp(0.562335), floor exp(0.325083)/2."""
    alpha, floor = math.exp(0.562335), math.exp(0.325083) / 2
    expected = (alpha / 2 - floor) / (1 - floor)
    found = of([[3, 1], [1, 3]])
    assert found.index == pytest.approx(expected, abs=1e-6)
    assert found.index == pytest.approx(0.6018, abs=5e-5)
    assert found.beta == pytest.approx(found.gamma / found.alpha)


def test_priorities_beyond_the_scale_stay_at_zero():
    assert of([[99, 1], [1, 99]]).index == 0


def test_a_voice_of_no_importance_changes_nothing():
    assert of([[3, 1], [1, 3], [9, 1]], [1, 1, 0]).index == pytest.approx(
        of([[3, 1], [1, 3]]).index
    )


@given(st.lists(priorities, min_size=2, max_size=5), st.randoms())
def test_the_index_lies_within_bounds_and_no_order_matters(rows, shuffler):
    found = of(rows)
    assert 0 <= found.index <= 1
    assert found.beta >= 1 - 1e-9
    moved = list(rows)
    shuffler.shuffle(moved)
    assert of([row[::-1] for row in moved]).index == pytest.approx(found.index)
