"""Solve to a plan that keeps every condition to the last digit, however the solver rounds."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from phasing.batches import fitted
from phasing.book import Book
from phasing.booked import paid, untie
from phasing.compile import compile_model, x
from phasing.fill import begin, fill
from phasing.model import Column, Model, Row
from phasing.polish import polish
from phasing.problem import Problem
from phasing.solve import Settings, Solution, solve
from phasing.units import Units, units

# The solver is given this share more money than there is: it never leaves out a plan that pays
# exactly, and what it takes beyond that is found and forbidden.
MORE = 1e-11
# So often a plan that looks possible and is not is forbidden before the search is given up.
ROUNDS = 100
# A share of a value: sums of the same numbers in another order are the same value.
SAME = 1e-9
# Proofs that fail do so by less: where so much may be given up, they need no second search.
DOUBT = 1e-3
# Coefficients beyond these are brought to HUNDRED: the solver's tolerances are absolute.
SMALL, LARGE, HUNDRED = 1.0, 1e4, 100.0

Outcome = Literal["solved", "infeasible", "unknown"]


@dataclass(frozen=True)
class Exact:
    """A plan that keeps every rule exactly, the bound of the objective, nodes; the book of it."""

    outcome: Outcome
    plan: Mapping[str, int]
    bound: float
    nodes: int
    book: Book


def exactly(
    problem: Problem,
    *,
    money: float,
    short: Callable[[Mapping[str, int]], bool],
    settings: Settings,
) -> Exact:
    """Return the best plan that the book pays for and that is not `short` of any target.

    The model's money is multiplied by `money`, to sizes the solver is at home with, and not
    rounded. What the solver takes for a plan within its tolerances is checked in whole numbers.
    A plan that fails is forbidden, with all that spend as much and more, and the search goes on:
    so the bound of the last search is a bound on every plan that is possible.
    """
    found = fitted(problem, units(problem))
    model = rescaled(compile_model(problem, found), money)
    start, nodes = _start(problem, found), 0
    for _ in range(ROUNDS):
        solution = searched(model, settings=settings, start=start)
        nodes += solution.nodes
        if solution.status in ("infeasible", "unknown"):
            outcome: Outcome = "infeasible" if solution.status == "infeasible" else "unknown"
            return Exact(outcome, {}, solution.bound, nodes, Book(problem))
        book, cut = _checked(problem, found, model, solution, short)
        if cut is None:
            _polish(problem, found, book, short)
            return Exact("solved", book.plan(), solution.bound, nodes, book)
        model, start = Model(model.columns, (*model.rows, cut)), frozenset()
    return Exact("unknown", {}, solution.bound, nodes, Book(problem))


def searched(model: Model, *, settings: Settings, start: frozenset[str]) -> Solution:
    """Return a solution whose proof a second search has tried, by another way, and not broken.

    HiGHS 1.15 calls a plan the best that is not in about one knapsack of 300 with many almost equal
    estates (by up to 1e-4 of the value), with some seeds and not with others. So each search is
    told the best plan known, and the last one found none better.
    """
    found = solve(model, settings=dataclasses.replace(settings, restarts=False), start=start)
    for turn in range(1, ROUNDS):
        if found.status != "infeasible" and (found.status != "proven" or settings.gap >= DOUBT):
            break
        other = dataclasses.replace(settings, seed=settings.seed + turn, restarts=turn % 2 == 1)
        again = solve(model, settings=other, start=found.chosen)
        nodes = found.nodes + again.nodes
        if again.status in ("infeasible", "unknown") or (
            found.status == "proven" and again.value <= found.value + SAME * abs(found.value)
        ):
            return dataclasses.replace(found, nodes=nodes)
        found = dataclasses.replace(again, nodes=nodes)
    return found


def rescaled(model: Model, money: float) -> Model:
    """Return the model with money in other units, and other conditions near to hundreds."""
    flows = {column.label for column in model.columns if not column.whole}
    return Model(model.columns, tuple(_rescaled(row, flows, money) for row in model.rows))


def _rescaled(row: Row, flows: set[str], money: float) -> Row:
    if flows & set(row.terms):
        terms = {label: v if label in flows else v * money for label, v in row.terms.items()}
        high = row.high * money * (1 + MORE if row.high > 0 else 1)
        return dataclasses.replace(row, terms=terms, low=row.low * money, high=high)
    largest = max(map(abs, row.terms.values()), default=0)
    if not largest or SMALL <= largest <= LARGE:
        return row
    factor = 2.0 ** np.floor(np.log2(HUNDRED / largest))  # a power of two: no digit changes
    terms = {label: value * factor for label, value in row.terms.items()}
    return dataclasses.replace(row, terms=terms, low=row.low * factor, high=row.high * factor)


def _start(problem: Problem, found: Units) -> frozenset[str]:
    cheapest = problem.objective is not None and problem.objective.kind == "cost"
    book = (begin if cheapest else fill)(problem, found.units)
    return frozenset(x(unit, year) for unit, year in book.placed.items())


def _checked(
    problem: Problem,
    found: Units,
    model: Model,
    solution: Solution,
    short: Callable[[Mapping[str, int]], bool],
) -> tuple[Book, Row | None]:
    """Return the book of the solver's plan and, where it is not possible, what forbids it."""
    wanted = [(u, y) for u in found.units for y in u.years if x(u, y) in solution.chosen]
    book, refused = paid(problem, wanted)
    name = f"not[{len(model.rows)}]"
    if refused:
        terms = {x(u, y): 1.0 for u, y in (*book.placed.items(), refused[0])}
        return book, Row(name, terms, high=len(terms) - 1)
    if untie(book):
        return book, _otherwise(name, model.columns, solution.chosen)
    return book, _others(name, found, book) if short(book.plan()) else None


def _otherwise(name: str, columns: Sequence[Column], chosen: frozenset[str]) -> Row:
    """Ask for another answer: Σ chosen − Σ others ≤ number chosen − 1."""
    terms = {c.label: 1.0 if c.label in chosen else -1.0 for c in columns if c.whole}
    return Row(name, terms, high=len(chosen) - 1)


def _others(name: str, found: Units, book: Book) -> Row:
    """Ask for other units to be placed, in whatever years."""
    terms = {
        x(unit, year): 1.0 if unit in book.placed else -1.0
        for unit in found.units
        for year in unit.years
    }
    return Row(name, terms, high=len(book.placed) - 1)


def _polish(
    problem: Problem, found: Units, book: Book, short: Callable[[Mapping[str, int]], bool]
) -> None:
    """Use what money is left, where nothing is lost by it."""
    before = dict(book.placed)
    value = problem.estates["value"] if "value" in problem.estates else np.zeros(1)
    if (value < 0).any():
        return
    polish(problem, found, book)
    if short(book.plan()):
        for unit in list(book.placed):
            book.take_out(unit)
        for unit, year in before.items():
            book.place(unit, year)
