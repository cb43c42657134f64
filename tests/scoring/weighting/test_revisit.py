"""Which judgements to revisit: the slip is found, and mending it mends the ratio."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import judge
from scoring.weighting.revisit import worst_judgements

# the table "after Saaty"
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}

HOUSE = ["size", "transport", "neighbourhood", "age", "yard", "modern", "condition", "financing"]

SAATY_1990_HOUSE = [
    [1, 5, 3, 7, 6, 6, "1/3", "1/4"],
    ["1/5", 1, "1/3", 5, 3, 3, "1/5", "1/7"],
    ["1/3", 3, 1, 6, 3, 4, 6, "1/5"],
    ["1/7", "1/5", "1/6", 1, "1/3", "1/4", "1/7", "1/8"],
    ["1/6", "1/3", "1/3", 3, 1, "1/2", "1/5", "1/6"],
    ["1/6", "1/3", "1/4", 4, 2, 1, "1/5", "1/6"],
    [3, 5, "1/6", 7, 5, 5, 1, "1/2"],
    [4, 7, 5, 8, 6, 6, 2, 1],
]

ARCGIS_5 = [
    [1, 3, 2, 2, 0.333],
    [0.333, 1, 0.5, 1, 0.2],
    [0.5, 2, 1, 1, 0.5],
    [0.5, 1, 1, 1, 5],
    [3, 5, 2, 0.2, 1],
]


def judged(order, matrix, method="eigenvector"):
    return judge(order, matrix, method=method, random_index=RANDOM_INDEX, largest_ratio=0.1)


@pytest.mark.parametrize("method", ["eigenvector", "geometric", "arithmetic"])
def test_saaty_2003_house_asks_for_neighbourhood_against_condition_first(method):
    """6 was said where the rest imply about 1/2; so changed the matrix passes.

    The changed matrix has λmax 8.811 (CR 0.083 with RI 1.40 in the paper, known from general
    reading; 0.082 with 1.41).
    """
    worst = judged(HOUSE, SAATY_1990_HOUSE, method).revisit
    assert len(worst) == 3
    assert (worst[0].first, worst[0].second, worst[0].said) == ("neighbourhood", "condition", 6)
    assert worst[0].implied == pytest.approx(0.46, abs=0.02)
    assert worst[0].consistency_ratio < 0.1 < worst[1].consistency_ratio


def test_saaty_2003_house_passes_once_the_worst_judgement_is_changed_to_a_half():
    changed = [list(row) for row in SAATY_1990_HOUSE]
    changed[2][6], changed[6][2] = "1/2", 2
    found = judged(HOUSE, changed)
    assert found.lambda_max == pytest.approx(8.811, abs=1e-3)
    assert found.acceptable
    assert found.revisit == ()


def test_arcgis_five_by_five_has_one_answer_the_wrong_way_round():
    """Distance to roads over distance to power lines says 5 where the rest imply a quarter."""
    names = ["solar", "aspect", "elevation", "roads", "power"]
    worst = judged(names, ARCGIS_5, "arithmetic").revisit[0]
    assert (worst.first, worst.second, worst.said) == ("roads", "power", 5)
    assert worst.implied == pytest.approx(0.25, abs=0.01)
    assert worst.consistency_ratio == pytest.approx(0.027, abs=1e-3)


def test_the_promised_ratio_is_the_ratio_of_the_changed_matrix():
    worst = judged(HOUSE, SAATY_1990_HOUSE).revisit[0]
    changed = [list(row) for row in SAATY_1990_HOUSE]
    changed[2][6], changed[6][2] = worst.implied, None
    found = judged(HOUSE, changed)
    assert found.consistency_ratio == pytest.approx(worst.consistency_ratio)


def test_a_round_of_contradictions_is_a_tie_and_goes_by_the_order_of_the_criteria():
    circle = [[1, 3, "1/3"], ["1/3", 1, 3], [3, "1/3", 1]]
    pairs = [(one.first, one.second) for one in judged("abc", circle).revisit]
    assert pairs == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_judgement_that_alone_links_a_criterion_contradicts_nothing():
    loop_and_tail = [
        [1, 3, "1/3", None],
        [None, 1, 3, None],
        [None, None, 1, 9],
        [None, None, None, 1],
    ]
    pairs = {(one.first, one.second) for one in judged("abcd", loop_and_tail).revisit}
    assert pairs == {("a", "b"), ("a", "c"), ("b", "c")}


@settings(max_examples=20)
@given(st.lists(st.floats(0.1, 1), min_size=4, max_size=6), st.data())
def test_one_slip_in_a_consistent_matrix_is_found_and_mended(shares, data):
    size = len(shares)
    matrix = np.outer(shares, 1 / np.array(shares))
    row = data.draw(st.integers(0, size - 2))
    column = data.draw(st.integers(row + 1, size - 1))
    right = matrix[row, column]
    matrix[row, column], matrix[column, row] = right * 8, 1 / (right * 8)
    order = [f"c{place}" for place in range(size)]
    worst = worst_judgements(order, matrix, method="eigenvector", random_index=RANDOM_INDEX)[0]
    assert (worst.first, worst.second) == (f"c{row}", f"c{column}")
    assert worst.implied == pytest.approx(right)
    assert worst.consistency_ratio == pytest.approx(0, abs=1e-9)
