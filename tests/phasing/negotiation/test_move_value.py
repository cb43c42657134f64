"""What one move changes in the value of a plan: what valuing it anew says."""

import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.move_value import moved_value, worths
from phasing.negotiation.standing import standing
from phasing.rules import Cap, LockIn

EXACT = Settings(gap=0, node_limit=5000, seed=1)


@pytest.mark.parametrize("at", range(4))
def test_a_move_is_worth_what_the_plan_with_it_is(four, objectives, at):
    aim = objectives[at]
    posed = problem(four, years=[2027, 2028], objective=aim)
    posed = posed.subject_to(LockIn("E1", 2027), Cap("estates", 2027, 2))
    stood = standing(posed, settings=EXACT)
    book = stood.book()
    unit = stood.unit_of["E3"]
    now = stood.plan.get("E3", 2028)
    other = 2027 if now == 2028 else 2028
    more = moved_value(worths(stood, book), book, unit, other)
    assert book.plan() == stood.plan
    if unit in book.placed:
        book.take_out(unit)
    book.place(unit, other)
    assert more == pytest.approx(stood.worth(book) / stood.value - 1)


def test_of_aims_in_turn_the_first_that_changes_counts(four):
    first = Objective("reach", "reach", (1.0, 1.0))
    aim = Objective("need", "need", (1.0, 0.9), after=(first,))
    stood = standing(problem(four, years=[2027, 2028], objective=aim), settings=EXACT)
    book = stood.book()
    # Reaching as many a year later is the same; need falls by a tenth of 70 × 240.
    share = moved_value(worths(stood, book), book, stood.unit_of["E3"], 2028)
    assert share == pytest.approx(-0.1 * 16_800 / stood.value)


def test_money_of_others_is_not_told_by_one_move(four):
    aim = Objective("outside", "outside", (1.0, 0.9))
    stood = standing(problem(four, years=[2027, 2028], objective=aim), settings=EXACT)
    share = moved_value(worths(stood, stood.book()), stood.book(), stood.unit_of["E1"], 2028)
    assert share != share  # noqa: PLR0124  NaN
