"""Value functions: linear between anchors, in steps, towards a target."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Indicator, points
from scoring.curve import extremes, read_off
from tables import InputError
from tests.scoring.frames import frame

TENT = ((0, 20), (10, 100), (30, 0))
STAIRS = ((0, 0), (1, 30), (2, 70), (3, 100))


def test_steps_count_from_the_value_on_that_reaches_them():
    found = read_off(np.array([-1, 0, 0.9, 1, 2.5, 3, 9]), STAIRS, "steps")
    assert found.tolist() == [0, 0, 0, 30, 70, 100, 100]


def test_a_target_is_best_in_the_middle_and_falls_to_both_sides():
    found = read_off(np.array([-5, 0, 5, 10, 20, 30, 99]), TENT, "target")
    assert found.tolist() == [20, 20, 60, 100, 50, 0, 0]


def test_an_unknown_value_has_no_points_on_any_curve():
    for curve, anchors in (("linear", TENT), ("steps", STAIRS), ("target", TENT)):
        assert np.isnan(read_off(np.array([np.nan]), anchors, curve)).all()


def test_the_range_of_a_target_holds_its_top_when_the_target_lies_inside():
    low, high = extremes(np.array([5.0]), np.array([20.0]), TENT, "target")
    assert (low[0], high[0]) == (50, 100)


@settings(max_examples=100, deadline=None)
@given(st.floats(-5, 40), st.floats(0, 20), st.floats(0, 1), st.sampled_from(["linear", "steps"]))
def test_every_value_in_a_range_has_points_in_the_range_of_points(start, width, at, curve):
    low, high = np.array([start]), np.array([start + width])
    least, most = extremes(low, high, TENT, curve)
    inside = read_off(low + at * (high - low), TENT, curve)
    assert least[0] - 1e-9 <= inside[0] <= most[0] + 1e-9


@pytest.mark.parametrize(
    "anchors", [((0, 0), (10, 100)), ((0, 100), (5, 0), (10, 100)), ((0, 0), (5, 50), (10, 100))]
)
def test_a_target_needs_one_top_in_the_middle(anchors):
    with pytest.raises(InputError, match="no_target"):
        Indicator("a", "c", "need", anchors, 1, curve="target")


def test_an_unknown_curve_and_rule_are_refused_with_those_that_exist():
    with pytest.raises(InputError, match="bad_curve"):
        Indicator("a", "c", "need", TENT, 1, curve="spline")
    with pytest.raises(InputError, match="bad_missing_rule"):
        Indicator("a", "c", "need", TENT, 1, missing="zero")


@pytest.mark.parametrize(
    ("rule", "expected"), [("share", None), ("typical", 60), ("highest", 100), ("lowest", 0)]
)
def test_what_an_unknown_value_counts_meanwhile(rule, expected):
    """Known are 20, 60 and 80 points: the median estate has 60."""
    leak = Indicator("leak", "condition", "need", ((0, 0), (100, 100)), 1, missing=rule)
    row = points(frame(leak=[20, 60, 80, None]), [leak]).iloc[3]
    assert (None if np.isnan(row["score"]) else row["score"]) == expected
    assert (row["low"], row["high"], row["known"]) == (0, 100, False)


def test_nobody_knows_so_nothing_is_typical():
    leak = Indicator("leak", "condition", "need", ((0, 0), (3, 100)), 1, missing="typical")
    assert np.isnan(points(frame(leak=[None, None]), [leak])["score"]).all()


def test_an_unknown_value_with_both_ends_known_has_their_range():
    built = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1)
    table = frame(age_years=[None], age_years_low=[26], age_years_high=[41])
    row = points(table, [built]).iloc[0]
    assert np.isnan(row["score"])
    assert (row["low"], row["high"]) == (pytest.approx(20), pytest.approx(70))


def test_rising_says_which_way_an_indicator_points():
    ways = {anchors: Indicator("a", "c", "need", anchors, 1).rising
            for anchors in (STAIRS, ((0, 100), (1, 0)), TENT)}  # fmt: skip
    assert list(ways.values()) == [True, False, None]
