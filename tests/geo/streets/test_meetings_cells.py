import numpy as np

from geo.streets.meetings import Stretches
from geo.streets.meetings_cells import near, pairs


def test_a_long_stretch_is_found_from_every_cell_it_passes():
    start = np.array([[0, 0], *[[x, 5] for x in range(0, 100_000, 1000)]])
    end = np.array([[100_000, 300], *[[x, 9] for x in range(0, 100_000, 1000)]])
    found = near(Stretches(start, end), np.array([[50_000, 160]]), 20)
    assert set(found[:, 1]) == {0}


def test_nothing_meets_nothing():
    nothing = np.zeros((0, 2), dtype=np.int64)
    none = Stretches(nothing, nothing)
    assert len(pairs(none)) == len(near(none, np.array([[0, 0]]), 5)) == 0


def test_more_pairs_than_the_first_guess_are_all_told():
    across = np.arange(60) * 100
    start = np.concatenate(
        [np.column_stack([across, 0 * across]), np.column_stack([0 * across, across])]
    )
    end = np.concatenate(
        [np.column_stack([across, 0 * across + 5950]), np.column_stack([0 * across + 5950, across])]
    )
    assert len(np.unique(pairs(Stretches(start, end)), axis=0)) >= 59 * 59
