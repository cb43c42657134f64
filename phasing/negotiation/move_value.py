"""What moving one unit, all others staying, changes in the value of a plan."""

from dataclasses import dataclass, replace

import numpy as np

from phasing.book import Book
from phasing.compile import unit_gains
from phasing.negotiation.standing import Standing
from phasing.objective import Objective
from phasing.units import Unit, candidates
from phasing.worth import worth

# Aims under which a unit adds its own and changes nothing for others.
ADDITIVE = ("need", "reach", "ready", "value", "cost")
# Sums of the same numbers in another order are the same value.
SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Worths:
    """What a plan is worth under each of its aims in turn, and what each unit adds by year.

    `gains` is None where units do not add up: there the whole plan is valued anew.
    """

    standing: Standing
    aims: tuple[tuple[Objective, float, dict[tuple[str, int], float] | None], ...]


def worths(standing: Standing, book: Book) -> Worths:
    """Return the worth of a plan that stands, in its book, ready to be compared with."""
    aim, rows = standing.problem.objective, candidates(standing.problem, standing.found)
    found = []
    for one in (*aim.after, aim) if aim else ():
        posed = replace(standing.problem, objective=one)
        gains = unit_gains(posed, standing.found) if one.kind in ADDITIVE else None
        found.append((one, worth(one, posed, rows, book), gains))
    return Worths(standing, tuple(found))


def moved_value(given: Worths, book: Book, unit: Unit, start: int) -> float:
    """Return the change of value, as a share of it, when a unit starts in a year it fits into.

    Of aims in turn it is the first that changes. The book is left as it was. NaN under an aim
    that counts the money of others: who pays is sorted anew for the whole plan.
    """
    for aim, value, gains in given.aims:
        if aim.kind == "outside":
            return float("nan")
        if gains is None:
            more = _anew(given.standing, aim, book, unit, start) - value
        else:
            now = book.placed.get(unit)
            before = 0.0 if now is None else gains[unit.unit_id, now]
            more = gains[unit.unit_id, start] - before
        if abs(more) > SAME * max(1.0, abs(value)):
            return more / abs(value) if value else float(np.sign(more))
    return 0.0


def _anew(standing: Standing, aim: Objective, book: Book, unit: Unit, start: int) -> float:
    now = book.take_out(unit) if unit in book.placed else None
    book.place(unit, start)
    value = worth(aim, standing.problem, candidates(standing.problem, standing.found), book)
    book.take_out(unit)
    if now is not None:
        book.place(unit, now)
    return value
