"""Filling in score order: what a careful planner does by hand, and every proposal's baseline."""

import dataclasses

import numpy as np

from phasing.book import Book
from phasing.problem import Problem
from phasing.rules import Floor
from phasing.units import ClusterNote, Unit, Units, freed


def fill(problem: Problem, units: tuple[Unit, ...]) -> Book:
    """Return the book after placing locked units, then all others in score order.

    Each goes into the earliest year that its money and caps allow and is skipped when none does.
    A cluster kept together comes up with its best-ranked estate. A lock is placed even where it
    does not fit: whether locks can be kept at all is for the solver to say.
    """
    book = _locked(problem, units)
    fill_up(book, score_order(problem, units))
    return book


def head_start(problem: Problem, units: tuple[Unit, ...]) -> Book:
    """Return the book filled in score order, but with every floor met first where that can be.

    Plain filling misses floors; a large model needs a plan to begin with that keeps them.
    """
    book, ordered = _locked(problem, units), score_order(problem, units)
    for floor in problem.of(Floor):
        _meet(book, floor, problem, ordered)
    fill_up(book, ordered)
    return book


def _locked(problem: Problem, units: tuple[Unit, ...]) -> Book:
    book = Book(problem)
    for unit in units:
        if unit.locked is not None:
            book.place(unit, unit.locked)
    return book


def _meet(book: Book, floor: Floor, problem: Problem, ordered: tuple[Unit, ...]) -> None:
    """Place units of the floor's district, best score first, until the floor is met."""
    inside = problem.estates[problem.estates["district"] == floor.district].assign(estates=1)
    amounts = inside[floor.measure].astype(float).fillna(0)
    size = dict(zip(inside["estate_id"], amounts, strict=True))
    shares = {unit: sum(size.get(estate, 0) for estate in unit.members) for unit in ordered}
    helpful = [unit for unit in ordered if shares[unit] > 0]
    for unit in helpful:
        if sum(shares[placed] for placed in helpful if placed in book.placed) >= floor.at_least:
            return
        fill_up(book, (unit,))


def fill_up(book: Book, units: tuple[Unit, ...]) -> None:
    """Put every unit not yet placed into the earliest year where it fits, in the order given."""
    for unit in units:
        if unit not in book.placed:
            year = next((y for y in unit.years if book.refusal(unit, y) is None), None)
            if year is not None:
                book.place(unit, year)


def score_order(problem: Problem, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the units by the best score of their estates; unknown scores last, ties by id."""
    scores = problem.estates.get("score")
    known = {} if scores is None else dict(zip(problem.estates["estate_id"], scores, strict=True))

    def place(unit: Unit) -> tuple[float, str]:
        found = [float(known.get(estate, np.nan)) for estate in unit.members]
        best = max((score for score in found if not np.isnan(score)), default=-np.inf)
        return (-best, min(unit.members))

    return tuple(sorted(units, key=place))


def free_oversized(problem: Problem, found: Units) -> Units:
    """Return the units with every cluster set free that fits into none of its years.

    Its members are then placed one by one, and each is noted as `cluster_exceeds_year`; as
    `cluster_exceeds_locked_year` where a lock leaves the cluster only that year.
    """
    loose: list[Unit] = []
    notes, alone = list(found.notes), Book(problem)
    for unit in found.units:
        if unit.cluster_id is None or any(alone.refusal(unit, y) is None for y in unit.years):
            loose.append(unit)
            continue
        loose += freed(unit, problem)
        code = "cluster_exceeds_year" if unit.locked is None else "cluster_exceeds_locked_year"
        notes += [ClusterNote(unit.cluster_id, estate, code) for estate in unit.members]
    ordered = tuple(sorted(loose, key=lambda unit: unit.unit_id))
    return dataclasses.replace(found, units=ordered, notes=tuple(notes))
