"""Who can be placed, in which years, alone or with a cluster; and why the others cannot."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from phasing.problem import Problem
from phasing.rules import Cap, Gate, LockIn, LockOut, NotBefore, SameTrench, StartBy, Together


@dataclass(frozen=True)
class Unit:
    """Estates placed as one: a single estate, or the members of a cluster kept together.

    `years` are the years it may start in. `offsets` say how many years after the start each member
    is done: none of them later, but for a cluster done in batches.
    """

    unit_id: str
    members: tuple[str, ...]
    years: tuple[int, ...]
    locked: int | None = None
    cluster_id: str | None = None
    offsets: tuple[int, ...] = ()
    must: bool = False

    def __hash__(self) -> int:
        """Go by the id: units are looked up all the time, and no two of a plan share one."""
        return hash(self.unit_id)

    def plan(self, start: int) -> dict[str, int]:
        """Return the year of each member when the unit starts in a year.

        >>> Unit("cluster:C1", ("E1", "E2"), (2027,), offsets=(0, 1)).plan(2027)
        {'E1': 2027, 'E2': 2028}
        """
        offsets = self.offsets or (0,) * len(self.members)
        return {e: start + later for e, later in zip(self.members, offsets, strict=True)}


@dataclass(frozen=True)
class ClusterNote:
    """What became of a member of a cluster that is to be kept together."""

    cluster_id: str
    estate_id: str
    code: str


@dataclass(frozen=True)
class Units:
    """Every unit that can be placed, the estates kept out with their reason, cluster notes.

    `stuck` are estates kept out that must start by a year: with them there is no plan.
    """

    units: tuple[Unit, ...]
    kept_out: Mapping[str, str]
    notes: tuple[ClusterNote, ...] = ()
    stuck: tuple[str, ...] = ()


def units(problem: Problem) -> Units:
    """Return the units of a problem: clusters kept together as one, other estates alone.

    Members that may not enter, or are locked in another year than their cluster, step out of it.
    A cluster's year is the earliest year that one of its members is locked in. A member without a
    cost, or one that may not enter where the rule says so, holds its whole cluster back.
    """
    kept_out = _kept_out(problem)
    years = _years(problem, kept_out)
    held, notes = _held(problem, kept_out, years)
    kept_out, years = kept_out | held, {e: y for e, y in years.items() if e not in held}
    locks, musts = _locks(problem), {rule.estate_id for rule in problem.of(StartBy)}
    found: list[Unit] = []
    for cluster_id, members in _kept_together(problem).items():
        unit, said = _cluster_unit(cluster_id, members, years, locks)
        notes += [*_stepped_out(cluster_id, members, kept_out, held), *said]
        found += [unit] if unit else []
    taken = {estate for unit in found for estate in unit.members}
    found += singles([estate for estate in years if estate not in taken], years, locks)
    marked = [replace(unit, must=bool(musts & set(unit.members))) for unit in found]
    ordered = tuple(sorted(marked, key=lambda u: u.unit_id))
    return Units(ordered, kept_out, tuple(notes), tuple(sorted(musts & set(kept_out))))


def _held(
    problem: Problem, kept_out: Mapping[str, str], years: Mapping[str, tuple[int, ...]]
) -> tuple[dict[str, str], list[ClusterNote]]:
    """Return the estates that a member of their cluster holds back, but for those locked in."""
    held: dict[str, str] = {}
    notes: list[ClusterNote] = []
    locked, unsurveyed = _locks(problem), set(_unsurveyed(problem))
    rules = {rule.cluster_id: rule for rule in problem.of(Together)}
    for cluster_id, members in _kept_together(problem).items():
        unknown = [estate for estate in members if kept_out.get(estate) == "needs_survey"]
        shut = [estate for estate in members if estate in kept_out and estate not in unsurveyed]
        blocking = unknown or (shut if rules[cluster_id].gated == "hold_back" else [])
        code = "cluster_needs_survey" if unknown else "cluster_held"
        waiting = [e for e in members if e in years and e not in locked] if blocking else []
        if waiting:
            held |= dict.fromkeys(waiting, code)
            notes += [
                ClusterNote(cluster_id, estate, f"holds_back:{kept_out[estate]}")
                for estate in blocking
            ]
    return held, notes


def singles(
    estates: list[str], years: Mapping[str, tuple[int, ...]], locks: Mapping[str, int]
) -> list[Unit]:
    """Return one unit for each estate."""
    return [Unit(e, (e,), years[e], locked=locks.get(e)) for e in estates]


def each_alone(problem: Problem) -> dict[str, Unit]:
    """Return every estate as a unit of its own, with its own years and lock."""
    musts = {rule.estate_id for rule in problem.of(StartBy)}
    years = _years(problem, {})
    alone = singles(list(years), years, _locks(problem))
    return {unit.unit_id: replace(unit, must=unit.unit_id in musts) for unit in alone}


def candidates(problem: Problem, found: Units) -> pd.DataFrame:
    """Return the rows of the estates that could enter."""
    return problem.pool.but(frozenset(found.kept_out))


def _kept_out(problem: Problem) -> dict[str, str]:
    """Return why an estate may not enter; where several reasons hold, the first below is said."""
    last = problem.years[-1]
    gates: dict[str, str] = {}
    for gate in problem.of(Gate):
        gates.setdefault(gate.estate_id, f"gate:{gate.code}")
    return (
        dict.fromkeys(_shut(problem), "trench")
        | dict.fromkeys(_unsurveyed(problem), "needs_survey")
        | {
            rule.estate_id: f"not_before:{rule.code}" if rule.code else "not_before"
            for rule in problem.of(NotBefore)
            if rule.year > last
        }
        | gates
        | {rule.estate_id: "lock_out" for rule in problem.of(LockOut)}
    )


def _shut(problem: Problem) -> list[str]:
    """Return estates that roads opened in set years leave no year, but for those that must start.

    Who is locked in, or must start by a year, stays in: that clash is for a person to solve.
    """
    opened = _opened(problem)
    years = _years(problem, {}) if opened else {}
    musts = {rule.estate_id for rule in problem.of(StartBy)}
    return [estate for estate in opened if not years[estate] and estate not in musts]


def _opened(problem: Problem) -> dict[str, set[int]]:
    """Return the years in which a road opened in a set year must not be dug again, by estate."""
    shut: dict[str, set[int]] = {}
    for rule in problem.of(SameTrench):
        if rule.year is not None:
            years = {year for year in problem.years if not rule.allows(rule.year, year)}
            shut |= {estate: shut.get(estate, set()) | years for estate in rule.estates}
    return shut


def _unsurveyed(problem: Problem) -> list[str]:
    """Return estates without a cost, or without a measure that a cap has to count."""
    needed = sorted({"cost_wan"} | {rule.measure for rule in problem.of(Cap)} - {"estates"})
    return list(problem.pool.lacking(needed))


def _years(problem: Problem, kept_out: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    first = dict.fromkeys(problem.pool.ids, problem.years[0])
    for rule in problem.of(NotBefore):
        first[rule.estate_id] = max(first[rule.estate_id], rule.year)
    last: dict[str, int] = {}
    for deadline in problem.of(StartBy):
        last[deadline.estate_id] = min(last.get(deadline.estate_id, deadline.year), deadline.year)
    locks, opened = _locks(problem), _opened(problem)
    return {
        estate: (locks[estate],)
        if estate in locks
        else tuple(
            y
            for y in problem.years
            if start <= y <= last.get(estate, y) and y not in opened.get(estate, ())
        )
        for estate, start in first.items()
        if estate not in kept_out
    }


def _locks(problem: Problem) -> dict[str, int]:
    return {rule.estate_id: rule.year for rule in problem.of(LockIn)}


def _kept_together(problem: Problem) -> dict[str, list[str]]:
    wanted = [rule.cluster_id for rule in problem.of(Together)]
    return {cluster: list(problem.pool.clusters[cluster]) for cluster in wanted}


def _cluster_unit(
    cluster_id: str,
    members: list[str],
    years: Mapping[str, tuple[int, ...]],
    locks: Mapping[str, int],
) -> tuple[Unit | None, list[ClusterNote]]:
    able = [estate for estate in members if estate in years]
    locked = min((locks[estate] for estate in able if estate in locks), default=None)
    staying = [estate for estate in able if locked is None or locked in years[estate]]
    code = "locked_elsewhere"
    said = [ClusterNote(cluster_id, estate, code) for estate in able if estate not in staying]
    if len(staying) < 2:  # noqa: PLR2004  one estate is no cluster
        return None, said
    shared = set.intersection(*(set(years[estate]) for estate in staying))
    first = tuple(sorted(shared))
    return Unit(f"cluster:{cluster_id}", tuple(staying), first, locked, cluster_id), said


def _stepped_out(
    cluster_id: str, members: list[str], kept_out: Mapping[str, str], held: Mapping[str, str]
) -> list[ClusterNote]:
    """Say who left a cluster; where members are held back, nobody left."""
    if any(estate in held for estate in members):
        return []
    return [
        ClusterNote(cluster_id, estate, f"stepped_out:{kept_out[estate]}")
        for estate in members
        if estate in kept_out
    ]
