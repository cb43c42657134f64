"""Second opinions: what must hold of any data, degenerate tables, how to ask."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.opinions.methods import METHODS, opinions, ranked
from tables import InputError

ALL = tuple(METHODS)


def codes(asked):
    return [issue.code for issue in asked.warnings]


# -- what must hold of any data


def tables(low=0.0):
    return arrays(float, (5, 3), elements=st.floats(low, 100, width=16))


@settings(max_examples=60)
@given(tables(), st.sampled_from([0.25, 3.0, 64.0]))
def test_scaling_all_weights_changes_nothing(matrix, factor):
    weights = np.array([0.2, 0.5, 0.3])
    before = opinions(matrix, weights, [1, -1, 1], ALL)
    after = opinions(matrix, weights * factor, [1, -1, 1], ALL)
    assert np.allclose(before.scores, after.scores, atol=1e-9)
    pd.testing.assert_frame_equal(before.ranks, after.ranks)


@settings(max_examples=60)
@given(tables(), st.permutations(range(5)))
def test_rows_in_another_order_keep_their_scores_and_shared_ranks(matrix, order):
    before = opinions(matrix, [0.2, 0.5, 0.3], [1, -1, 1], ALL)
    after = opinions(matrix[order], [0.2, 0.5, 0.3], [1, -1, 1], ALL)
    assert np.allclose(before.scores.to_numpy()[order], after.scores, atol=1e-9)
    assert np.array_equal(before.shared_ranks.to_numpy()[order], after.shared_ranks)
    assert codes(before) == codes(after)


@settings(max_examples=60)
@given(tables(), st.integers(0, 4), st.sampled_from([0.5, 2.0]))
def test_nobody_ranks_above_who_is_better_at_everything(matrix, place, ahead):
    both = np.vstack([matrix, matrix[place] + ahead * np.array([1, -1, 1]) + [0, 2, 0]])
    both[place, 1] += 2
    asked = opinions(both, [0.2, 0.5, 0.3], [1, -1, 1], ALL)
    for key in asked.ranks:
        assert asked.shared_ranks[key].iloc[-1] <= asked.shared_ranks[key].iloc[place], key


@settings(max_examples=100)
@given(tables(low=-100.0), st.sampled_from([(1, 1, 1), (1, -1, 1), (-1, -1, -1)]))
def test_every_answer_is_a_number_and_every_method_answers_or_says_why(matrix, types):
    asked = opinions(matrix, [0.2, 0.5, 0.3], types, ALL)
    assert np.isfinite(asked.scores.to_numpy()).all()
    left_out = {issue.detail["method"] for issue in asked.warnings if ".needs_" in issue.code}
    assert left_out == set(ALL) - set(asked.scores)
    for key in asked.ranks:
        assert sorted(asked.ranks[key]) == [1, 2, 3, 4, 5]


# -- degenerate tables


def test_a_constant_criterion_is_named_and_no_method_stumbles():
    matrix = pd.DataFrame({"age": [1.0, 2, 3], "area": [5.0, 5, 5]}, index=["x", "y", "z"])
    asked = opinions(matrix, {"age": 0.5, "area": 0.5}, {"age": 1, "area": 1}, ALL)
    assert [(i.code, i.column, i.value) for i in asked.warnings] == [
        ("methods.constant_criterion", "area", "5")
    ]
    for key in ALL:
        assert asked.ranks[key].tolist() == [3, 2, 1], key


def test_a_criterion_of_zeros_is_a_constant_one():
    asked = opinions(np.array([[1.0, 0], [2, 0]]), [1, 1], [1, -1], ALL)
    assert codes(asked) == ["methods.constant_criterion"]
    assert asked.ranks.to_numpy().tolist() == [[2] * len(ALL), [1] * len(ALL)]


@pytest.mark.parametrize("value", [0.0, 4.0])
def test_all_equal_alternatives_tie_and_keep_the_order_given(value):
    asked = opinions(np.full((3, 2), value), [1, 1], [1, -1], ALL)
    assert codes(asked) == ["methods.nothing_apart"]
    assert np.isfinite(asked.scores.to_numpy()).all()
    assert asked.ranks.to_numpy().tolist() == [[place] * len(ALL) for place in (1, 2, 3)]
    assert (asked.shared_ranks == 2).all(axis=None)


def test_one_alternative_is_first_and_none_is_an_empty_answer():
    one = opinions(np.array([[3.0, 0]]), [1, 1], [1, -1], ALL)
    assert codes(one) == ["methods.one_alternative"]
    assert one.ranks.to_numpy().tolist() == [[1] * len(ALL)]
    none = opinions(np.zeros((0, 2)), [1, 1], [1, -1], ALL)
    assert codes(none) == ["methods.no_alternative"]
    assert none.ranks.shape == (0, len(ALL))
    assert none.table().columns.tolist()[:2] == ["alternative", "weighted_sum_score"]


@pytest.mark.parametrize(
    ("cell", "types", "left_out"),
    [
        (0.0, (1, 1), {"waspas": "methods.needs_above_0"}),
        (
            0.0,
            (1, -1),
            {"waspas": "methods.needs_above_0", "marcos": "methods.needs_cost_above_0"},
        ),
        (
            -1.0,
            (1, 1),
            {
                "waspas": "methods.needs_above_0",
                "marcos": "methods.needs_no_negative",
                "edas": "methods.needs_no_negative",
            },
        ),
    ],
)
def test_a_method_not_made_for_the_data_is_left_out_with_its_reason(cell, types, left_out):
    asked = opinions(np.array([[1.0, 2], [3, cell], [2, 5]]), [1, 1], types, ALL)
    assert {issue.detail["method"]: issue.code for issue in asked.warnings} == left_out
    assert set(asked.scores) == set(ALL) - set(left_out)


def test_a_criterion_without_weight_bars_no_method():
    asked = opinions(np.array([[1.0, -2], [3, 0]]), [1, 0], [1, -1], ALL)
    assert codes(asked) == []
    assert asked.ranks.to_numpy().tolist() == [[2] * len(ALL), [1] * len(ALL)]


def test_rounding_noise_decides_nothing():
    noisy = np.array([[0.1 + 0.2, 1], [0.3, 1]])
    asked = opinions(noisy, [1, 1], [1, 1], ALL)
    assert codes(asked) == ["methods.nothing_apart"]
    assert (asked.shared_ranks[["weighted_sum", "topsis", "vikor", "edas"]] == 1.5).all(axis=None)


# -- asking


def test_an_unknown_cell_is_refused_by_row_and_column():
    matrix = pd.DataFrame({"age": [1.0, np.nan]}, index=["锦绣里", "五建"])
    with pytest.raises(InputError) as refused:
        opinions(matrix, {"age": 1}, {"age": 1}, ["topsis"])
    assert refused.value.code == "methods.unknown_cell"
    assert "row='五建', column='age'" in str(refused.value)


def test_names_that_do_not_fit_are_refused():
    matrix = pd.DataFrame({"age": [1.0, 2.0]})
    with pytest.raises(InputError, match="criteria_differ"):
        opinions(matrix, {"condition": 1}, {"age": 1}, ["topsis"])
    with pytest.raises(InputError, match="name_twice"):
        opinions(pd.concat([matrix, matrix]), {"age": 1}, {"age": 1}, ["topsis"])
    with pytest.raises(InputError, match="unknown_method"):
        opinions(matrix, {"age": 1}, {"age": 1}, ["electre"])
    with pytest.raises(InputError, match="no_normalisation"):
        opinions(matrix, {"age": 1}, {"age": 1}, ["vikor"], normalisation={"vikor": "minmax"})


def test_the_table_given_is_left_as_it_was():
    matrix = pd.DataFrame({"age": [1.0, 2.0], "zero": [0.0, 0.0]})
    before = matrix.copy()
    opinions(matrix, {"age": 1, "zero": 1}, {"age": 1, "zero": -1}, ALL)
    pd.testing.assert_frame_equal(matrix, before)


def test_equal_scores_rank_in_the_order_given_or_share_their_mean_rank():
    scores = np.array([2.0, 3.0, 2.0])
    assert ranked(scores, higher_is_better=False, shared=False).tolist() == [1, 3, 2]
    assert ranked(scores, higher_is_better=False, shared=True).tolist() == [1.5, 3, 1.5]


def test_twenty_thousand_alternatives_hold_no_table_of_pairs():
    matrix = np.random.default_rng(1).random((20_000, 4)) + 0.1
    asked = opinions(matrix, np.ones(4), np.ones(4), ALL)
    assert asked.scores.shape == (20_000, len(ALL))
    assert np.isfinite(asked.scores.to_numpy()).all()
