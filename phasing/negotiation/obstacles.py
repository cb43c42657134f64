"""What stands in the way of one estate in one year, whatever else is planned: facts and locks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from phasing.problem import Problem
from phasing.rules import Cap, Gate, LockIn, LockOut, NotBefore, Rule, SameTrench, Together
from phasing.units import Unit, Units


class Obstacle(NamedTuple):
    """Why an estate cannot start in a year: the code, by how much, who pays or is in the way.

    `money_year` is the year of the money that would have to be more; `other` the estate, cluster,
    trench or group the code speaks of.
    """

    code: str
    by: float = np.nan
    unit: str = ""
    source: str = ""
    money_year: int | None = None
    cost_class: str = ""
    other: str = ""
    rule: Rule | None = None


@dataclass(frozen=True)
class Facts:
    """The rules of a problem about single estates, by estate; what nobody knows; the clusters."""

    own: Mapping[str, tuple[Rule, ...]]
    unknown: Mapping[str, str]
    cluster: Mapping[str, Together]
    kept_out: Mapping[str, str]
    holding: Mapping[str, str]
    years: tuple[int, ...]


def facts(problem: Problem, found: Units) -> Facts:
    """Return what is known of each estate that may keep it from a year."""
    own: dict[str, list[Rule]] = defaultdict(list)
    single: list[LockOut | Gate | NotBefore | LockIn] = [*problem.of(LockOut)]
    single += problem.of(Gate)
    single += problem.of(NotBefore)
    single += problem.of(LockIn)
    for rule in single:
        own[rule.estate_id].append(rule)
    for road in problem.of(SameTrench):
        for estate in road.estates if road.year is not None else ():
            own[estate].append(road)
    kept = {rule.cluster_id: rule for rule in problem.of(Together)}
    rows = zip(problem.estates["estate_id"], problem.estates["cluster_id"], strict=True)
    holding = {
        note.cluster_id: note.estate_id
        for note in sorted(found.notes, key=lambda note: note.estate_id, reverse=True)
        if note.code.startswith("holds_back:")
    }
    return Facts(
        {estate: tuple(rules) for estate, rules in own.items()},
        _unknown(problem),
        {estate: kept[cluster] for estate, cluster in rows if cluster in kept},
        found.kept_out,
        holding,
        problem.years,
    )


def shut(known: Facts, estate: str, year: int) -> list[Obstacle]:
    """Return every fact and lock that keeps an estate from a year, the first to be said first.

    What shuts it out of every year comes before what shuts one year.
    """
    found = list(_own(known, estate, year))
    code = known.kept_out.get(estate, "")
    if code.startswith("cluster_"):
        rule = known.cluster[estate]
        found.insert(0, Obstacle(code, other=known.holding[rule.cluster_id], rule=rule))
    return found


def shut_as_one(known: Facts, unit: Unit, estate: str, start: int) -> list[Obstacle]:
    """Return what keeps a unit from a start: facts of the estate, of the others, its batches."""
    plan = unit.plan(start)
    found = shut(known, estate, plan[estate])
    for member in unit.members:
        if member != estate:
            found += [
                Obstacle("cluster_member", other=member, rule=fact.rule)
                for fact in shut(known, member, plan[member])
            ]
    cluster = str(unit.cluster_id)
    if min(plan.values()) < known.years[0]:
        by = float(plan[estate] - start)
        rule = known.cluster[estate]
        found.insert(0, Obstacle("cluster_batch", by, "years", other=cluster, rule=rule))
    elif max(plan.values()) > known.years[-1]:
        by = float(max(plan.values()) - known.years[-1])
        rule = known.cluster[estate]
        found.insert(0, Obstacle("cluster_too_late", by, "years", other=cluster, rule=rule))
    return found


def _own(known: Facts, estate: str, year: int) -> Iterator[Obstacle]:
    rules = known.own.get(estate, ())
    locked = [rule for rule in rules if isinstance(rule, LockIn)]
    yield from (Obstacle("lock_out", rule=rule) for rule in rules if isinstance(rule, LockOut))
    yield from (
        Obstacle(f"gate:{rule.code}", rule=rule) for rule in rules if isinstance(rule, Gate)
    )
    if not locked:
        yield from _from_year(rules, year)
    if estate in known.unknown:
        yield Obstacle("needs_survey", unit=known.unknown[estate])
    if not locked:
        yield from _roads(rules, year)
    yield from (Obstacle("locked", rule=rule) for rule in locked if rule.year != year)


def _from_year(rules: Iterable[Rule], year: int) -> Iterator[Obstacle]:
    """Say the latest first year; of two that name the same, the first in order."""
    late = [rule for rule in rules if isinstance(rule, NotBefore) and rule.year > year]
    if late:
        rule = max(late, key=lambda rule: rule.year)
        code = f"not_before:{rule.code}" if rule.code else "not_before"
        yield Obstacle(code, float(rule.year - year), "years", rule=rule)


def _roads(rules: Iterable[Rule], year: int) -> Iterator[Obstacle]:
    for rule in rules:
        if isinstance(rule, SameTrench) and rule.year is not None and rule.allows(rule.year, year):
            continue
        if isinstance(rule, SameTrench):
            yield Obstacle("trench", other=rule.trench, rule=rule)


def _unknown(problem: Problem) -> dict[str, str]:
    """Return the first measure that rules need and nobody knows, by estate."""
    found: dict[str, str] = {}
    wanted = ["cost_wan", *sorted({rule.measure for rule in problem.of(Cap)} - {"estates"})]
    rows = problem.estates.reindex(columns=["estate_id", *wanted])
    for name in reversed(wanted):
        found |= dict.fromkeys(rows.loc[rows[name].isna(), "estate_id"], name)
    return found
