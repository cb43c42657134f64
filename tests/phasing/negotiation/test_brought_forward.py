"""Extra money of a fixed plan: which of it is later years' money, which is new."""

import pytest

from phasing import problem
from phasing.negotiation.brought_forward import (
    brought_forward,
    due_afterwards,
    next_plan_limit,
)
from phasing.negotiation.more_money import extended
from phasing.negotiation.shorter import shorter
from phasing.rules import Budget, NextPlan, Spread
from phasing.units import Unit

OTHER = frozenset({"other"})
E2 = Unit("E2", ("E2",), (2027,))


@pytest.fixture
def long(four):
    """E2 costs 500, half of it its building body."""
    return problem(four.assign(cluster_id=None), years=[2027, 2028])


def split(long, *rules, sources=None):
    posed = long.subject_to(*rules)
    cut = extended(shorter(posed, 1).problem)
    return brought_forward(posed, cut, {E2: 2027}, sources=sources)


def test_money_with_a_purpose_is_asked_for_before_money_for_anything(long):
    extra, later = split(long, Budget("市级", 2027, 0), Budget("中央", 2027, 0, OTHER))
    rows = extra[["kind", "source", "amount_wan"]].values.tolist()
    assert rows == [["new", "中央", 250], ["new", "市级", 250]]
    assert later["later_wan"].tolist() == [0, 0]


def test_later_money_goes_before_new_money_as_far_as_it_may_pay(long):
    rules = (Budget("市级", 2028, 100), Budget("中央", 2028, 900, OTHER))
    extra, later = split(long, *rules)
    rows = extra[["kind", "source", "amount_wan"]].values.tolist()
    assert rows == [["forward", "中央", 250], ["forward", "市级", 100], ["new", "市级", 150]]
    assert later.set_index("source")["forward_wan"].to_dict() == {"中央": 250, "市级": 100}


def test_what_falls_due_after_the_last_year_is_counted(long):
    posed = long.subject_to(Budget("市级", 2027, 500), Spread(0.6), NextPlan(70))
    assert due_afterwards(posed, {E2: 2028}) == 200
    assert due_afterwards(posed, {E2: 2027}) == 0
    assert next_plan_limit(posed) == 70
    assert next_plan_limit(long) == 0
