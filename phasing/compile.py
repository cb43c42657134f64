"""From a problem to rows and columns, apart from solving: every row has a name one can read."""

from collections.abc import Iterator

from phasing.compile_amounts import amount_rows
from phasing.compile_money import flow_gains, money_columns, money_rows
from phasing.compile_turns import turn_columns, turn_rows
from phasing.model import Column, Model, Row
from phasing.objective import clusters, estate_values, zones
from phasing.problem import Problem
from phasing.units import Unit, Units, candidates


def compile_model(problem: Problem, found: Units) -> Model:
    """Return the mixed-integer model of a problem whose units are known.

    x[unit,year] = 1: the unit starts in that year. flow[source,part,year] ≥ 0: money of a source
    spent on a part of the costs of a year's works; carry[source,year] ≥ 0: money taken into the
    next year; open[trench,year]: a shared trench is dug open. Without any budget money is not
    limited.
    """
    columns = [*_unit_columns(problem, found), *money_columns(problem, flow_gains(problem))]
    columns += turn_columns(problem)
    rows = [*_once(found), *_stuck(found), *_locks(found), *money_rows(problem, found)]
    rows += [*amount_rows(problem, found), *turn_rows(problem, found)]
    for more_columns, more_rows in (_balance(problem, found), _whole(problem, found)):
        columns += more_columns
        rows += more_rows
    return Model(tuple(columns), tuple(rows))


def x(unit: Unit, year: int) -> str:
    """Return the label of the yes-or-no column of a unit that starts in a year."""
    return f"x[{unit.unit_id},{year}]"


def _unit_columns(problem: Problem, found: Units) -> Iterator[Column]:
    gains = unit_gains(problem, found)
    for unit in found.units:
        for year in unit.years:
            yield Column(x(unit, year), gains.get((unit.unit_id, year), 0), high=1, whole=True)


def unit_gains(problem: Problem, found: Units) -> dict[tuple[str, int], float]:
    """Return what each unit adds to the objective for each year it may start in."""
    objective = problem.objective
    if objective is None or objective.kind == "outside":
        return {}
    rows = candidates(problem, found)
    value = estate_values(objective, rows)
    if objective.kind == "cost":
        return {
            (unit.unit_id, year): -sum(value[estate] for estate in unit.members)
            for unit in found.units
            for year in unit.years
        }
    whole = clusters(rows) if objective.kind == "cluster" else {}
    weight = dict(zip(problem.years, objective.year_weights, strict=True))
    gains: dict[tuple[str, int], float] = {}
    for unit in found.units:
        complete = list(unit.members) == whole.get(unit.cluster_id or "") and not any(unit.offsets)
        factor = 1 + (objective.parameters["bonus"] if complete else 0)
        for year in unit.years:
            worth = sum(value[e] * weight[done] for e, done in unit.plan(year).items())
            gains[unit.unit_id, year] = worth * factor
    return gains


def _once(found: Units) -> Iterator[Row]:
    for unit in found.units:
        terms = {x(unit, year): 1.0 for year in unit.years}
        if unit.must and unit.locked is None:
            yield Row(f"must[{unit.unit_id}]", terms, low=1, high=1)
        elif terms:
            yield Row(f"once[{unit.unit_id}]", terms, high=1)


def _stuck(found: Units) -> Iterator[Row]:
    """Σ nothing = 1: who must start and may not enter leaves no plan."""
    for estate in found.stuck:
        yield Row(f"must[{estate}]", {}, low=1, high=1)


def _locks(found: Units) -> Iterator[Row]:
    for unit in found.units:
        if unit.locked is not None:
            terms = {x(unit, year): 1.0 for year in unit.years}
            yield Row(f"lock[{unit.unit_id},{unit.locked}]", terms, low=1)


def _balance(problem: Problem, found: Units) -> tuple[list[Column], list[Row]]:
    """smallest_share ≤ served share of the value of each zone."""
    objective = problem.objective
    if objective is None or objective.kind != "balance":
        return [], []
    rows = candidates(problem, found)
    value = estate_values(objective, rows)
    shares = []
    for name, members in zones(rows).items():
        whole, inside = sum(value[estate] for estate in members), set(members)
        terms = {"smallest_share": -1.0}
        for unit in found.units:
            part = sum(value[estate] for estate in unit.members if estate in inside)
            terms |= {x(unit, year): part / whole for year in unit.years if part}
        shares += [Row(f"share[{name}]", terms, low=0)] if whole > 0 else []
    gain = objective.parameters["weight"] * sum(value.values())
    return ([Column("smallest_share", gain, high=1)], shares) if shares else ([], [])


def _whole(problem: Problem, found: Units) -> tuple[list[Column], list[Row]]:
    """whole[cluster,year] ≤ x of each member: the bonus of clusters nobody keeps together."""
    objective = problem.objective
    if objective is None or objective.kind != "cluster":
        return [], []
    rows = candidates(problem, found)
    value = estate_values(objective, rows)
    unit_of = {estate: unit for unit in found.units for estate in unit.members}
    columns, conditions = [], []
    for name, members in clusters(rows).items():
        parts = {unit_of[estate] for estate in members}
        if len(parts) == 1 or any(any(part.offsets) for part in parts):
            continue  # kept together: the bonus is in the unit's own gain; in batches: none
        worth = objective.parameters["bonus"] * sum(value[estate] for estate in members)
        for year, weight in zip(problem.years, objective.year_weights, strict=True):
            if not all(year in part.years for part in parts):
                continue
            label = f"whole[{name},{year}]"
            columns.append(Column(label, worth * weight, high=1))
            conditions += [
                Row(f"{label} with {part.unit_id}", {x(part, year): 1.0, label: -1.0}, low=0)
                for part in sorted(parts, key=lambda u: u.unit_id)
            ]
    return columns, conditions
