"""A group of experts: aggregation, each expert's own result, and who differs on what."""

import math

import pytest

from scoring.weighting.ahp import AhpRules
from scoring.weighting.groups import group
from tables import InputError

ORDER = ["age", "condition", "coverage"]
RULES = AhpRules({3: 0.58, 4: 0.9}, 0.1, table="random_index")

FOR_AGE = [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]]  # 4 : 2 : 1
FOR_COVERAGE = [[1, "1/2", "1/4"], [2, 1, "1/2"], [4, 2, 1]]  # 1 : 2 : 4
CIRCLE = [[1, 5, "1/5"], ["1/5", 1, 5], [5, "1/5", 1]]
HALF = [[1, 3, None], [None, 1, None], [None, None, 1]]


def of(matrices, **options):
    return group(ORDER, matrices, rules=RULES, largest_judgement=9, **options)


@pytest.mark.parametrize("aggregate", ["judgements", "priorities"])
def test_two_opposite_experts_cancel_out(aggregate):
    found = of({"Li": FOR_AGE, "Wang": FOR_COVERAGE}, aggregate=aggregate)
    assert list(found.weights.shares.values()) == pytest.approx([1 / 3] * 3)
    assert found.weights.method == "group"
    assert found.aggregate == aggregate
    assert (found.judgement is None) == (aggregate == "priorities")
    assert found.consensus.index < 0.75


def test_each_expert_has_an_own_result_and_its_distance_from_the_group():
    li, wang = of({"Wang": FOR_COVERAGE, "Li": FOR_AGE}).experts
    assert (li.name, wang.name) == ("Li", "Wang")
    assert li.judgement.weights.shares["age"] == pytest.approx(4 / 7)
    assert li.judgement.acceptable
    assert li.code == "weights.consistent"
    # 4/7 2/7 1/7 against thirds: 5/21 of the weight would have to move, all of it from age
    assert li.distance == pytest.approx(5 / 21)
    assert (li.differs_on, wang.differs_on) == ("age", "coverage")
    assert li.difference == pytest.approx(5 / 21)


def test_importance_weighs_the_voices():
    """Three voices to one: the ratio of age to coverage is 4^(3/4)·(1/4)^(1/4) = 2."""
    shares = of({"Li": FOR_AGE, "Wang": FOR_COVERAGE}, importance={"Li": 3, "Wang": 1})
    assert shares.weights.shares["age"] / shares.weights.shares["coverage"] == pytest.approx(2)
    assert [one.importance for one in shares.experts] == [0.75, 0.25]


def test_consistent_experts_get_the_same_weights_either_way():
    voices = {"Li": 2, "Wang": 1}
    one = of({"Li": FOR_AGE, "Wang": FOR_COVERAGE}, importance=voices)
    other = of({"Li": FOR_AGE, "Wang": FOR_COVERAGE}, importance=voices, aggregate="priorities")
    assert one.weights.shares == pytest.approx(other.weights.shares)


def test_a_group_of_one_is_that_expert():
    found = of({"Li": FOR_AGE})
    assert found.weights.shares == pytest.approx(found.experts[0].judgement.weights.shares)
    assert found.consensus.index == 1
    assert found.experts[0].distance == pytest.approx(0, abs=1e-12)


def test_half_answers_count_in_the_group_and_have_no_own_weights():
    found = of({"Li": FOR_AGE, "Zhao": HALF})
    zhao = found.experts[1]
    assert zhao.judgement is None
    assert zhao.code == "weights.not_linked_yet"
    assert zhao.distance is None
    # age over condition is the geometric mean of 2 and 3, the rest is Li's alone
    ratio = found.judgement.weights.shares
    assert ratio["condition"] / ratio["coverage"] == pytest.approx(2, rel=0.1)
    assert ratio["age"] / ratio["condition"] > 2
    assert found.consensus.index == 1


def test_halves_of_two_experts_make_one_whole():
    other = [[1, None, None], [None, 1, 2], [None, None, 1]]
    found = of({"Li": HALF, "Zhao": other})
    shares = found.weights.shares
    assert shares["age"] / shares["condition"] == pytest.approx(3)
    assert shares["condition"] / shares["coverage"] == pytest.approx(2)
    assert found.judgement.code == "weights.cannot_judge_yet"
    assert found.consensus is None


def test_a_contradicting_expert_is_named_by_the_own_ratio_not_the_groups():
    found = of({"Li": FOR_AGE, "Qian": CIRCLE})
    assert [one.code for one in found.experts] == ["weights.consistent", "weights.inconsistent"]
    assert found.experts[1].judgement.revisit


def test_the_order_of_the_experts_never_matters():
    matrices = {"Li": FOR_AGE, "Wang": FOR_COVERAGE, "Qian": CIRCLE}
    backwards = dict(reversed(matrices.items()))
    assert of(matrices) == of(backwards)


@pytest.mark.parametrize(
    ("matrices", "options", "code"),
    [
        ({}, {}, "weights.no_experts"),
        ({"Li": FOR_AGE}, {"importance": {"Wang": 1}}, "weights.expert_without_importance"),
        ({"Li": FOR_AGE}, {"importance": {"Li": 0}}, "scoring.weights_all_zero"),
        ({"Li": FOR_AGE}, {"importance": {"Li": math.nan}}, "scoring.weight_negative"),
        ({"Li": FOR_AGE}, {"aggregate": "median"}, "weights.unknown_aggregate"),
        ({"Li": HALF}, {}, "weights.not_linked"),
        ({"Li": HALF}, {"aggregate": "priorities"}, "weights.no_priorities"),
    ],
)
def test_what_makes_no_group_is_refused(matrices, options, code):
    with pytest.raises(InputError) as caught:
        of(matrices, **options)
    assert caught.value.code == code


def test_a_wrong_matrix_names_its_expert():
    with pytest.raises(InputError) as caught:
        of({"Li": FOR_AGE, "Sun": [[1, 2, 3], [2, 1, 1], ["1/3", 1, 1]]})
    assert caught.value.code == "scoring.ahp_not_reciprocal"
    assert caught.value.values["expert"] == "Sun"
