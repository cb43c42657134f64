"""Net flows of PROMETHEE II by hand; against the library in test_methods."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.opinions.promethee import net_flows


def test_two_criteria_by_hand():
    # the first beats both on gain (0.6) and loses to both on cost (0.4): 0.6 - 0.4
    values = np.array([[3.0, 9], [2, 5], [1, 1]])
    found = net_flows(values, np.array([0.6, 0.4]), np.array([1, -1]))
    assert np.allclose(found, [0.2, 0, -0.2])


def test_ties_beat_nobody_and_one_alone_has_no_flow():
    assert net_flows(np.ones((3, 1)), np.ones(1), np.ones(1)).tolist() == [0, 0, 0]
    assert net_flows(np.ones((1, 1)), np.ones(1), np.ones(1)).tolist() == [0]
    assert net_flows(np.ones((0, 1)), np.ones(1), np.ones(1)).tolist() == []


@given(arrays(float, (7, 2), elements=st.floats(-9, 9)))
def test_flows_sum_to_nothing(values):
    assert abs(net_flows(values, np.array([0.3, 0.7]), np.array([1, -1])).sum()) < 1e-12
