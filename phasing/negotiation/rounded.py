"""A plan from the relaxed model: what it takes whole first, then what it takes in part."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from phasing.book import Book
from phasing.booked import untie
from phasing.compile import compile_model, x
from phasing.fill import unmet
from phasing.model import Model
from phasing.polish import polish
from phasing.problem import Problem
from phasing.solve import Settings, solve
from phasing.units import Units, candidates
from phasing.worth import worth

_ROUNDING = 6  # decimals of a part: what the last bits of two parts differ by decides nothing


class Rounded(NamedTuple):
    """A plan in its book, its value, what no plan exceeds, and whether it keeps every rule."""

    book: Book
    value: float
    bound: float
    kept: bool


def rounded(problem: Problem, found: Units, *, seed: int) -> Rounded | None:
    """Return the plan nearest by hand to the relaxed model of a problem (which has an objective).

    Few rows tie the units together, so the relaxed model takes nearly all of them whole. What it
    takes goes into the book, the largest parts first, as far as money, caps and ties allow; the
    polish fills up the rest. None where even the relaxed model has no plan.
    """
    model = compile_model(problem, found)
    loose = Model(tuple(replace(column, whole=False) for column in model.columns), model.rows)
    settings = Settings(gap=0, node_limit=1, seed=seed, confirm=False)
    solution = solve(loose, settings=settings)
    if problem.objective is None or solution.status in ("infeasible", "unknown"):
        return None
    book = _booked(problem, found, {k: round(v, _ROUNDING) for k, v in solution.levels.items()})
    polish(problem, found, book)
    value = worth(problem.objective, problem, candidates(problem, found), book)
    kept = book.sound() and not unmet(problem, book)
    return Rounded(book, value, max(value, solution.value) if kept else solution.value, kept)


def _booked(problem: Problem, found: Units, parts: Mapping[str, float]) -> Book:
    """Return a book of what the relaxed model takes: locks, then the largest parts first."""
    book = Book(problem)
    for unit in found.units:
        if unit.locked is not None and unit.years:
            book.place(unit, unit.years[0])
    starts = ((unit, year) for unit in found.units for year in unit.years)
    taken = [(unit, year) for unit, year in starts if parts.get(x(unit, year), 0) > 0]
    taken.sort(key=lambda start: (-parts[x(*start)], start[0].unit_id, start[1]))
    for unit, year in taken:
        if unit not in book.placed and book.short(unit, year) is None:
            book.place(unit, year)
    untie(book)
    return book
