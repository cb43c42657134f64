import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.curve import read_off
from scoring.explain.reach import Input, nearest
from scoring.indicators import Indicator

FREE = Input("fact")
RISING = Indicator("a", "c", "need", ((20, 0), (50, 100)), 1)
FALLING = Indicator("a", "c", "need", ((0, 100), (1, 0)), 1)
FLAT = Indicator("a", "c", "need", ((0, 0), (10, 50), (20, 50), (30, 90)), 1)
STEPS = Indicator("a", "c", "need", ((0, 0), (1, 30), (2, 70)), 1, "steps")
STEPS_DOWN = Indicator("a", "c", "need", ((0, 100), (0.5, 50), (1, 0)), 1, "steps")
TARGET = Indicator("a", "c", "need", ((0, 0), (10, 100), (20, 0)), 1, "target")


@pytest.mark.parametrize(
    ("indicator", "value", "points", "expected"),
    [
        (RISING, 30, 50, (35, "at_least")),
        (RISING, 5, 10, (23, "at_least")),
        (FALLING, 0.8, 60, (0.4, "at_most")),
        (FLAT, 5, 50, (10, "at_least")),
        (FLAT, 25, 80, (27.5, "at_least")),
        (STEPS, 0, 30, (1, "at_least")),
        (STEPS, 0, 31, (2, "at_least")),
        (TARGET, 2, 50, (5, "at_least")),
        (TARGET, 19, 50, (15, "at_most")),
        (RISING, 30, 101, None),
    ],
)
def test_the_nearest_value_worth_so_much(indicator, value, points, expected):
    found = nearest(indicator, value, points, FREE)
    if expected is None:
        assert found is None
        return
    assert found[0] == pytest.approx(expected[0])
    assert found[1] == expected[1]


def test_below_a_step_that_falls_is_the_next_number_under_it():
    value, bound = nearest(STEPS_DOWN, 0.7, 80, FREE)
    assert bound == "below"
    assert 0.5 - 1e-9 < value < 0.5
    assert nearest(STEPS_DOWN, 0.7, 80, Input("fact", step=0.001)) == (0.499, "at_most")


def test_steps_are_whole_and_limits_hold():
    assert nearest(RISING, 30, 51, Input("fact", step=1)) == (36, "at_least")
    assert nearest(RISING, 30, 51, Input("fact", step=1, high=35)) is None
    assert nearest(FALLING, 0.8, 60.04, Input("fact", step=0.001, low=0)) == (0.399, "at_most")
    assert nearest(FALLING, 0.8, 100, Input("fact", step=0.1, low=0)) == (0, "at_most")


@settings(max_examples=80)
@given(
    indicator=st.sampled_from([RISING, FALLING, FLAT, STEPS, STEPS_DOWN, TARGET]),
    place=st.floats(-0.5, 1.5),
    points=st.floats(1, 100),
    step=st.sampled_from([None, 0.01, 1]),
)
def test_no_nearer_value_is_worth_as_much(indicator, place, points, step):
    low, high = indicator.anchors[0][0], indicator.anchors[-1][0]
    value = low + place * (high - low)
    if step:
        value = round(value / step) * step
    worth = lambda x: read_off(np.atleast_1d(x), indicator.anchors, indicator.curve)  # noqa: E731
    if worth(value)[0] >= points:
        return
    found = nearest(indicator, value, points, Input("fact", step=step))
    width = (high - low) * 2
    others = value + np.linspace(-width, width, 8001)
    if step:
        others = np.round(others / step) * step
    good = others[worth(others) >= points + 1e-6]
    if found is None:
        assert not len(good)
        return
    assert worth(found[0])[0] >= points - 1e-6
    assert abs(found[0] - value) <= np.abs(good - value).min() + 1e-6 if len(good) else True
