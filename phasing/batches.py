"""Clusters too dear for any one year: done in batches in consecutive years, or set free."""

from dataclasses import replace
from typing import NamedTuple

from phasing.book import Book
from phasing.fill import score_order
from phasing.problem import Problem
from phasing.rules import Together
from phasing.units import ClusterNote, Unit, Units, freed


class Batches(NamedTuple):
    """How many years a cluster takes, the year it then starts in, and the year of each member."""

    length: int
    start: int
    years: dict[str, int]


def fitted(problem: Problem, found: Units) -> Units:
    """Return the units with every cluster that fits into none of its years done in batches.

    Batches are filled in score order, each as full as its year's money and caps alone allow; the
    fewest years are taken, then the earliest. Members are noted `cluster_in_batches`. A cluster
    that even so does not fit is set free and noted `cluster_exceeds_plan`; one that the rule keeps
    from batches stays whole, and is noted `cluster_exceeds_year`.
    """
    rules = {rule.cluster_id: rule for rule in problem.of(Together)}
    loose: list[Unit] = []
    notes, alone = list(found.notes), Book(problem)
    for unit in found.units:
        if unit.cluster_id is None or any(alone.refusal(unit, y) is None for y in unit.years):
            loose.append(unit)
            continue
        members, code = _fitted(unit, problem, alone, batches=rules[unit.cluster_id].batches)
        loose += members
        notes += [ClusterNote(unit.cluster_id, estate, code) for estate in unit.members]
    ordered = tuple(sorted(loose, key=lambda unit: unit.unit_id))
    return replace(found, units=ordered, notes=tuple(notes))


def _fitted(unit: Unit, problem: Problem, alone: Book, *, batches: bool) -> tuple[list[Unit], str]:
    if not batches:
        return [unit], "cluster_exceeds_year"
    cut = _in_batches(unit, problem)
    if cut is None:
        return freed(unit, problem), "cluster_exceeds_plan"
    offsets = tuple(cut.years[estate] - cut.start for estate in unit.members)
    whole = replace(unit, offsets=offsets)
    years = _starts(whole, problem, alone)
    return [replace(whole, years=years)], "cluster_in_batches"


def _in_batches(unit: Unit, problem: Problem) -> Batches | None:
    """Return the shortest way to do a cluster in consecutive years with nothing else going on."""
    tried = (_cut(unit, problem, start) for start in problem.years)
    found = [cut for cut in tried if cut is not None]
    return min(found, key=lambda cut: (cut.length, cut.start), default=None)


def _cut(unit: Unit, problem: Problem, start: int) -> Batches | None:
    """Fill year after year from `start` on; None where a year stays empty or members remain."""
    book = Book(problem)
    singles = freed(unit, problem)
    left = sorted(score_order(problem, tuple(singles)), key=lambda single: single.locked is None)
    placed: dict[str, int] = {}
    for year in range(start, problem.years[-1] + 1):
        now = []
        for single in left:
            if year in single.years and book.refusal(single, year) is None:
                book.place(single, year)
                now.append(single)
        if not now:
            return None
        placed |= {single.unit_id: year for single in now}
        left = [single for single in left if single not in now]
        if not left:
            return Batches(year - start + 1, start, placed)
    return None


def _starts(unit: Unit, problem: Problem, alone: Book) -> tuple[int, ...]:
    """Return the years in which a cluster in these batches may start, nothing else going on."""
    allowed = {single.unit_id: set(single.years) for single in freed(unit, problem)}
    return tuple(
        year
        for year in problem.years
        if all(done in allowed[estate] for estate, done in unit.plan(year).items())
        and alone.refusal(unit, year) is None
    )
