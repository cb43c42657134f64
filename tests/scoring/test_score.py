"""The total is the sum of its parts; what is unknown widens the range and is never zero."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Indicator, Weights, points, score, scorecard, side_weights
from tables import InputError

SHEET = [
    Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1),
    Indicator("leak", "condition", "need", ((0, 0), (3, 100)), 1),
    Indicator("drain", "condition", "need", ((0, 0), (3, 100)), 3),
    Indicator("support_rate", "willingness", "readiness", ((0.5, 0), (1, 100)), 1),
]
WEIGHTS = Weights({"age": 0.5, "condition": 0.25, "willingness": 0.25})


def scored(rows, weights=WEIGHTS):
    table = pd.DataFrame(rows, columns=["age_years", "leak", "drain", "support_rate"], dtype=float)
    table.insert(0, "estate_id", [f"E{i}" for i in range(len(table))])
    return score(scorecard(points(table, SHEET)), weights)


def test_solved_by_hand():
    row = scored([(35, 3, 1, 0.75)]).iloc[0]
    assert row["condition_score"] == pytest.approx((100 + 3 * 100 / 3) / 4)  # 50
    assert row["score"] == pytest.approx(0.5 * 50 + 0.25 * 50 + 0.25 * 50)
    assert (row["score_low"], row["score_high"]) == (row["score"], row["score"])
    assert row["completeness"] == 1


def test_need_and_readiness_are_kept_apart():
    row = scored([(50, 0, 0, 0.75)]).iloc[0]
    assert row["need"] == pytest.approx(100 * 0.5 / 0.75)
    assert row["readiness"] == pytest.approx(50)


def test_an_unknown_criterion_widens_the_range_by_its_weight_and_is_not_zero():
    row = scored([(35, 3, 1, None)]).iloc[0]
    assert pd.isna(row["willingness_score"])
    assert pd.isna(row["willingness_part"])
    assert row["score"] == pytest.approx(50)  # as urgent as what is known of it
    assert row["score_low"] == pytest.approx(37.5)
    assert row["score_high"] == pytest.approx(62.5)
    assert row["completeness"] == pytest.approx(0.75)


def test_an_unknown_item_inside_a_criterion_widens_by_its_share():
    row = scored([(35, None, 3, 0.75)]).iloc[0]
    assert row["condition_score"] == pytest.approx(100)
    assert row["condition_score_low"] == pytest.approx(75)
    assert row["completeness"] == pytest.approx(0.5 + 0.25 + 0.25 * 0.75)


def test_nothing_known_is_an_unknown_score():
    row = scored([(None, None, None, None)]).iloc[0]
    assert pd.isna(row["score"])
    assert (row["score_low"], row["score_high"]) == (0, 100)


def test_weights_for_a_criterion_that_is_not_there_are_refused():
    with pytest.raises(InputError, match="criteria_mismatch") as refused:
        scored([(1, 1, 1, 1)], Weights({"age": 0.5, "noise": 0.5}))
    assert "weights='noise'" in str(refused.value)


def test_a_criterion_the_weights_do_not_name_weighs_nothing():
    named = scored([(35, 3, 1, None)], Weights({"age": 1.0}))
    zeros = scored([(35, 3, 1, None)], Weights({"age": 1.0, "condition": 0, "willingness": 0}))
    pd.testing.assert_frame_equal(named, zeros)
    assert named["score"].tolist() == [50]
    assert not named["incomplete"].any()


def test_a_criterion_of_weight_zero_has_no_part():
    row = scored([(35, 0, 0, 1)], Weights({"age": 1.0, "condition": 0, "willingness": 0})).iloc[0]
    assert row["score"] == 50


maybe = st.none() | st.floats(0, 3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.none() | st.floats(0, 90), maybe, maybe, maybe), min_size=1))
def test_parts_add_up_and_the_score_lies_in_its_range(rows):
    table = scored(rows)
    parts = table[[f"{name}_part" for name in WEIGHTS.shares]].to_numpy()
    known = table["score"].notna().to_numpy()
    assert np.allclose(np.nansum(parts, axis=1)[known], table["score"][known])
    assert (table["score_low"] <= table["score"] + 1e-9)[known].all()
    assert (table["score"] <= table["score_high"] + 1e-9)[known].all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(maybe, maybe, maybe, maybe), min_size=2), st.randoms())
def test_row_order_never_matters(rows, random):
    table = pd.DataFrame(rows, columns=["age_years", "leak", "drain", "support_rate"], dtype=float)
    table.insert(0, "estate_id", [f"E{i}" for i in range(len(table))])
    order = list(range(len(table)))
    random.shuffle(order)
    first = score(scorecard(points(table, SHEET)), WEIGHTS)
    second = score(scorecard(points(table.iloc[order], SHEET)), WEIGHTS)
    second = second.sort_values("estate_id", key=lambda ids: ids.str[1:].astype(int))
    pd.testing.assert_frame_equal(first, second.reset_index(drop=True))


def test_need_can_be_told_how_much_it_weighs():
    given = Weights({"age": 0.2, "condition": 0.3, "willingness": 0.5})
    found = side_weights(given, ["age", "condition"], need_share=0.8)
    assert found.shares == pytest.approx({"age": 0.32, "condition": 0.48, "willingness": 0.2})


def test_a_side_that_weighs_nothing_can_be_given_no_share():
    with pytest.raises(InputError, match="empty_side") as refused:
        side_weights(Weights({"age": 1.0, "willingness": 0.0}), ["age"], need_share=0.8)
    assert "side='readiness'" in str(refused.value)


def test_a_side_that_shall_weigh_nothing_may_be_empty():
    found = side_weights(Weights({"age": 1.0, "willingness": 0.0}), ["age"], need_share=1)
    assert found.shares == {"age": 1.0, "willingness": 0.0}


def test_need_and_readiness_have_ranges_of_their_own():
    row = scored([(35, 3, 1, None)]).iloc[0]
    assert (row["need_low"], row["need"], row["need_high"]) == (50, 50, 50)
    assert pd.isna(row["readiness"])
    assert (row["readiness_low"], row["readiness_high"]) == (0, 100)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 90), *[st.floats(0, 3)] * 3), min_size=1),
    st.integers(0, 2),
    st.floats(0, 3),
)
def test_worse_condition_never_lowers_need(rows, column, worse):
    """Monotone: leak and drain severities, and age, only ever add to need."""
    worsened = [list(row) for row in rows]
    worsened[0][column] += worse
    before, after = scored(rows), scored(worsened)
    assert after["need"].iloc[0] >= before["need"].iloc[0] - 1e-9
    pd.testing.assert_series_equal(before["need"][1:], after["need"][1:])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(maybe, maybe, maybe, maybe), min_size=2, max_size=8))
def test_dropping_an_estate_never_reorders_the_others(rows):
    """The weighted sum reads fixed anchors: no estate's score depends on another estate."""
    whole, rest = scored(rows), scored(rows[:-1])
    pd.testing.assert_frame_equal(whole.iloc[:-1], rest)
