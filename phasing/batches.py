"""Clusters too dear for any one year: done in batches in consecutive years, or set free."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from phasing.book import Book
from phasing.fill import score_order
from phasing.problem import Problem
from phasing.rules import Together
from phasing.units import ClusterNote, Unit, Units, each_alone


class Batches(NamedTuple):
    """How many years a cluster takes, the year it then starts in, and the year of each member."""

    length: int
    start: int
    years: dict[str, int]


def fitted(problem: Problem, found: Units) -> Units:
    """Return the units with every cluster that fits into none of its years done in batches.

    Batches fill one year after the other, each as full as its money and caps alone allow: by
    score and, where that takes more years, dearest first. The fewest years are taken, then the
    earliest. Members are noted `cluster_in_batches`. A cluster that so does not fit is set free
    and noted `cluster_exceeds_plan`; one that the rule keeps from batches stays whole, and is
    noted `cluster_exceeds_year`.
    """
    rules = {rule.cluster_id: rule for rule in problem.of(Together)}
    loose: list[Unit] = []
    notes, empty, singles = list(found.notes), Book(problem), each_alone(problem)
    for unit in found.units:
        if unit.cluster_id is None or any(empty.short(unit, y) is None for y in unit.years):
            loose.append(unit)
            continue
        members, code = [unit], "cluster_exceeds_year"
        if rules[unit.cluster_id].batches:
            members, code = _in_batches(unit, problem, empty, singles)
        loose += members
        notes += [ClusterNote(unit.cluster_id, estate, code) for estate in unit.members]
    ordered = tuple(sorted(loose, key=lambda unit: unit.unit_id))
    return replace(found, units=ordered, notes=tuple(notes))


def _in_batches(
    unit: Unit, problem: Problem, empty: Book, singles: Mapping[str, Unit]
) -> tuple[list[Unit], str]:
    """Return a cluster in the shortest batches there are with nothing else going on, or freed."""
    members = [singles[estate] for estate in unit.members]
    by_score = score_order(problem, tuple(members))
    cost = {single: sum(problem.part_costs[single.unit_id].values()) for single in members}
    dearest = sorted(by_score, key=lambda single: -cost[single])
    tried = (
        _cut(order, problem, empty, year) for order in (by_score, dearest) for year in problem.years
    )
    cuts = [cut for cut in tried if cut is not None]
    if not cuts:
        return members, "cluster_exceeds_plan"
    cut = min(cuts, key=lambda cut: (cut.length, cut.start))  # of equals the first: by score
    whole = replace(unit, offsets=tuple(cut.years[e] - cut.start for e in unit.members))
    return [replace(whole, years=_starts(whole, problem, empty, singles))], "cluster_in_batches"


def _cut(order: Sequence[Unit], problem: Problem, empty: Book, start: int) -> Batches | None:
    """Fill year after year from `start` on; None where a year stays empty or members remain.

    Who has the fewest years to choose from comes first. The book is left as empty as it was.
    """
    left = sorted(order, key=lambda single: len(single.years))
    placed: dict[Unit, int] = {}
    for year in range(start, problem.years[-1] + 1):
        now = []
        for single in left:
            if year in single.years and empty.short(single, year) is None:
                empty.place(single, year)
                now.append(single)
        placed |= dict.fromkeys(now, year)
        left = [single for single in left if single not in placed]
        if not now or not left:
            break
    for single in placed:
        empty.take_out(single)
    if left:
        return None
    return Batches(year - start + 1, start, {single.unit_id: y for single, y in placed.items()})


def _starts(
    unit: Unit, problem: Problem, empty: Book, singles: Mapping[str, Unit]
) -> tuple[int, ...]:
    """Return the years in which a cluster in these batches may start, nothing else going on."""
    return tuple(
        year
        for year in problem.years
        if all(done in singles[estate].years for estate, done in unit.plan(year).items())
        and empty.short(unit, year) is None
    )
