"""How far rankings agree, and who changes places when somebody comes or goes."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.card import Scorecard
from scoring.opinions.agreement import (
    decided_by_method,
    rank_correlation,
    reversal_count,
    reversals,
    top_overlap,
)
from scoring.opinions.methods import opinions
from scoring.rank import rank
from scoring.score import score
from scoring.weights import Weights
from tables import InputError

RANKS = pd.DataFrame(
    {"sum": [1, 2, 3, 4], "topsis": [1, 3, 2, 4], "vikor": [4, 3, 2, 1]},
    index=["锦绣里", "五建", "广厦", "天阳楼"],
)


def test_correlations_solved_by_hand():
    # one neighbouring pair swapped of four: ρ = 1 - 6·2/(4·15), τ = (5 - 1)/6
    spearman = rank_correlation(RANKS, "spearman")
    kendall = rank_correlation(RANKS, "kendall")
    assert spearman.loc["sum", "topsis"] == pytest.approx(0.8)
    assert kendall.loc["sum", "topsis"] == pytest.approx(4 / 6)
    assert (spearman.loc["sum", "vikor"], kendall.loc["sum", "vikor"]) == (-1, -1)
    for table in (spearman, kendall):
        assert np.array_equal(table, table.T)
        assert np.diag(table).tolist() == [1, 1, 1]


def test_ties_are_corrected_for_tau_b_by_hand():
    ranks = pd.DataFrame({"a": [1.5, 1.5, 3], "b": [1, 2, 3]})
    # two pairs agree, one is tied in a: 2 / √(2·3)
    assert rank_correlation(ranks, "kendall").loc["a", "b"] == pytest.approx(2 / 6**0.5)


def test_a_method_that_ranks_all_alike_agrees_with_nobody_known():
    ranks = pd.DataFrame({"a": [1.5, 1.5], "b": [1.0, 2.0]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = rank_correlation(ranks, "spearman")
    assert np.isnan(found.loc["a", "b"])
    assert np.isnan(found.loc["a", "a"])
    assert found.loc["b", "b"] == 1


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("coefficient", ["spearman", "kendall"])
def test_with_nobody_to_compare_nothing_is_known(rows, coefficient):
    assert rank_correlation(RANKS.iloc[:rows], coefficient).isna().all(axis=None)


def test_overlap_of_the_first_two():
    found = top_overlap(RANKS, 2)
    assert found.loc["sum", "topsis"] == 0.5
    assert found.loc["sum", "vikor"] == 0
    assert np.diag(found).tolist() == [1, 1, 1]


def test_the_first_ten_of_four_are_all_four_and_of_none_unknown():
    assert (top_overlap(RANKS, 10) == 1).all(axis=None)
    assert top_overlap(RANKS.iloc[:0], 3).isna().all(axis=None)


def test_whom_the_choice_of_method_decides():
    found = decided_by_method(RANKS, 2)
    assert found["alternative"].tolist() == ["锦绣里", "五建", "广厦", "天阳楼"]
    told = found.set_index("alternative").loc["广厦"]
    assert (told["inside"], told["of"]) == (2, 3)
    assert (told["methods_in"], told["methods_out"]) == (("topsis", "vikor"), ("sum",))
    assert (told["rank_best"], told["rank_worst"]) == (2, 3)


def test_the_most_disputed_come_first():
    ranks = pd.DataFrame([[1, 1, 1, 2], [2, 2, 3, 1], [3, 3, 2, 3]], index=["x", "y", "z"])
    assert decided_by_method(ranks, 1)["alternative"].tolist() == ["x", "y"]
    found = decided_by_method(pd.DataFrame([[1, 1, 3, 3], [2, 2, 1, 1], [3, 3, 2, 2]]), 2)
    assert found["inside"].tolist() == [2, 2]


def test_where_methods_agree_the_choice_decides_nobody():
    assert decided_by_method(RANKS[["sum"]], 2).empty
    assert decided_by_method(RANKS.iloc[:0], 2).empty
    assert decided_by_method(RANKS, 4).empty


def test_a_top_of_nobody_is_refused():
    with pytest.raises(InputError, match="bad_k"):
        top_overlap(RANKS, 0)
    with pytest.raises(InputError, match="unknown_coefficient"):
        rank_correlation(RANKS, "pearson")


def test_pairs_that_changed_order_by_hand():
    before = pd.Series({"x": 1, "y": 2, "z": 3, "gone": 4})
    after = pd.Series({"z": 1, "new": 2, "x": 3, "y": 4})
    found = reversals(before, after)
    assert found[["ahead", "behind"]].to_numpy().tolist() == [["x", "z"], ["y", "z"]]
    assert found.iloc[0, 2:].tolist() == [1, 3, 3, 1]
    assert reversals(before, before).empty
    assert reversals(before.iloc[:0], after).empty


@settings(max_examples=40)
@given(st.permutations(range(8)), st.permutations(range(8)))
def test_reversals_are_the_discordant_pairs_of_tau(first, second):
    before, after = pd.Series(first), pd.Series(second)
    tau = rank_correlation(pd.DataFrame({"a": before, "b": after}), "kendall").loc["a", "b"]
    assert len(reversals(before, after)) == round((1 - tau) / 2 * 28)
    assert reversal_count(before, after) == len(reversals(before, after))


# -- rank reversal


THREE = pd.DataFrame([[1.0, 5], [4, 2], [3, 3]], index=["甲", "乙", "丙"])
FOUR = pd.concat([THREE, pd.DataFrame([[5.0, 1]], index=["丁"])])


def test_topsis_turns_three_around_when_a_fourth_comes():
    """Hand-made: 丁 lies beyond 乙, stretches the first criterion, and 甲 is last no more."""
    before = opinions(THREE, [1, 1], [1, 1], ["topsis"]).ranks["topsis"]
    after = opinions(FOUR, [1, 1], [1, 1], ["topsis"]).ranks["topsis"]
    assert before.to_dict() == {"甲": 3, "乙": 1, "丙": 2}
    assert after.to_dict() == {"甲": 1, "乙": 3, "丙": 2, "丁": 4}
    assert reversals(before, after)[["ahead", "behind"]].to_numpy().tolist() == [
        ["乙", "丙"],
        ["乙", "甲"],
        ["丙", "甲"],
    ]


def test_a_weighted_sum_of_points_on_anchors_turns_nobody_around():
    points = {"weighted_sum": "none"}
    for extra in ([[5.0, 1]], [[0.0, 0.0]], [[100.0, 100]], [[3.0, 3]]):
        more = pd.concat([THREE, pd.DataFrame(extra, index=["丁"])])
        before, after = (
            opinions(table, [0.4, 0.6], [1, 1], ["weighted_sum"], normalisation=points)
            for table in (THREE, more)
        )
        assert reversals(before.ranks["weighted_sum"], after.ranks["weighted_sum"]).empty


def test_between_the_worst_and_best_of_the_data_itself_even_the_weighted_sum_reverses():
    """Hand-made: why Jiugai scores on anchors, not between the worst and the best it happens on."""
    four = pd.DataFrame([[5.0, 3], [1, 8], [1, 2], [9, 2]])
    before = opinions(four.iloc[:3], [1, 1], [1, 1], ["weighted_sum"]).ranks["weighted_sum"]
    after = opinions(four, [1, 1], [1, 1], ["weighted_sum"]).ranks["weighted_sum"]
    assert reversals(before, after)[["ahead", "behind"]].to_numpy().tolist() == [["0", "1"]]


def ranking(points):
    """Return the ranks of Jiugai's default method: points on anchors, weighted and summed."""
    known = np.ones_like(points)
    ids = tuple(f"E{place}" for place in range(len(points)))
    sides = ("need", "need", "readiness")
    card = Scorecard(ids, ("age", "condition", "willingness"), sides, *[points] * 3, known)
    scores = score(card, Weights({"age": 0.3, "condition": 0.4, "willingness": 0.3}))
    found = rank(scores, pd.Series(np.arange(len(points), dtype=float)))
    return pd.Series(found["rank"].to_numpy(), index=ids)


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.integers(0, 10)] * 3), min_size=2, max_size=9), st.data())
def test_dropping_or_adding_an_estate_reorders_nobody_under_the_default_method(rows, data):
    points = np.array(rows, dtype=float) * 10
    dropped = data.draw(st.integers(0, len(rows) - 1))
    kept = np.delete(np.arange(len(rows)), dropped)
    whole = ranking(points).iloc[kept]
    # the estates keep who they are: names and households, which break ties, go with them
    alone = ranking(points[kept])
    alone.index = whole.index
    assert reversals(whole, alone).empty
    assert reversals(alone, whole).empty
