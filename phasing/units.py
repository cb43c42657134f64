"""Who can be placed, in which years, alone or with a cluster; and why the others cannot."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.problem import Problem
from phasing.rules import Cap, Gate, LockIn, LockOut, NotBefore, Together


@dataclass(frozen=True)
class Unit:
    """Estates that share one year: a single estate, or the members of a cluster kept together."""

    unit_id: str
    members: tuple[str, ...]
    years: tuple[int, ...]
    locked: int | None = None
    cluster_id: str | None = None


@dataclass(frozen=True)
class ClusterNote:
    """What became of a member of a cluster that is to be kept together."""

    cluster_id: str
    estate_id: str
    code: str


@dataclass(frozen=True)
class Units:
    """Every unit that can be placed, the estates kept out with their reason, cluster notes."""

    units: tuple[Unit, ...]
    kept_out: Mapping[str, str]
    notes: tuple[ClusterNote, ...] = ()


def units(problem: Problem) -> Units:
    """Return the units of a problem: clusters kept together as one, other estates alone.

    Members that may not enter, or are locked in another year than their cluster, step out of it.
    A cluster's year is the earliest year that one of its members is locked in.
    """
    kept_out = _kept_out(problem)
    years = _years(problem, kept_out)
    locks, found = _locks(problem), list[Unit]()
    notes: list[ClusterNote] = []
    for cluster_id, members in _kept_together(problem).items():
        unit, said = _cluster_unit(cluster_id, members, years, locks)
        notes += [*_stepped_out(cluster_id, members, kept_out), *said]
        found += [unit] if unit else []
    taken = {estate for unit in found for estate in unit.members}
    found += singles([estate for estate in years if estate not in taken], years, locks)
    return Units(tuple(sorted(found, key=lambda u: u.unit_id)), kept_out, tuple(notes))


def singles(
    estates: list[str], years: Mapping[str, tuple[int, ...]], locks: Mapping[str, int]
) -> list[Unit]:
    """Return one unit for each estate."""
    return [Unit(e, (e,), years[e], locked=locks.get(e)) for e in estates]


def freed(unit: Unit, problem: Problem) -> list[Unit]:
    """Return the members of a cluster as units of their own, each with its own years and lock."""
    return singles(list(unit.members), _years(problem, {}), _locks(problem))


def candidates(problem: Problem, found: Units) -> pd.DataFrame:
    """Return the rows of the estates that could enter."""
    return problem.estates[~problem.estates["estate_id"].isin(list(found.kept_out))]


def _kept_out(problem: Problem) -> dict[str, str]:
    """Return why an estate may not enter; where several reasons hold, the first below is said."""
    last = problem.years[-1]
    gates: dict[str, str] = {}
    for gate in problem.of(Gate):
        gates.setdefault(gate.estate_id, f"gate:{gate.code}")
    return (
        dict.fromkeys(_unsurveyed(problem), "needs_survey")
        | {rule.estate_id: "not_before" for rule in problem.of(NotBefore) if rule.year > last}
        | gates
        | {rule.estate_id: "lock_out" for rule in problem.of(LockOut)}
    )


def _unsurveyed(problem: Problem) -> list[str]:
    """Return estates without a cost, or without a measure that a cap has to count."""
    needed = {"cost_wan"} | {rule.measure for rule in problem.of(Cap)}
    unknown = problem.estates[sorted(needed - {"estates"})].isna().any(axis=1)
    return problem.estates.loc[unknown, "estate_id"].tolist()


def _years(problem: Problem, kept_out: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    first = dict.fromkeys(problem.estates["estate_id"], problem.years[0])
    for rule in problem.of(NotBefore):
        first[rule.estate_id] = max(first[rule.estate_id], rule.year)
    locks = _locks(problem)
    return {
        estate: (locks[estate],)
        if estate in locks
        else tuple(year for year in problem.years if year >= start)
        for estate, start in first.items()
        if estate not in kept_out
    }


def _locks(problem: Problem) -> dict[str, int]:
    return {rule.estate_id: rule.year for rule in problem.of(LockIn)}


def _kept_together(problem: Problem) -> dict[str, list[str]]:
    wanted = [rule.cluster_id for rule in problem.of(Together)]
    by_cluster = problem.estates.groupby("cluster_id", sort=True)["estate_id"]
    members = {str(cluster): sorted(ids) for cluster, ids in by_cluster}
    return {cluster: members[cluster] for cluster in wanted}


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
    # Years run from a first year to the last one, so the shortest tuple is what all share.
    shared = min((years[estate] for estate in staying), key=len)
    return Unit(f"cluster:{cluster_id}", tuple(staying), shared, locked, cluster_id), said


def _stepped_out(
    cluster_id: str, members: list[str], kept_out: Mapping[str, str]
) -> list[ClusterNote]:
    return [
        ClusterNote(cluster_id, estate, f"stepped_out:{kept_out[estate]}")
        for estate in members
        if estate in kept_out
    ]
