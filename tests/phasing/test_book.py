"""The book knows what still fits, to the yuan."""

import pytest

from phasing import problem
from phasing.book import Book, linked_years
from phasing.funds import pots
from phasing.rules import Budget, Cap
from phasing.units import units

YEARS = [2027, 2028, 2029]


@pytest.fixture
def opened(four):
    posed = problem(four, years=YEARS).subject_to(
        Budget("市级", 2027, 700, carry_over=True),
        Budget("市级", 2028, 200),
        Cap("estates", 2027, 1),
    )
    return Book(posed), {unit.unit_id: unit for unit in units(posed).units}


def test_refusals_say_why(opened):
    book, unit = opened
    assert book.refusal(unit["E1"], 2027) is None
    book.place(unit["E1"], 2027)
    assert book.refusal(unit["E4"], 2027) == "cap"
    assert book.refusal(unit["E2"], 2028) is None  # 300 carried over and 200 of its own
    assert book.refusal(unit["E3"], 2029) == "no_money"


def test_what_is_taken_out_leaves_no_trace(opened):
    book, unit = opened
    book.place(unit["E1"], 2027)
    assert book.take_out(unit["E1"]) == 2027
    assert book.plan() == {}
    assert book.refusal(unit["E4"], 2027) is None
    assert book.refusal(unit["E2"], 2028) is None


def test_one_yuan_too_much_is_refused(four):
    posed = problem(four, years=YEARS).subject_to(Budget("市级", 2027, 399.9999))
    first = units(posed).units[0]
    assert Book(posed).refusal(first, 2027) == "no_money"
    enough = problem(four, years=YEARS).subject_to(Budget("市级", 2027, 400))
    assert Book(enough).refusal(first, 2027) is None


def test_costs_are_whole_yuan_by_class(four):
    posed = problem(four, years=YEARS)
    assert posed.part_costs["E1"] == {"building_body": 2_000_000, "other": 2_000_000}


def test_years_are_linked_by_carried_money_only(four):
    posed = problem(four, years=YEARS).subject_to(Budget("市级", 2027, 7, carry_over=True))
    assert linked_years(YEARS, pots(posed))[2029] == frozenset(YEARS[:2]) | {2029}
    lapsing = problem(four, years=YEARS).subject_to(Budget("市级", 2027, 7))
    assert linked_years(YEARS, pots(lapsing))[2028] == {2028}
