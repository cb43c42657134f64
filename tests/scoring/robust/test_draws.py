"""Drawn weights: what they sum to, what they average, and that a draw is always itself."""

import numpy as np
import pytest

from scoring.robust.draws import Sampling, weight_draws

SHARES = np.array([0.5, 0.3, 0.2, 0.0])


@pytest.mark.parametrize("spread", ["around", "simplex", "fixed"])
def test_weights_sum_to_one(spread):
    drawn = weight_draws(SHARES, Sampling(1000, 3, spread, concentration=10), 0, 1000)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(1000))
    assert (drawn >= 0).all()


def test_around_the_chosen_weights_mean_and_variance_are_stated():
    drawn = weight_draws(SHARES, Sampling(1, 3, "around", concentration=10), 0, 50_000)
    assert drawn.mean(axis=0) == pytest.approx(SHARES, abs=0.005)
    assert drawn.var(axis=0) == pytest.approx(SHARES * (1 - SHARES) / 11, abs=0.001)
    assert (drawn[:, 3] == 0).all()


def test_the_whole_simplex_forgets_the_chosen_weights():
    drawn = weight_draws(SHARES, Sampling(1, 3, "simplex"), 0, 50_000)
    assert drawn.mean(axis=0) == pytest.approx(np.full(4, 0.25), abs=0.005)
    assert drawn.var(axis=0) == pytest.approx(np.full(4, 3 / 80), abs=0.001)


def test_a_draw_is_itself_in_whatever_range_it_is_asked():
    given = Sampling(1, 3, "simplex")
    whole = weight_draws(SHARES, given, 0, 700)
    parts = [weight_draws(SHARES, given, *span) for span in [(0, 1), (1, 300), (300, 700)]]
    assert (np.concatenate(parts) == whole).all()


def test_fixed_weights_are_the_chosen_ones():
    drawn = weight_draws(2 * SHARES, Sampling(1, 3, "fixed"), 0, 2)
    assert drawn.tolist() == [SHARES.tolist()] * 2


def test_the_standard_error_is_that_of_an_even_share():
    assert Sampling(10_000, 0, "simplex").standard_error == pytest.approx(0.005)
