"""Which estates of a plan can all be started within fewer years, and what keeps the others."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from phasing.compile import compile_model, x
from phasing.model import Model
from phasing.negotiation.standing import Standing
from phasing.problem import Problem
from phasing.rules import DemonstrationFirst, LockIn, NotBefore, Precede, SameTrench, in_order
from phasing.solve import Hooks, Settings, Status, solve
from phasing.units import Unit, Units, each_alone
from tables import InputError

CANNOT_COLUMNS = ["estate_id", "year_now", "code", "first_year"]


class Due(NamedTuple):
    """`units` must all start within the years; `cannot`: the estates that no money brings there.

    cannot: estate_id, year_now, code ("locked"; "not_before" or "not_before:<code>"; "trench"; or
    "cluster_member": one it is kept together with; "turn": the estates it waits for or shares a
    trench with; "turn_open": the same, but the search for as many as can ended before it
    was proven), first_year it may start in (<NA> where that depends on others).
    """

    units: tuple[Unit, ...]
    cannot: pd.DataFrame
    status: Status = "proven"


def due_earlier(
    standing: Standing,
    years: Sequence[int],
    *,
    settings: Settings,
    hooks: Hooks | None = None,
) -> Due:
    """Return the units of a plan due within `years`, as many estates as gates and turns allow.

    A cluster done in batches that take more years than there are is due member by member.

    Errors: `phasing.not_proven` where the search ends without an answer although the plan is one.
    """
    alone = each_alone(standing.problem)
    parts = [part for unit in standing.starts for part in _shortened(unit, alone, years)]
    able = tuple(sorted((part for part in parts if part.years), key=lambda unit: unit.unit_id))
    chosen, status = _in_turn(standing, able, years, settings, hooks)
    turn = "turn" if status == "proven" else "turn_open"
    rows = [
        row
        for unit in parts
        if unit not in chosen
        for row in _reasons(standing, unit, alone, years, turn)
    ]
    cannot = pd.DataFrame(sorted(rows), columns=CANNOT_COLUMNS)
    return Due(chosen, cannot.astype({"year_now": "int64", "first_year": "Int64"}), status)


def _shortened(unit: Unit, alone: Mapping[str, Unit], years: Sequence[int]) -> Iterator[Unit]:
    if max(unit.offsets, default=0) >= len(years):
        for estate in unit.members:
            yield from _shortened(dataclasses.replace(alone[estate], must=False), alone, years)
        return
    starts = tuple(
        year
        for year in years
        if all(
            done in years and done in alone[estate].years
            for estate, done in unit.plan(year).items()
        )
    )
    locked = unit.locked if unit.locked in starts else None
    yield dataclasses.replace(unit, years=starts, locked=locked, must=True)


def _in_turn(
    standing: Standing,
    able: tuple[Unit, ...],
    years: Sequence[int],
    settings: Settings,
    hooks: Hooks | None,
) -> tuple[tuple[Unit, ...], Status]:
    """Return as many of the units as precedence and trenches let start within the years.

    The search starts from those that the plan itself starts by then: never fewer than these.
    """
    problem = standing.problem
    turns = (*problem.of(Precede), *problem.of(SameTrench))
    if not turns:
        return able, "proven"
    # Demonstrations of a later year are met by whatever starts within these years.
    early = {rule for rule in problem.of(DemonstrationFirst) if rule.year <= years[-1]}
    rules = in_order({*turns, *early})
    posed = dataclasses.replace(problem, years=tuple(years), rules=rules, objective=None)
    free = tuple(dataclasses.replace(unit, must=False) for unit in able)
    model = compile_model(posed, Units(free, {}))
    size = {x(unit, year): len(unit.members) for unit in free for year in unit.years}
    columns = tuple(dataclasses.replace(c, gain=size.get(c.label, 0)) for c in model.columns)
    start = _as_planned(able, standing.plan)
    exact = dataclasses.replace(settings, gap=0)
    found = solve(Model(columns, model.rows), settings=exact, start=start, hooks=hooks)
    if found.status == "unknown":
        raise InputError("phasing.not_proven")
    placed = {unit for unit in able if any(x(unit, year) in found.chosen for year in unit.years)}
    return tuple(unit for unit in able if unit in placed), found.status


def _as_planned(able: Sequence[Unit], plan: Mapping[str, int]) -> frozenset[str]:
    """Return the columns of the units that a plan starts within the years."""
    return frozenset(
        x(unit, year)
        for unit in able
        for year in unit.years
        if all(plan.get(estate) == done for estate, done in unit.plan(year).items())
    )


def _reasons(
    standing: Standing,
    unit: Unit,
    alone: Mapping[str, Unit],
    years: Sequence[int],
    turn: str,
) -> Iterator[tuple[str, int, str, int | None]]:
    problem, plan = standing.problem, standing.plan
    for estate in unit.members:
        able = alone[estate].years
        if any(year in years for year in able):
            code = turn if unit.years else "cluster_member"
            yield estate, plan[estate], code, None
        else:
            yield estate, plan[estate], _own_reason(problem, estate, years[-1]), able[0]


def _own_reason(problem: Problem, estate: str, last: int) -> str:
    if any(rule.estate_id == estate for rule in problem.of(LockIn)):
        return "locked"
    later = [r for r in problem.of(NotBefore) if r.estate_id == estate and r.year > last]
    for rule in later:
        return f"not_before:{rule.code}" if rule.code else "not_before"
    return "trench"
