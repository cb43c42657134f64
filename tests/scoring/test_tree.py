"""The tree: criteria on one side each, indicators under them, names for people."""

import pytest

from scoring import Criterion, Indicator, Tree
from tables import InputError

LINE = ((0, 0), (1, 100))
AGE, WILL = Criterion("age", "need", {"zh": "老旧"}), Criterion("will", "readiness")


def test_criteria_keep_their_order_and_their_sides():
    tree = Tree((AGE, WILL), (Indicator("b", "will", "readiness", LINE, 1),
                              Indicator("a", "age", "need", LINE, 1)))  # fmt: skip
    assert tree.keys == ("age", "will")
    assert (tree.side("need"), tree.side("readiness")) == (("age",), ("will",))
    assert [item.key for item in tree.of("age")] == ["a"]
    assert tree.indicator("b").criterion == "will"


def test_a_criterion_without_an_indicator_is_left_out():
    assert Tree((AGE, WILL), (Indicator("a", "age", "need", LINE, 1),)).keys == ("age",)


def test_a_name_that_is_not_there_is_the_key():
    tree = Tree((AGE,), (Indicator("a", "age", "need", LINE, 1, names={"en": "Years"}),))
    assert (tree.name("zh", "age"), tree.name("en", "age")) == ("老旧", "age")
    assert (tree.indicator_name("en", "a"), tree.indicator_name("zh", "a")) == ("Years", "a")


def test_an_indicator_of_no_criterion_or_of_the_other_side_is_refused():
    with pytest.raises(InputError, match="no_such_criterion"):
        Tree((AGE,), (Indicator("a", "noise", "need", LINE, 1),))
    with pytest.raises(InputError, match="mixed_sides"):
        Tree((AGE,), (Indicator("a", "age", "readiness", LINE, 1),))
