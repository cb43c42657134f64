"""A plan from the relaxed model: what it takes whole first, then what it takes in part."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from phasing.book import Book
from phasing.booked import booked, untie
from phasing.compile import compile_model, x
from phasing.fill import unmet
from phasing.model import Model
from phasing.polish import polish
from phasing.problem import Problem
from phasing.solve import Hooks, Settings, Solution, solve
from phasing.units import Units, candidates
from phasing.worth import worth

NO_PLAN = ("infeasible", "unknown")
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
    solution = _relaxed(compile_model(problem, found), seed)
    if problem.objective is None or solution.status in NO_PLAN:
        return None
    return _finished(problem, found, _booked(problem, found, _parts(solution)), solution.value)


def narrowed(
    problem: Problem, found: Units, *, settings: Settings, hooks: Hooks | None = None
) -> Rounded | None:
    """Return the best plan found near the relaxed model: what it takes whole stays there, or out.

    Only the units it takes in part may start in any year; those it leaves out wait for the polish.
    So few are open that the search takes a fraction of a full one. None where it finds no plan.
    """
    model = compile_model(problem, found)
    relaxed = _relaxed(model, settings.seed)
    if problem.objective is None or relaxed.status in NO_PLAN:
        return None
    parts = _parts(relaxed)
    starts = {x(unit, year): (unit, year) for unit in found.units for year in unit.years}
    split = {starts[key][0] for key in starts if 0 < parts.get(key, 0) < 1}
    shut = {key for key, (unit, _) in starts.items() if unit not in split and parts[key] < 1}
    looking = replace(settings, confirm=False)
    solution = solve(_without(model, shut), settings=looking, hooks=hooks)
    if solution.status in NO_PLAN:
        return None
    book = booked(problem, [starts[key] for key in sorted(starts) if key in solution.chosen])
    return _finished(problem, found, book, relaxed.value)


def _relaxed(model: Model, seed: int) -> Solution:
    loose = Model(tuple(replace(column, whole=False) for column in model.columns), model.rows)
    return solve(loose, settings=Settings(gap=0, node_limit=1, seed=seed, confirm=False))


def _parts(solution: Solution) -> dict[str, float]:
    return {label: round(level, _ROUNDING) for label, level in solution.levels.items()}


def _without(model: Model, shut: set[str]) -> Model:
    """Return a model without some of its columns."""
    columns = tuple(column for column in model.columns if column.label not in shut)
    rows = (
        replace(row, terms={key: value for key, value in row.terms.items() if key not in shut})
        for row in model.rows
    )
    return Model(columns, tuple(rows))


def _finished(problem: Problem, found: Units, book: Book, bound: float) -> Rounded:
    polish(problem, found, book)
    rows, aim = candidates(problem, found), problem.objective
    value = worth(aim, problem, rows, book) if aim else 0.0
    kept = book.sound() and not unmet(problem, book)
    return Rounded(book, value, max(value, bound) if kept else bound, kept)


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
