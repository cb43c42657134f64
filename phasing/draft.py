"""A plan in the making: solved for its aims in turn, polished, never missing what a rule asks."""

import dataclasses
import math
from dataclasses import dataclass

from phasing.book import Book
from phasing.booked import booked
from phasing.clash import clash
from phasing.compile import compile_model, x
from phasing.fill import begin, unmet
from phasing.model import Model
from phasing.nearby import nearby
from phasing.objective import Objective
from phasing.polish import polish
from phasing.problem import Problem
from phasing.programme import Stage
from phasing.solve import Hooks, Settings, Solution, relative_gap, solve
from phasing.units import Units, candidates
from phasing.worth import worth
from tables import InputError

# A share of a value: sums of the same numbers in another order are the same value.
SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Draft:
    """A plan in its book, the problem with its aim, and how well each aim in turn was met."""

    problem: Problem
    book: Book
    stages: tuple[Stage, ...]


def drafted(
    problem: Problem, found: Units, baseline: Book, settings: Settings, hooks: Hooks | None
) -> Draft:
    """Return a problem solved for its aims in turn, each kept while the next is sought.

    The search starts from the baseline; stopped, it goes on to no further aim. Raises
    `InfeasibleError` where no plan keeps every rule.
    """
    objective = problem.objective
    aims = (*objective.after, objective) if objective else ()
    start, kept = _start(problem, found, baseline), list[tuple[Model, float]]()
    stages = list[Stage]()
    for aim in aims:
        if stages and hooks and hooks.stopped:
            break
        model = bare = compile_model(problem.aiming_at(aim), found)
        for other, least in kept:
            model = model.keeping(other, least)
        if objective and hooks and hooks.on_aim:
            hooks.on_aim(objective.name)
        solution = _solved(problem, model, start, settings, hooks)
        kept.append((bare, _may_fall_to(solution.value, objective)))
        stages.append(Stage(aim, solution.value, solution.bound, solution.status, solution.nodes))
        start = solution.chosen
    book = finished(problem, found, start)
    return Draft(problem, book, (*stages, *unsearched(problem, found, book)[len(stages) :]))


def unsearched(problem: Problem, found: Units, book: Book) -> tuple[Stage, ...]:
    """Return what a plan is worth under the aims of a problem in turn, nothing proven of it."""
    rows, objective = candidates(problem, found), problem.objective
    return tuple(
        Stage(aim, worth(aim, problem, rows, book), math.inf, "stopped", 0)
        for aim in ((*objective.after, objective) if objective else ())
    )


def finished(problem: Problem, found: Units, chosen: frozenset[str]) -> Book:
    """Return the solver's plan in a book, polished; never one that misses what a rule asks for.

    The solver works to a tolerance, the book to the yuan: a unit that the exact money does not
    pay stays out and is for the polish to place.
    """
    wanted = [
        (unit, year) for unit in found.units for year in unit.years if x(unit, year) in chosen
    ]
    book = booked(problem, wanted)
    polish(problem, found, book)
    if unmet(problem, book):
        book = booked(problem, wanted)
    if unmet(problem, book):
        raise InputError("phasing.not_proven")
    return book


def _may_fall_to(value: float, objective: Objective | None) -> float:
    give_up = (objective.give_up if objective else 0) + SAME
    return value - abs(value) * give_up


def _start(problem: Problem, found: Units, baseline: Book) -> frozenset[str]:
    cheapest = problem.objective is not None and problem.objective.kind == "cost"
    book = begin(problem, found.units) if cheapest else baseline
    return frozenset(x(unit, year) for unit, year in book.placed.items())


def _solved(
    problem: Problem,
    model: Model,
    start: frozenset[str],
    settings: Settings,
    hooks: Hooks | None,
) -> Solution:
    search = _searched if settings.insist else _from_start
    solution = search(model, start, settings, hooks)
    if solution.status == "infeasible":
        raise clash(problem, settings=settings, hooks=hooks)
    if solution.status == "unknown":
        raise InputError("phasing.not_proven")
    return solution


def _from_start(
    model: Model, start: frozenset[str], settings: Settings, hooks: Hooks | None
) -> Solution:
    """Search near the start first; what that does not settle goes on from the best it found."""
    near = nearby(model, start=start, settings=settings, hooks=hooks)
    if near is None:
        return solve(model, settings=settings, start=start, hooks=hooks)
    if near.status in ("proven", "stopped"):
        return near
    return solve(model, settings=settings, start=near.chosen, hooks=hooks)


def _searched(
    model: Model, start: frozenset[str], settings: Settings, hooks: Hooks | None
) -> Solution:
    """Solve from the baseline; where it meets the gap by itself, search once more without it.

    Otherwise a baseline within the gap would end the search before it began, and the proposal
    would be no more than the baseline.
    """
    first = solve(model, settings=settings, start=start, hooks=hooks)
    if (
        first.status != "proven"
        or first.chosen != start
        or not relative_gap(first.bound, first.value)
    ):
        return first
    second = solve(model, settings=settings, hooks=hooks)
    bound = min(solution.bound for solution in (first, second) if solution.status == "proven")
    better = second if second.chosen and second.value > first.value else first
    return dataclasses.replace(better, bound=bound, nodes=first.nodes + second.nodes)
