"""Duals of the relaxed model, in the units of the objective and of each row."""

import pytest

from phasing.model import Column, Model, Row
from phasing.row_worths import row_worths


def knapsack(gain, money):
    estates = (Column("a", 3 * gain, high=1, whole=True), Column("b", gain, high=1, whole=True))
    return Model(estates, (Row("money", {"a": 2, "b": 2}, high=money),))


def test_the_next_unit_of_money_buys_the_next_best():
    assert row_worths(knapsack(1000, 1)) == pytest.approx({"money": 1500})
    assert row_worths(knapsack(1000, 3)) == pytest.approx({"money": 500})


def test_money_that_is_left_is_worth_nothing():
    assert row_worths(knapsack(1000, 5)) == {"money": 0}


def test_without_rows_columns_or_a_plan_there_is_no_hint():
    assert row_worths(Model((), ())) == {}
    assert row_worths(Model((Column("a"),), (Row("r", {"a": 1}, low=2, high=1),))) == {}
