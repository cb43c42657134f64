"""The book of a plan in the making: who is placed when, and whether one more still fits."""

from collections.abc import Iterable, Mapping, Sequence

from phasing.entries import MEASURES
from phasing.funds import Flows, Need, Pot, allot, pots, to_yuan
from phasing.problem import Problem
from phasing.rules import Cap
from phasing.units import Unit

# Counting floor area in floating point must not refuse a plan that fits exactly.
SLACK = 1e-6


class Book:
    """A plan under construction that knows what is spent and counted in each year.

    Money is checked exactly, in whole yuan, by finding a payer for everything (`funds.allot`).
    """

    def __init__(self, problem: Problem) -> None:
        """Open an empty book."""
        self.placed: dict[Unit, int] = {}
        self._pots = pots(problem)
        self._linked = linked_years(problem.years, self._pots)
        self._payers = {
            year: tuple(pot for pot in self._pots if any(y in linked for y, _ in pot.pays))
            for year, linked in self._linked.items()
        }
        self._costs = class_costs(problem)
        self._amounts = amounts(problem)
        self._caps = {(rule.measure, rule.year): rule.at_most for rule in problem.of(Cap)}
        self._unit_costs: dict[Unit, Mapping[str, int]] = {}
        self._spent: dict[Need, int] = {}
        self._counted: dict[tuple[str, int], float] = {}

    def refusal(self, unit: Unit, year: int) -> str | None:
        """Return why the unit cannot be done in a year: "cap", "no_money", or None if it fits."""
        if any(
            self._counted.get((measure, year), 0) + self._amount(unit, measure) > limit + SLACK
            for (measure, capped), limit in self._caps.items()
            if capped == year
        ):
            return "cap"
        return None if self.payable(unit, year) else "no_money"

    def payable(self, unit: Unit, year: int) -> bool:
        """Return whether the money left can pay for the unit in a year."""
        if not self._pots:
            return True
        linked, payers = self._linked[year], self._payers[year]
        needs = {need: yuan for need, yuan in self._spent.items() if need[0] in linked}
        for name, yuan in self._cost(unit).items():
            needs[year, name] = needs.get((year, name), 0) + yuan
        if sum(needs.values()) > sum(pot.amount_yuan for pot in payers):
            return False  # most refusals are this plain
        return allot(payers, needs) is not None

    def place(self, unit: Unit, year: int) -> None:
        """Put a unit into a year."""
        self.placed[unit] = year
        self._write(unit, year, 1)

    def take_out(self, unit: Unit) -> int:
        """Take a unit out again; return the year it was in."""
        year = self.placed.pop(unit)
        self._write(unit, year, -1)
        return year

    def plan(self) -> dict[str, int]:
        """Return the year of each estate placed."""
        years = {estate: year for unit, year in self.placed.items() for estate in unit.members}
        return dict(sorted(years.items()))

    def flows(self) -> Flows:
        """Return who pays for what, by pot index and need."""
        return allot(self._pots, self._spent) or {}

    def _write(self, unit: Unit, year: int, sign: int) -> None:
        for name, yuan in self._cost(unit).items():
            self._spent[year, name] = self._spent.get((year, name), 0) + sign * yuan
        for measure, capped in self._caps:
            if capped == year:
                key = (measure, year)
                self._counted[key] = self._counted.get(key, 0) + sign * self._amount(unit, measure)

    def _cost(self, unit: Unit) -> Mapping[str, int]:
        if unit not in self._unit_costs:
            costs = [self._costs[estate] for estate in unit.members]
            self._unit_costs[unit] = {name: sum(cost[name] for cost in costs) for name in costs[0]}
        return self._unit_costs[unit]

    def _amount(self, unit: Unit, measure: str) -> float:
        return sum(self._amounts[measure][estate] for estate in unit.members)


def class_costs(problem: Problem) -> dict[str, dict[str, int]]:
    """Return the cost of each estate by cost class in whole yuan; unknown costs are absent."""
    known = problem.estates[problem.estates["cost_wan"].notna()]
    classes = problem.cost_classes
    columns = [known[f"cost_{name}_wan"].tolist() for name in classes]
    return {
        estate: dict(zip(classes, map(to_yuan, row), strict=True))
        for estate, *row in zip(known["estate_id"], *columns, strict=True)
    }


def amounts(problem: Problem) -> dict[str, dict[str, float]]:
    """Return each measure of each estate; an unknown amount is NaN."""
    ids = problem.estates["estate_id"].tolist()
    columns = problem.estates.assign(estates=1.0)
    return {
        measure: dict(zip(ids, columns[measure].astype(float).tolist(), strict=True))
        for measure in MEASURES
    }


def linked_years(years: Iterable[int], pots: Sequence[Pot]) -> dict[int, frozenset[int]]:
    """Return, for each year, the years its money is tied to by carrying over."""
    linked = {year: frozenset({year}) for year in years}
    for pot in pots:
        reached = {year for year, _ in pot.pays}
        joined = frozenset().union(*(linked[year] for year in reached))
        linked |= dict.fromkeys(joined, joined)
    return linked
