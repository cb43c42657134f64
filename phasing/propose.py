"""Proposals: one programme for each objective, each compared with filling in score order."""

import dataclasses
from collections.abc import Iterable

from phasing.book import Book
from phasing.clash import clash
from phasing.compile import Model, compile_model, x
from phasing.fill import fill, free_oversized, head_start
from phasing.objective import Objective
from phasing.polish import polish
from phasing.problem import Problem
from phasing.programme import Programme, programme
from phasing.rules import Floor
from phasing.solve import Hooks, Settings, Solution, solve
from phasing.units import Units, units
from tables import InputError


def propose(
    problem: Problem,
    objectives: Iterable[Objective],
    *,
    settings: Settings,
    hooks: Hooks | None = None,
) -> tuple[Programme, ...]:
    """Return one programme for each objective, in the order given.

    Errors: `InfeasibleError` when the rules leave no plan; it carries the rules that clash and
    the easing of each that would help.
    """
    found = free_oversized(problem, units(problem))
    baseline = fill(problem, found.units)
    begun = head_start(problem, found.units) if problem.of(Floor) else baseline
    return tuple(
        _proposal(problem.aiming_at(objective), found, (baseline, begun), settings, hooks)
        for objective in objectives
    )


def _proposal(
    problem: Problem,
    found: Units,
    filled: tuple[Book, Book],
    settings: Settings,
    hooks: Hooks | None,
) -> Programme:
    """Return the programme of one objective; `filled` is the baseline and where to begin."""
    baseline, begun = filled
    model = compile_model(problem, found)
    start = frozenset(x(unit, year) for unit, year in begun.placed.items())
    solution = _searched(model, start, settings, hooks)
    if solution.status == "infeasible":
        raise clash(problem, settings=settings)
    if solution.status == "unknown":
        raise InputError("phasing.not_proven")
    book = _book(problem, found, solution)
    polish(problem, found, book)
    return programme(
        problem,
        found,
        book,
        solution=solution,
        filled=baseline.plan(),
        asked_gap=settings.gap,
    )


def _searched(
    model: Model, start: frozenset[str], settings: Settings, hooks: Hooks | None
) -> Solution:
    """Solve from the baseline; where it meets the gap by itself, search once more without it.

    Otherwise a baseline within the gap would end the search before it began, and the proposal
    would be no more than the baseline.
    """
    first = solve(model, settings=settings, start=start, hooks=hooks)
    if first.status != "proven" or first.chosen != start:
        return first
    second = solve(model, settings=settings, hooks=hooks)
    bound = min(solution.bound for solution in (first, second) if solution.status == "proven")
    better = second if second.chosen and second.value > first.value else first
    return dataclasses.replace(better, bound=bound, nodes=first.nodes + second.nodes)


def _book(problem: Problem, found: Units, solution: Solution) -> Book:
    """Write the solver's plan into a book, locked units first.

    The solver works to a tolerance, the book to the yuan: a unit that the exact money does not
    pay stays out and is for the polish to place.
    """
    book = Book(problem)
    wanted = [
        (unit, year)
        for unit in found.units
        for year in unit.years
        if x(unit, year) in solution.chosen
    ]
    for unit, year in sorted(wanted, key=lambda pair: (pair[0].locked is None, pair[0].unit_id)):
        if unit.locked is not None or book.refusal(unit, year) is None:
            book.place(unit, year)
    return book
