"""The answer to a matrix file: published weights, ratios and closenesses."""

import json

import numpy as np
import pytest

from scoring.opinions.matrix_answer import JudgementRules, answer
from scoring.opinions.matrix_file import matrix_file
from tables import InputError

SAATY = {1: 0, 2: 0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
OTHER = {3: 0.52, 4: 0.89, 5: 1.12, 6: 1.26, 7: 1.36, 8: 1.41, 9: 1.46, 10: 1.49}
RULES = JudgementRules({"saaty": SAATY, "other": OTHER}, 0.1)
VALUES = [[7, 9, 9, 8], [8, 7, 8, 7], [9, 6, 8, 9], [6, 7, 8, 6]]
TOPSIS = {"values": VALUES, "types": [1, 1, 1, -1], "weights": [0.1, 0.4, 0.3, 0.2]}
ALL = ["weighted_sum", "topsis", "vikor", "promethee_ii", "marcos", "edas", "waspas"]


def asked(**given):
    return answer(matrix_file(given), RULES)


def judged(matrix, **ahp):
    return asked(values=[], types=[1] * len(matrix), ahp={"matrix": matrix} | ahp)


def codes(found):
    return [issue.code for issue in found["warnings"]]


def test_topsis_published_to_eight_digits():
    found = asked(**TOPSIS, method="topsis")
    assert np.round(found["scores"], 8).tolist() == [0.74269409, 0.40359933, 0.17586999, 0.44142927]
    assert found["ranks"] == [1, 3, 4, 2]
    assert found["methods"]["topsis"]["normalisation"] == "vector"
    assert found["agreement"] is None


def test_topsis_with_min_max_normalisation():
    found = asked(**TOPSIS, method="topsis", normalisation="minmax")
    assert np.round(found["scores"], 5).tolist() == [0.77227, 0.32881, 0.15661, 0.36752]


def test_ahp_worksheet_by_the_arithmetic_mean_with_saaty_s_table():
    matrix = [
        [1, 2, 3, 4, 7],
        ["1/2", 1, 3, 2, 5],
        ["1/3", "1/3", 1, "1/2", 2],
        ["1/4", "1/2", 2, 1, 3],
        ["1/7", "1/5", "1/2", "1/3", 1],
    ]
    found = judged(matrix, method="arithmetic")
    assert round(found["weights"][0], 6) == 0.432076
    assert (round(found["ci"], 6), round(found["cr"], 6)) == (0.021518, 0.019212)
    assert "methods.inconsistent" not in codes(found)
    assert round(judged(matrix)["weights"][0], 6) == 0.436534
    assert round(judged(matrix, method="geometric")["weights"][0], 6) == 0.432892


def test_ahp_of_the_gis_manual_fails_and_says_so():
    """ArcGIS Pro documentation, arithmetic mean, Saaty's table: CR 0.326."""
    matrix = [
        [1, 3, 2, 2, 0.333],
        [0.333, 1, 0.5, 1, 0.2],
        [0.5, 2, 1, 1, 0.5],
        [0.5, 1, 1, 1, 5],
        [3, 5, 2, 0.2, 1],
    ]
    found = judged(matrix, method="arithmetic")
    assert np.round(found["weights"], 3).tolist() == [0.235, 0.089, 0.136, 0.247, 0.294]
    assert round(found["cr"], 3) == 0.326
    assert codes(found)[0] == "methods.inconsistent"


def test_the_random_index_table_is_named_and_may_be_another():
    matrix = [[1, 2, 5], ["1/2", 1, 4], ["1/5", "1/4", 1]]
    usual, other = judged(matrix), judged(matrix, random_index="other")
    assert (usual["random_index"], other["random_index"]) == ("saaty", "other")
    assert other["cr"] == pytest.approx(usual["cr"] * 0.58 / 0.52)
    assert usual["cr_by_table"] == {"saaty": usual["cr"], "other": other["cr"]}
    with pytest.raises(InputError, match="random_index"):
        judged(matrix, random_index="nobody")


def test_judgements_missing_leave_the_ratio_unknown():
    found = judged([[1, 2, None], ["1/2", 1, 4], [None, "1/4", 1]])
    assert found["cr"] is None
    assert codes(found)[0] == "methods.cr_unknown"


def test_two_criteria_are_consistent_by_definition():
    assert judged([[1, 9], ["1/9", 1]])["cr"] == 0


def test_entropy_weights_published_to_six_digits():
    columns = [
        (2, 4, 3, 6, 5, 6, 8, 10),
        (30, 26, 22, 34, 31, 29, 37, 21),
        (86, 77, 93, 65, 80, 79, 55, 69),
        (5, 12, 4, 10, 8, 9, 15, 11),
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    for types in ([1] * 4, [1, -1, 1, -1]):
        found = asked(values=rows, types=types, weights="entropy")
        assert np.round(found["weights"], 6).tolist() == [0.505083, 0.082986, 0.057690, 0.354240]
        assert (found["weights_from"], found["cr"]) == ("entropy", None)


def test_critic_takes_less_of_a_cost_for_more_of_a_good():
    values = [[1, 1, 5], [2, 2, 1], [3, 4, 3]]
    turned = [[first, -second, third] for first, second, third in values]
    found = asked(values=values, types=[1, -1, 1], weights="critic")
    assert found["weights"] == asked(values=turned, types=[1, 1, 1], weights="critic")["weights"]
    assert found["weights"] != asked(values=values, types=[1, 1, 1], weights="critic")["weights"]


@pytest.mark.parametrize("weights", ["entropy", "critic", "equal"])
def test_equal_weights_where_the_data_imply_none(weights):
    found = asked(values=[[1, 2], [1, 2]], types=[1, 1], weights=weights)
    assert found["weights"] == [0.5, 0.5]
    assert found["ranks"] == [1, 2]
    assert codes(found)[-1] == "methods.nothing_apart"


def test_several_methods_are_compared():
    found = asked(**TOPSIS, method=ALL, top=2)
    agreement = found["agreement"]
    assert agreement["spearman"]["topsis"]["marcos"] == pytest.approx(1)
    assert agreement["overlap"]["topsis"]["weighted_sum"] == 0.5
    assert [row["alternative"] for row in agreement["decided_by_method"]] == ["A2", "A4"]
    assert (found["method"], found["ranks"]) == ("weighted_sum", [1, 2, 4, 3])
    assert "top" not in asked(**TOPSIS, method=ALL)["agreement"]


def test_a_method_not_made_for_the_data_has_no_ranks():
    found = asked(values=[[0, 1], [1, 0]], types=[1, 1], weights="equal", method="waspas")
    assert (found["scores"], found["ranks"], found["agreement"]) == (None, None, None)
    assert codes(found) == ["methods.needs_above_0"]


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_every_answer_can_be_written_as_strict_json(rows):
    values = [[3, 0, 5]] * rows
    for weights in ("equal", "entropy", "critic", [1, 0, 0]):
        given = {"values": values, "types": [1, -1, 1], "weights": weights}
        found = asked(**given, method=ALL, top=1) | {"warnings": []}
        json.dumps(found, allow_nan=False)
        assert sum(found["weights"]) == pytest.approx(1)
