"""The fewest comparisons, and which to ask next."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.weighting.ahp import AhpRules, judge_by
from scoring.weighting.judgements import answered_matrix
from scoring.weighting.questions import next_question, questions
from tables import InputError

RULES = AhpRules({3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41}, 0.1)


@pytest.mark.parametrize(
    ("order", "pairs"),
    [
        ("", []),
        ("a", []),
        ("ab", ["ab"]),
        ("abc", ["ab", "bc", "ac"]),
        ("abcd", ["ab", "bc", "cd", "ad"]),
    ],
)
def test_neighbours_first_then_the_first_against_the_last(order, pairs):
    assert ["".join(pair) for pair in questions(order)] == pairs


def test_a_criterion_named_twice_is_refused():
    with pytest.raises(InputError) as caught:
        questions("aba")
    assert caught.value.code == "scoring.ahp_repeated"


@pytest.mark.parametrize("order", ["", "a"])
def test_nothing_to_compare_is_nothing_to_ask(order):
    assert next_question(order, {}, rules=RULES) is None


def test_two_criteria_need_one_answer():
    assert next_question("ab", {}, rules=RULES) == ("a", "b")
    assert next_question("ab", {("b", "a"): "1/2"}, rules=RULES) is None


def test_a_blank_answer_is_asked_again():
    assert next_question("abc", {("a", "b"): "?", ("b", "c"): 2}, rules=RULES) == ("a", "b")


def test_a_loop_that_contradicts_itself_is_cut_in_half():
    """Six criteria in a ring: pairs straight across are most in doubt, the first comes first."""
    ring = dict.fromkeys(questions("abcdef"), 2)
    assert next_question("abcdef", ring, rules=RULES) == ("a", "d")
    assert next_question("abcdef", {**ring, ("a", "d"): 8}, rules=RULES) is not None


def test_when_all_is_said_there_is_nothing_left_to_ask():
    circle = {("a", "b"): 9, ("b", "c"): 9, ("a", "c"): "1/9"}
    assert not judge_by("abc", answered_matrix("abc", circle), RULES).acceptable
    assert next_question("abc", circle, rules=RULES) is None


@settings(max_examples=25)
@given(st.lists(st.floats(0.1, 1), min_size=3, max_size=8))
def test_a_consistent_expert_answers_n_questions_and_is_understood(shares):
    order = [f"c{place}" for place in range(len(shares))]
    weight = dict(zip(order, sorted(shares, reverse=True), strict=True))
    answered = {}
    while pair := next_question(order, answered, rules=RULES):
        answered[pair] = weight[pair[0]] / weight[pair[1]]
    assert len(answered) == len(order)
    found = judge_by(order, answered_matrix(order, answered), RULES)
    total = sum(weight.values())
    assert found.acceptable
    assert found.weights.shares == pytest.approx({key: w / total for key, w in weight.items()})


@settings(max_examples=25)
@given(st.integers(3, 6), st.randoms())
def test_whatever_is_answered_the_questions_end_and_none_is_asked_twice(size, chance):
    order = [f"c{place}" for place in range(size)]
    answered = {}
    while pair := next_question(order, answered, rules=RULES):
        assert pair not in answered
        assert order.index(pair[0]) < order.index(pair[1])
        answered[pair] = chance.choice(["1/9", "1/3", 1, 3, 9])
    assert len(answered) <= size * (size - 1) // 2
