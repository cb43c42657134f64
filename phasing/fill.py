"""Filling in score order: what a careful planner does by hand, and every proposal's baseline."""

import numpy as np

from phasing.book import Book
from phasing.compile_amounts import Least, least, leasts, sizes
from phasing.problem import Problem
from phasing.rules import DemonstrationFirst, KeepPublished, Rule, StartBy
from phasing.units import Unit

# A sum in floating point must not miss a floor it meets exactly.
SLACK = 1e-9


def fill(problem: Problem, units: tuple[Unit, ...]) -> Book:
    """Return the book after filling in score order with every rule kept.

    Locked units first, then what some rule asks for (a start by a year, a demonstration, a
    published plan, floors, targets), best ranked first, then all others by rank: each goes into the
    earliest year that its money, caps and ties allow, and is skipped where none does. What was
    skipped comes up again as long as something moves. A cluster kept together comes up with its
    best-ranked estate. A lock is placed even where it does not fit: whether locks can be kept is
    for the solver to say.
    """
    book, ordered = begin(problem, units), score_order(problem, units)
    while fill_up(book, ordered):
        pass
    return book


def begin(problem: Problem, units: tuple[Unit, ...]) -> Book:
    """Return the book with only what the rules ask for, as far as filling in order gets there."""
    book, ordered = _locked(problem, units), score_order(problem, units)
    fill_up(book, tuple(unit for unit in ordered if unit.must))
    for demonstration in problem.of(DemonstrationFirst):
        _demonstrate(book, demonstration, ordered)
    for published in problem.of(KeepPublished):
        _keep(book, published, ordered)
    for rule in leasts(problem):
        _meet(book, rule, problem, ordered)
    return book


def unmet(problem: Problem, book: Book) -> tuple[Rule, ...]:
    """Return the rules that ask for something and that a book does not meet."""
    plan = book.plan()
    short: list[Rule] = [rule for rule in leasts(problem) if not _met(book, rule, problem)]
    short += [
        rule
        for rule in problem.of(DemonstrationFirst)
        if sum(plan.get(e, np.inf) <= rule.year for e in rule.estates) < rule.at_least
    ]
    short += [rule for rule in problem.of(KeepPublished) if rule.kept(plan) < rule.at_least]
    late = [rule for rule in problem.of(StartBy) if plan.get(rule.estate_id, np.inf) > rule.year]
    return (*short, *late)


def fill_up(book: Book, units: tuple[Unit, ...]) -> int:
    """Put every unit not yet placed into the earliest year where it fits; return how many were."""
    found = 0
    for unit in units:
        if unit not in book.placed:
            year = next((y for y in unit.years if book.refusal(unit, y) is None), None)
            if year is not None:
                book.place(unit, year)
                found += 1
    return found


def score_order(problem: Problem, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the units by the best rank (where there is none, score) of their estates.

    Estates without a rank or score come last, ties by id.
    """
    place = problem.pool.queue

    def first(unit: Unit) -> tuple[float, str]:
        return (min(place[estate] for estate in unit.members), min(unit.members))

    return tuple(sorted(units, key=first))


def _locked(problem: Problem, units: tuple[Unit, ...]) -> Book:
    book = Book(problem)
    for unit in units:
        if unit.locked is not None and unit.years:
            book.place(unit, unit.years[0])
    return book


def _demonstrate(book: Book, rule: DemonstrationFirst, ordered: tuple[Unit, ...]) -> None:
    for unit in ordered:
        plan = book.plan()
        if sum(plan.get(e, np.inf) <= rule.year for e in rule.estates) >= rule.at_least:
            return
        if set(unit.members) & set(rule.estates) and unit not in book.placed:
            early = (y for y in unit.years if y <= rule.year)
            year = next((y for y in early if book.refusal(unit, y) is None), None)
            if year is not None:
                book.place(unit, year)


def _keep(book: Book, rule: KeepPublished, ordered: tuple[Unit, ...]) -> None:
    """Place units in the year that keeps most of a published plan until as many keep it as must."""
    kept, year_of = rule.kept(book.plan()), dict(rule.plan)
    for unit in ordered:
        if kept >= rule.at_least:
            return
        keeps = {y: sum(year_of.get(e) == d for e, d in unit.plan(y).items()) for y in unit.years}
        if unit not in book.placed and any(keeps.values()):
            year = max(unit.years, key=lambda start: (keeps[start], -start))
            if book.refusal(unit, year) is None:
                book.place(unit, year)
                kept += keeps[year]


def _meet(book: Book, rule: Least, problem: Problem, ordered: tuple[Unit, ...]) -> None:
    """Place units that help a floor, best ranked first, until it is met."""
    helping, asked = sizes(problem, rule), least(problem, rule)
    reached = sum(helping.get(estate, 0) for estate in book.plan())
    for unit in ordered:
        helps = sum(helping.get(estate, 0) for estate in unit.members)
        if reached >= asked:
            return
        if helps > 0 and unit not in book.placed and fill_up(book, (unit,)):
            reached += helps


def _met(book: Book, rule: Least, problem: Problem) -> bool:
    helping = sizes(problem, rule)
    reached, asked = sum(helping.get(e, 0) for e in book.plan()), least(problem, rule)
    return reached >= asked - SLACK * max(1.0, asked)
