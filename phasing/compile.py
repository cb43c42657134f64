"""From a problem to rows and columns, apart from solving: every row has a name one can read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from phasing.book import amounts, class_costs
from phasing.funds import YUAN_PER_WAN, budgets, paid_classes
from phasing.objective import clusters, districts, estate_values
from phasing.problem import Problem
from phasing.rules import Budget, Cap, Floor, Rule
from phasing.units import Unit, Units, candidates

INF = float("inf")


@dataclass(frozen=True)
class Column:
    """One unknown: its share in the objective, its bounds, and whether it is yes or no."""

    label: str
    gain: float = 0
    high: float = INF
    whole: bool = False


@dataclass(frozen=True)
class Row:
    """One condition, low ≤ Σ coefficient × column ≤ high, and the rule it comes from."""

    name: str
    terms: dict[str, float]
    low: float = -INF
    high: float = INF
    rule: Rule | None = None

    def __str__(self) -> str:
        terms = " + ".join(f"{value:g} {label}" for label, value in self.terms.items())
        low = "" if self.low == -INF else f"{self.low:g} <= "
        high = "" if self.high == INF else f" <= {self.high:g}"
        return f"{self.name}: {low}{terms}{high}"


@dataclass(frozen=True)
class Model:
    """Columns and rows of a maximisation; money in 万元."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    _by_name: dict[str, Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rows by name."""
        object.__setattr__(self, "_by_name", {row.name: row for row in self.rows})

    def row(self, name: str) -> Row:
        """Return the row of that name."""
        return self._by_name[name]

    def __str__(self) -> str:
        return "\n".join(str(row) for row in self.rows)


def compile_model(problem: Problem, found: Units) -> Model:
    """Return the mixed-integer model of a problem whose units are known.

    x[unit,year] = 1: the unit is done in that year. flow[source,class,year] ≥ 0: money of a source
    spent on a cost class; carry[source,year] ≥ 0: money taken into the next year.
    Without any budget money is not limited.
    """
    columns, rows = [*_unit_columns(problem, found)], [*_once(found), *_locks(found)]
    if problem.of(Budget):
        columns += _money_columns(problem)
        rows += [*_cost_rows(problem, found), *_money_rows(problem)]
    rows += [*_cap_rows(problem, found), *_floor_rows(problem, found)]
    for more_columns, more_rows in (_balance(problem, found), _whole(problem, found)):
        columns += more_columns
        rows += more_rows
    return Model(tuple(columns), tuple(rows))


def x(unit: Unit, year: int) -> str:
    """Return the label of the yes-or-no column of a unit in a year."""
    return f"x[{unit.unit_id},{year}]"


def _unit_columns(problem: Problem, found: Units) -> Iterator[Column]:
    gains = unit_gains(problem, found)
    for unit in found.units:
        for year in unit.years:
            yield Column(x(unit, year), gains.get((unit.unit_id, year), 0), high=1, whole=True)


def unit_gains(problem: Problem, found: Units) -> dict[tuple[str, int], float]:
    """Return what each unit adds to the objective in each of its years."""
    objective = problem.objective
    if objective is None:
        return {}
    rows = candidates(problem, found)
    value = estate_values(objective, rows)
    whole = clusters(rows) if objective.kind == "cluster" else {}
    weight = dict(zip(problem.years, objective.year_weights, strict=True))
    gains: dict[tuple[str, int], float] = {}
    for unit in found.units:
        complete = list(unit.members) == whole.get(unit.cluster_id or "")
        bonus = objective.parameters["bonus"] if complete else 0
        worth = sum(value[estate] for estate in unit.members) * (1 + bonus)
        gains |= {(unit.unit_id, year): worth * weight[year] for year in unit.years}
    return gains


def _once(found: Units) -> Iterator[Row]:
    for unit in found.units:
        if unit.years:
            terms = {x(unit, year): 1.0 for year in unit.years}
            yield Row(f"once[{unit.unit_id}]", terms, high=1)


