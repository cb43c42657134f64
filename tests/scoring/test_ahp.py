"""Published judgement matrices, named after their source."""

import pytest

from scoring import judge
from tables import InputError

RANDOM_INDEX = {1: 0, 2: 0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}

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


def judged(matrix, order=None):
    order = order or [f"c{place}" for place in range(len(matrix))]
    return judge(order, matrix, random_index=RANDOM_INDEX, largest_ratio=0.1)


def test_saaty_1990_buying_a_house_is_too_inconsistent():
    found = judged(SAATY_1990_HOUSE)
    published = [0.1730, 0.0540, 0.1881, 0.0175, 0.0310, 0.0363, 0.1668, 0.3332]
    assert list(found.weights.shares.values()) == pytest.approx(published, abs=5e-5)
    assert found.lambda_max == pytest.approx(9.669, abs=5e-4)
    assert found.consistency_index == pytest.approx(0.238, abs=5e-4)
    assert found.consistency_ratio == pytest.approx(0.169, abs=5e-4)
    assert not found.acceptable


def test_a_consistent_worksheet_matrix_is_recovered_exactly():
    found = judged([[1, "1/4", 2], [4, 1, 8], ["1/2", "1/8", 1]])
    assert list(found.weights.shares.values()) == pytest.approx([2 / 11, 8 / 11, 1 / 11])
    assert found.consistency_index == pytest.approx(0, abs=1e-12)
    assert found.acceptable


@pytest.mark.parametrize(
    ("matrix", "first"),
    [
        ([[1, 1, 5, 3], [1, 1, 3, 3], ["1/5", "1/3", 1, 1], ["1/3", "1/3", 1, 1]], 0.413117),
        (
            [
                [1, 2, 3, 4, 7],
                ["1/2", 1, 3, 2, 5],
                ["1/3", "1/3", 1, "1/2", 2],
                ["1/4", "1/2", 2, 1, 3],
                ["1/7", "1/5", "1/2", "1/3", 1],
            ],
            0.436534,
        ),
    ],
)
def test_worksheet_matrices_by_the_eigenvector_method(matrix, first):
    assert judged(matrix).weights.shares["c0"] == pytest.approx(first, abs=5e-7)


def test_two_criteria_are_consistent_by_definition():
    found = judged([[1, 9], ["1/9", 1]])
    assert found.consistency_ratio == 0


def test_one_criterion_takes_all():
    assert judged([[1]]).weights.shares == {"c0": 1.0}


@pytest.mark.parametrize(
    ("matrix", "code"),
    [
        ([[1, 3], [3, 1]], "scoring.ahp_not_reciprocal"),
        ([[2, 3], ["1/3", 1]], "scoring.ahp_not_reciprocal"),
        ([[1, 3]], "scoring.ahp_not_square"),
        ([], "scoring.ahp_not_square"),
        ([[1, "x"], [1, 1]], "scoring.ahp_bad_cell"),
        ([[1, -3], ["-1/3", 1]], "scoring.ahp_bad_cell"),
        ([[1, "1/0"], [1, 1]], "scoring.ahp_bad_cell"),
    ],
)
def test_what_is_no_judgement_matrix_is_refused(matrix, code):
    with pytest.raises(InputError) as caught:
        judged(matrix)
    assert caught.value.code == code


def test_a_matrix_that_is_not_reciprocal_names_the_pair():
    with pytest.raises(InputError) as caught:
        judged([[1, 3], [3, 1]], ["age", "condition"])
    assert caught.value.values["first"] == "age"
    assert caught.value.values["second"] == "condition"


def test_a_matrix_beyond_the_table_is_refused():
    with pytest.raises(InputError) as caught:
        judged([[1] * 10 for _ in range(10)])
    assert caught.value.code == "scoring.ahp_too_large"
