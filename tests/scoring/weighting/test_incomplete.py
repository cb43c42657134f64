"""Incomplete judgement matrices: published completions, and what cannot be completed."""

import numpy as np
import pytest

from scoring.weighting.incomplete import check_linked, is_linked, missing_pairs, most_consistent
from scoring.weighting.judgements import judgement_matrix
from scoring.weighting.priorities import log_least_squares
from tables import InputError

BOZOKI_2010_EXAMPLE_3 = [
    [1, 1, 5, 2],
    [1, 1, 3, 4],
    ["1/5", "1/3", 1, None],
    ["1/2", "1/4", None, 1],
]


def test_bozoki_fulop_ronyai_2010_example_3_fills_the_missing_cell():
    filled = most_consistent(judgement_matrix("abcd", BOZOKI_2010_EXAMPLE_3))
    assert filled[2, 3] == pytest.approx(0.7302965066, abs=1e-6)
    assert filled[3, 2] == pytest.approx(1 / filled[2, 3])


def test_csato_2024_both_completions_coincide_for_four_criteria():
    judged = judgement_matrix(
        "abcd",
        [[1, 12, None, 14], [None, 1, 23, None], [None, None, 1, 34], [None, None, None, 1]],
    )
    shares = log_least_squares(judged)
    filled = most_consistent(judged)
    assert filled == pytest.approx(np.where(np.isnan(judged), np.outer(shares, 1 / shares), judged))


def test_zhou_2018_example_1_is_completed_by_its_only_consistent_value():
    judged = judgement_matrix(
        "abcd", [[1, None, 4, 8], [None, 1, 2, 4], ["1/4", "1/2", 1, 2], ["1/8", "1/4", "1/2", 1]]
    )
    assert missing_pairs(judged) == 1
    assert most_consistent(judged)[0, 1] == pytest.approx(2)


def test_no_completion_is_more_consistent():
    judged = judgement_matrix(
        "abcde",
        [
            [1, 5, 3, None, 7],
            [None, 1, None, 2, "1/3"],
            [None, None, 1, 4, None],
            [None, None, None, 1, 3],
            [None, None, None, None, 1],
        ],
    )
    best = most_consistent(judged)
    least = np.linalg.eigvals(best).real.max()
    for row, column in np.argwhere(np.triu(np.isnan(judged))):
        for factor in (0.9, 0.999, 1.001, 1.1):
            other = best.copy()
            other[row, column] *= factor
            other[column, row] /= factor
            assert np.linalg.eigvals(other).real.max() > least


def test_a_complete_matrix_is_returned_as_it_is():
    judged = judgement_matrix("ab", [[1, 3], ["1/3", 1]])
    assert most_consistent(judged).tolist() == judged.tolist()


def test_groups_that_no_comparison_links_are_named():
    judged = judgement_matrix(
        ["age", "condition", "coverage", "willingness"],
        [[1, None, 3, None], [None, 1, None, 2], [None, None, 1, None], [None, None, None, 1]],
    )
    assert not is_linked(judged)
    with pytest.raises(InputError) as caught:
        check_linked(["age", "condition", "coverage", "willingness"], judged)
    assert caught.value.code == "weights.not_linked"
    assert caught.value.values["first"] == "age, coverage"
    assert caught.value.values["second"] == "condition, willingness"
