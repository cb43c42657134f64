"""Rules that tie estates to one another: what is placed decides what else fits."""

from collections.abc import Mapping
from dataclasses import dataclass

from phasing.needs import known, measured
from phasing.problem import Problem
from phasing.rules import DemonstrationFirst, KeepPublished, Precede, SameTrench, StockCap
from phasing.units import Unit

# Sums of floor areas in floating point must not refuse what fits exactly.
SLACK = 1e-6


@dataclass(frozen=True)
class Relations:
    """The trenches and turns of a problem, by estate."""

    trenches: Mapping[str, tuple[SameTrench, ...]]
    precede: Mapping[str, tuple[Precede, ...]]

    def refusal(self, unit: Unit, start: int, placed: Mapping[str, int]) -> str | None:
        """Return which tie keeps a unit from starting in a year: "trench" or "precede"."""
        plan = unit.plan(start)

        def year_of(estate: str) -> int | None:
            return plan.get(estate, placed.get(estate))

        for estate, year in plan.items():
            for rule in self.trenches.get(estate, ()):
                others = [year_of(other) for other in rule.estates if other != estate]
                if not _dug_once(rule, year, others):
                    return "trench"
            for order in self.precede.get(estate, ()):
                if not _in_turn(order, year_of(order.first), year_of(order.then)):
                    return "precede"
        return None


@dataclass(frozen=True)
class Stock:
    """What each estate adds to both sides of a stock cap: `inside ≤ share × all`."""

    rule: StockCap
    amount: Mapping[str, float]
    members: frozenset[str]

    def sums(self, unit: Unit) -> tuple[float, float]:
        """Return what a unit adds: of the group, of all."""
        sizes = {estate: known(self.amount, estate) for estate in unit.members}
        inside = sum(size for estate, size in sizes.items() if estate in self.members)
        return inside, sum(sizes.values())

    def holds(self, inside: float, everything: float) -> bool:
        """Return whether the group stays within its share."""
        return inside <= self.rule.at_most_share * everything + SLACK


def relations(problem: Problem) -> Relations:
    """Return the trenches and turns of a problem."""
    trenches: dict[str, tuple[SameTrench, ...]] = {}
    for rule in problem.of(SameTrench):
        trenches |= {estate: (*trenches.get(estate, ()), rule) for estate in rule.estates}
    precede: dict[str, tuple[Precede, ...]] = {}
    for order in problem.of(Precede):
        precede |= {e: (*precede.get(e, ()), order) for e in (order.first, order.then)}
    return Relations(trenches, precede)


def stocks(problem: Problem) -> tuple[Stock, ...]:
    """Return the stock caps of a problem with what they count."""
    return tuple(
        Stock(rule, measured(problem, rule.measure), group(problem, rule.group))
        for rule in problem.of(StockCap)
    )


def tied(problem: Problem) -> set[str]:
    """Return the estates that some rule names together with others."""
    found: set[str] = set()
    for trench in problem.of(SameTrench):
        found |= set(trench.estates)
    for first in problem.of(DemonstrationFirst):
        found |= set(first.estates)
    for order in problem.of(Precede):
        found |= {order.first, order.then}
    for published in problem.of(KeepPublished):
        found |= {estate for estate, _ in published.plan}
    return found


def group(problem: Problem, name: str) -> frozenset[str]:
    """Return the estates known to belong to a group: a yes-or-no column of the pool."""
    yes = problem.estates[name].astype("boolean").fillna(value=False)
    return frozenset(problem.estates.loc[yes, "estate_id"])


def _dug_once(rule: SameTrench, year: int, others: list[int | None]) -> bool:
    if rule.year is not None and not rule.allows(rule.year, year):
        return False
    return all(rule.allows(year, other) for other in others if other is not None)


def _in_turn(rule: Precede, first: int | None, then: int | None) -> bool:
    if then is None:
        return True
    return first is not None and first + rule.years <= then
