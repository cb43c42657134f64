"""Published judgement matrices, named after their source."""

import pytest

from scoring import judge
from scoring.weighting.ahp import AhpRules, judge_by, under_tables
from tables import InputError

# the table "after Saaty" (Mathematics 2020) and the other one in use

RANDOM_INDEX = {1: 0, 2: 0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}

OTHER_INDEX = {3: 0.52, 4: 0.89, 5: 1.12, 6: 1.26, 7: 1.36, 8: 1.41, 9: 1.46, 10: 1.49}

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


def judged(matrix, order=None, **options):
    order = order or [f"c{place}" for place in range(len(matrix))]
    return judge(order, matrix, random_index=RANDOM_INDEX, largest_ratio=0.1, **options)


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


def test_arcgis_pro_five_by_five_fails_by_the_arithmetic_method():
    """Manual of ArcGIS Pro, "Calculate the consistency ratio"; RI 1.12 in both tables."""
    found = judged(
        [
            [1, 3, 2, 2, 0.333],
            [0.333, 1, 0.5, 1, 0.2],
            [0.5, 2, 1, 1, 0.5],
            [0.5, 1, 1, 1, 5],
            [3, 5, 2, 0.2, 1],
        ],
        method="arithmetic",
    )
    published = [0.235, 0.089, 0.136, 0.247, 0.294]
    assert list(found.weights.shares.values()) == pytest.approx(published, abs=6e-4)
    assert found.lambda_max == pytest.approx(6.4615, abs=5e-5)
    assert found.consistency_index == pytest.approx(0.3654, abs=5e-5)
    assert found.consistency_ratio == pytest.approx(0.326, abs=5e-4)
    assert found.acceptable is False
    assert found.code == "weights.inconsistent"


def test_a_worksheet_of_five_by_the_arithmetic_method():
    """RI 1.12, the table after Saaty."""
    found = judged(
        [
            [1, 2, 3, 4, 7],
            ["1/2", 1, 3, 2, 5],
            ["1/3", "1/3", 1, "1/2", 2],
            ["1/4", "1/2", 2, 1, 3],
            ["1/7", "1/5", "1/2", "1/3", 1],
        ],
        method="arithmetic",
    )
    assert found.weights.shares["c0"] == pytest.approx(0.432076, abs=5e-7)
    assert found.consistency_index == pytest.approx(0.021518, abs=5e-7)
    assert found.consistency_ratio == pytest.approx(0.019212, abs=1e-6)
    assert (found.acceptable, found.revisit, found.code) == (True, (), "weights.consistent")


def test_two_tables_may_give_two_verdicts():
    """CI 0.055 of three criteria: CR 0.095 by the table after Saaty, 0.106 by the other one."""
    found = judged([[1, 2, 1], ["1/2", 1, 1.346], [1, None, 1]], table="random_index")
    assert found.consistency_index == pytest.approx(0.055, abs=5e-5)
    assert found.table == "random_index"
    ratios = under_tables(found, {"after Saaty": RANDOM_INDEX, "other": OTHER_INDEX, "short": {}})
    assert ratios["after Saaty"] == found.consistency_ratio
    assert ratios["after Saaty"] < 0.1 < ratios["other"]
    assert ratios["short"] is None


@pytest.mark.parametrize("method", ["eigenvector", "geometric"])
def test_just_enough_comparisons_give_weights_and_no_verdict(method):
    found = judged([[1, 2, None], [None, 1, 3], ["?", "", 1]], method=method)
    assert list(found.weights.shares.values()) == pytest.approx([0.6, 0.3, 0.1])
    assert found.missing == 1
    assert found.consistency_ratio is None
    assert found.acceptable is None
    assert found.code == "weights.cannot_judge_yet"
    assert found.revisit == ()


def test_one_gap_in_a_consistent_matrix_is_judged_and_passes():
    found = judged([[1, 2, 4, None], [None, 1, 2, 4], [None, None, 1, 2], [None] * 4])
    assert list(found.weights.shares.values()) == pytest.approx([8 / 15, 4 / 15, 2 / 15, 1 / 15])
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert found.acceptable is True


def test_a_gap_does_not_hide_a_contradiction():
    found = judged([[1, 2, "1/4", None], [None, 1, 2, 4], [None, None, 1, 2], [None] * 4])
    assert found.acceptable is False
    # c0 is compared twice only: either answer may be the slip, and mending either mends all
    either = {(one.first, one.second): one for one in found.revisit[:2]}
    assert set(either) == {("c0", "c1"), ("c0", "c2")}
    assert either["c0", "c2"].implied == pytest.approx(4)
    assert either["c0", "c1"].implied == pytest.approx(1 / 8)
    assert [one.consistency_ratio for one in found.revisit[:2]] == pytest.approx([0, 0], abs=1e-9)


def test_criteria_no_comparison_links_are_named():
    with pytest.raises(InputError) as caught:
        judged([[1, None], [None, 1]], ["age", "condition"])
    assert caught.value.code == "weights.not_linked"
    assert caught.value.values == {"first": "age", "second": "condition"}


def test_rules_in_one_value_say_the_same():
    matrix = [[1, 3, 5], ["1/3", 1, 2], ["1/5", "1/2", 1]]
    rules = AhpRules(RANDOM_INDEX, 0.1, "geometric", "random_index")
    assert judge_by(["c0", "c1", "c2"], matrix, rules) == judged(
        matrix, method="geometric", table="random_index"
    )