def _locks(found: Units) -> Iterator[Row]:
    for unit in found.units:
        if unit.locked is not None:
            name = f"lock[{unit.unit_id},{unit.locked}]"
            yield Row(name, {x(unit, unit.locked): 1.0}, low=1)


def _money_columns(problem: Problem) -> list[Column]:
    flows = [
        Column(_flow(budget, name))
        for budget in budgets(problem)
        for name in paid_classes(problem, budget)
    ]
    carries = [
        Column(_carry(budget.source, budget.year))
        for budget in budgets(problem)
        if budget.carry_over and budget.year < problem.years[-1]
    ]
    return flows + carries


def _cost_rows(problem: Problem, found: Units) -> Iterator[Row]:
    """Every class of every year is paid for: Σ cost × x − Σ flow = 0."""
    costs, given = class_costs(problem), budgets(problem)
    for year in problem.years:
        here = [unit for unit in found.units if year in unit.years]
        for name in problem.cost_classes:
            terms = {
                x(unit, year): cost / YUAN_PER_WAN
                for unit in here
                if (cost := sum(costs[estate][name] for estate in unit.members))
            }
            payers = [b for b in given if b.year == year and name in paid_classes(problem, b)]
            terms |= {_flow(budget, name): -1.0 for budget in payers}
            if terms:
                yield Row(f"cost[{name},{year}]", terms, low=0, high=0)


def _money_rows(problem: Problem) -> Iterator[Row]:
    """Σ flow + carried on ≤ amount + carried in, for each source and year."""
    carrying = {(b.source, b.year) for b in budgets(problem) if b.carry_over}
    for budget in budgets(problem):
        terms = {_flow(budget, name): 1.0 for name in paid_classes(problem, budget)}
        if budget.carry_over and budget.year < problem.years[-1]:
            terms[_carry(budget.source, budget.year)] = 1.0
        if (budget.source, budget.year - 1) in carrying:
            terms[_carry(budget.source, budget.year - 1)] = -1.0
        name = f"money[{budget.source},{budget.year}]"
        yield Row(name, terms, high=budget.amount_wan, rule=budget)


def _cap_rows(problem: Problem, found: Units) -> Iterator[Row]:
    amount = amounts(problem)
    for cap in problem.of(Cap):
        terms = {
            x(unit, cap.year): sum(amount[cap.measure][estate] for estate in unit.members)
            for unit in found.units
            if cap.year in unit.years
        }
        yield Row(f"cap[{cap.measure},{cap.year}]", terms, high=cap.at_most, rule=cap)


def _floor_rows(problem: Problem, found: Units) -> Iterator[Row]:
    """Give one row a floor; an estate whose measure is unknown helps none of them."""
    amount = amounts(problem)
    district = dict(zip(problem.estates["estate_id"], problem.estates["district"], strict=True))
    for floor in problem.of(Floor):
        terms: dict[str, float] = {}
        for unit in found.units:
            helping = [
                amount[floor.measure][e] for e in unit.members if district[e] == floor.district
            ]
            total = sum(value for value in helping if value == value)  # noqa: PLR0124  NaN is unknown
            terms |= {x(unit, year): total for year in unit.years if total}
        name = f"floor[{floor.district},{floor.measure}]"
        yield Row(name, terms, low=floor.at_least, rule=floor)


def _balance(problem: Problem, found: Units) -> tuple[list[Column], list[Row]]:
    """smallest_share ≤ served share of the value of each district."""
    objective = problem.objective
    if objective is None or objective.kind != "balance":
        return [], []
    rows = candidates(problem, found)
    value = estate_values(objective, rows)
    shares = []
    for name, members in districts(rows).items():
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
        if len(parts) == 1:
            continue  # kept together: the bonus is in the unit's own gain
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


def _flow(budget: Budget, name: str) -> str:
    return f"flow[{budget.source},{name},{budget.year}]"


def _carry(source: str, year: int) -> str:
    return f"carry[{source},{year}]"
