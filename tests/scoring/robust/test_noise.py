"""Single cells: even over a range, two half normals over an interval, the same for everyone."""

import numpy as np
import pytest
from scipy.stats import kstest, norm

from scoring.robust.cells import Cells
from scoring.robust.noise import draw_all, noise

DRAWS = 20_000


def values(low, mid, high, *, interval, bounds=(0.0, 100.0), seed=1):
    one = np.zeros(1, np.int64)
    ends = [np.array([float(end)]) for end in (low, mid, high)]
    cells = Cells(one, one, np.ones(1), np.array([interval]), *ends, 0.95)
    return draw_all(noise(cells, seed, bounds=bounds), 0, DRAWS)[:, 0]


def test_unknown_is_even_over_its_range():
    assert kstest(values(20, 50, 60, interval=False), "uniform", args=(20, 40)).pvalue > 0.001


def test_an_interval_has_its_ends_at_its_confidence():
    found = values(30, 40, 70, interval=True)
    sides = np.where(found < 40, 10, 30) / norm.ppf(0.975)
    assert kstest((found - 40) / sides, "norm").pvalue > 0.001
    shares = [(found < end).mean() for end in (30, 40, 70)]
    assert shares == pytest.approx([0.025, 0.5, 0.975], abs=0.012)


def test_an_interval_stops_at_the_scale():
    found = values(60, 95, 100, interval=True)
    assert found.max() == 100
    assert values(0, 3, 40, interval=True).min() == 0


def test_an_interval_without_width_is_a_number():
    assert set(values(40, 40, 40, interval=True)) == {40}


def test_seeds_draws_and_cells_do_not_repeat_one_another():
    one, two = (values(0, 50, 100, interval=False, seed=seed) for seed in (1, 2))
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.03
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.03
    assert len(np.unique(one)) == DRAWS
