"""Rules that tie estates to one another: what is placed decides what else fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from phasing.needs import known, measured
from phasing.problem import Problem
from phasing.rules import Precede, SameTrench, StockCap
from phasing.units import Unit

# Sums of floor areas in floating point must not refuse what fits exactly.
SLACK = 1e-6


@dataclass(frozen=True)
class Relations:
    """The ties of a problem, by estate."""

    trenches: Mapping[str, tuple[SameTrench, ...]]
    precede: Mapping[str, tuple[Precede, ...]]
    stocks: tuple[tuple[StockCap, Mapping[str, float], frozenset[str]], ...]

    def refusal(self, unit: Unit, start: int, placed: Mapping[str, int]) -> str | None:
        """Return which tie keeps a unit from starting in a year: "trench", "precede", "stock"."""
        if not (self.trenches or self.precede or self.stocks):
            return None
        plan = unit.plan(start)
        joined = {**placed, **plan}
        for estate, year in plan.items():
            if not all(
                _dug_once(rule, estate, year, joined) for rule in self.trenches.get(estate, ())
            ):
                return "trench"
            if not all(_in_turn(rule, joined) for rule in self.precede.get(estate, ())):
                return "precede"
        if any(plan.keys() & group for _, _, group in self.stocks):
            return None if all(_within(stock, joined) for stock in self.stocks) else "stock"
        return None


def relations(problem: Problem) -> Relations:
    """Return the ties of a problem."""
    trenches: dict[str, tuple[SameTrench, ...]] = {}
    for rule in problem.of(SameTrench):
        trenches |= {estate: (*trenches.get(estate, ()), rule) for estate in rule.estates}
    precede: dict[str, tuple[Precede, ...]] = {}
    for order in problem.of(Precede):
        precede |= {e: (*precede.get(e, ()), order) for e in (order.first, order.then)}
    stocks = tuple(
        (rule, measured(problem, rule.measure), group(problem, rule.group))
        for rule in problem.of(StockCap)
    )
    return Relations(trenches, precede, stocks)


def tied(problem: Problem) -> set[str]:
    """Return the estates that some rule ties to others."""
    found: set[str] = set()
    for rule in problem.of(SameTrench):
        found |= set(rule.estates)
    for order in problem.of(Precede):
        found |= {order.first, order.then}
    return found


def group(problem: Problem, name: str) -> frozenset[str]:
    """Return the estates known to belong to a group: a yes-or-no column of the pool."""
    yes = problem.estates[name].astype("boolean").fillna(value=False)
    return frozenset(problem.estates.loc[yes, "estate_id"])


def _dug_once(rule: SameTrench, estate: str, year: int, placed: Mapping[str, int]) -> bool:
    if rule.year is not None and not rule.allows(rule.year, year):
        return False
    others = (placed[other] for other in rule.estates if other in placed and other != estate)
    return all(rule.allows(year, other) for other in others)


def _in_turn(rule: Precede, placed: Mapping[str, int]) -> bool:
    if rule.then not in placed:
        return True
    return rule.first in placed and placed[rule.first] + rule.years <= placed[rule.then]


def _within(
    stock: tuple[StockCap, Mapping[str, float], frozenset[str]], placed: Iterable[str]
) -> bool:
    rule, amount, members = stock
    sizes = {estate: known(amount, estate) for estate in placed}
    inside = sum(size for estate, size in sizes.items() if estate in members)
    return inside <= rule.at_most_share * sum(sizes.values()) + SLACK
