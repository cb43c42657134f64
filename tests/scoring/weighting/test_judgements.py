"""Cells of a judgement matrix as people write them."""

import math

import numpy as np
import pytest

from scoring.weighting.judgements import answered_matrix, is_blank, judgement_matrix
from tables import InputError


@pytest.mark.parametrize("cell", [None, "", " ", "?", "？", math.nan])
def test_a_blank_cell_is_not_an_answer(cell):
    assert is_blank(cell)
    judged = judgement_matrix("ab", [[1, cell], [cell, 1]])
    assert np.isnan(judged[0, 1])
    assert np.isnan(judged[1, 0])


@pytest.mark.parametrize("cell", [0.5, "1/2", "0", 1])
def test_what_is_written_is_an_answer(cell):
    assert not is_blank(cell)


def test_half_a_matrix_is_enough():
    upper = judgement_matrix("abc", [[None, 2, 6], [None, None, 3], [None, None, None]])
    lower = judgement_matrix("abc", [["", "", ""], ["1/2", "", ""], ["1/6", "1/3", ""]])
    assert upper == pytest.approx(lower)
    assert np.diag(upper).tolist() == [1, 1, 1]


def test_three_decimals_pass_for_a_fraction():
    judged = judgement_matrix("ab", [[1, 6], [0.167, 1]])
    assert judged[1, 0] == 0.167


def test_answers_may_be_given_either_way_round():
    forth = judgement_matrix("abc", answered_matrix("abc", {("a", "b"): 2, ("b", "c"): 3}))
    back = judgement_matrix("abc", answered_matrix("abc", {("b", "a"): "1/2", ("c", "b"): "1/3"}))
    np.testing.assert_allclose(forth, back)


def test_answers_that_contradict_each_other_name_the_pair():
    cells = answered_matrix("ab", {("a", "b"): 2, ("b", "a"): 2})
    with pytest.raises(InputError) as caught:
        judgement_matrix("ab", cells)
    assert caught.value.code == "scoring.ahp_not_reciprocal"
    assert (caught.value.values["first"], caught.value.values["second"]) == ("a", "b")


def test_an_answer_about_something_else_is_refused():
    with pytest.raises(InputError) as caught:
        answered_matrix("ab", {("a", "z"): 2})
    assert caught.value.code == "weights.unknown_criterion"
    assert caught.value.values["criterion"] == "z"
