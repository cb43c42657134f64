import numpy as np

from geo.walking.reach import Limits, nothing_reached


def test_nothing_reached_is_infinitely_far_and_counts_none():
    reached = nothing_reached(2, Limits(100.0, np.array([50.0]), 3))
    assert np.isinf(reached.walk_m).all()
    assert (reached.facility == -1).all()
    assert (reached.counts.shape, reached.counts.sum()) == ((2, 3, 1), 0)
