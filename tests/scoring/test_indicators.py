"""Anchors turn a measured value into points."""

import pandas as pd
import pytest

from scoring import Indicator, points
from tables import InputError

AGE = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1)


def frame(**columns):
    size = len(next(iter(columns.values())))
    return pd.DataFrame({"estate_id": [f"E{i}" for i in range(size)], **columns})


def test_points_are_linear_between_anchors_and_stay_beyond_them():
    found = points(frame(age_years=[10, 20, 35, 50, 80]), [AGE])
    assert found["score"].tolist() == [0, 0, 50, 100, 100]
    assert found["known"].all()


def test_an_unknown_value_has_no_score_and_the_whole_range():
    row = points(frame(age_years=[None]), [AGE]).iloc[0]
    assert pd.isna(row["score"])
    assert (row["low"], row["high"], row["known"]) == (0, 100, False)


def test_a_missing_column_is_an_unknown_value():
    assert points(frame(other=[1]), [AGE])["known"].tolist() == [False]


def test_a_range_of_values_becomes_a_range_of_points():
    table = frame(age_years=[35], age_years_low=[26], age_years_high=[41])
    row = points(table, [AGE]).iloc[0]
    assert (row["low"], row["score"], row["high"]) == (pytest.approx(20), 50, pytest.approx(70))


def test_a_falling_scale_turns_the_range_round():
    coverage = Indicator("coverage", "coverage", "need", ((0, 100), (1, 0)), 1)
    table = frame(coverage=[0.5], coverage_low=[0.25], coverage_high=[0.75])
    row = points(table, [coverage]).iloc[0]
    assert (row["low"], row["score"], row["high"]) == (25, 50, 75)


def test_rows_follow_the_estates_and_the_sheet():
    leak = Indicator("leak", "condition", "need", ((0, 0), (3, 100)), 1)
    found = points(frame(age_years=[30, 40], leak=[1, 2]), [AGE, leak])
    assert found["estate_id"].tolist() == ["E0", "E0", "E1", "E1"]
    assert found["indicator"].tolist() == ["age_years", "leak"] * 2


def test_no_estates_give_no_rows():
    assert points(frame(age_years=[]), [AGE]).empty


@pytest.mark.parametrize("anchors", [((20, 0),), ((50, 100), (20, 0)), ((20, 0), (20, 100))])
def test_anchors_must_rise(anchors):
    with pytest.raises(InputError, match="bad_anchors"):
        Indicator("age_years", "age", "need", anchors, 1)


@pytest.mark.parametrize("weight", [0, -1, float("inf"), float("nan")])
def test_an_indicator_without_a_weight_that_counts_is_refused(weight):
    with pytest.raises(InputError, match="bad_indicator_weight"):
        Indicator("age_years", "age", "need", ((20, 0), (50, 100)), weight)


def test_a_sheet_without_indicators_is_refused():
    with pytest.raises(InputError, match="no_indicators"):
        points(frame(age_years=[1]), [])
