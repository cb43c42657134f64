"""Caps, floors, targets and shares in the model."""

from collections.abc import Iterator, Mapping

from phasing.model import Row
from phasing.needs import amounts, known, measured
from phasing.problem import Problem
from phasing.relations import group
from phasing.rules import (
    Cap,
    DemonstrationFirst,
    Floor,
    KeepPublished,
    ReachShare,
    StockCap,
    Target,
)
from phasing.units import Units

Least = Floor | Target | ReachShare


def amount_rows(problem: Problem, found: Units) -> Iterator[Row]:
    """Return one row a cap, floor, target, share, demonstration and published plan."""
    yield from _cap_rows(problem, found)
    for rule in leasts(problem):
        yield _least(rule, problem, found)
    for stock in problem.of(StockCap):
        yield _stock(stock, problem, found)
    for demonstration in problem.of(DemonstrationFirst):
        yield _demonstration(demonstration, found)
    for published in problem.of(KeepPublished):
        yield _published(published, found)


def leasts(problem: Problem) -> tuple[Least, ...]:
    """Return every rule that asks for at least so much over the whole plan."""
    return (*problem.of(Floor), *problem.of(Target), *problem.of(ReachShare))


def sizes(problem: Problem, rule: Least) -> dict[str, float]:
    """Return what each estate counts towards a floor, target or share.

    An estate whose measure is unknown helps none of them.
    """
    values = measured(problem, rule.measure)
    found = {estate: known(values, estate) for estate in values}
    if isinstance(rule, Floor):
        zone = problem.pool.column(rule.level)
        return {e: size for e, size in found.items() if zone[e] == rule.zone}
    return found


def least(problem: Problem, rule: Least) -> float:
    """Return what a floor, target or share asks for at least, in its measure."""
    if isinstance(rule, ReachShare):
        return rule.at_least_share * sum(sizes(problem, rule).values())
    return rule.at_least


def _cap_rows(problem: Problem, found: Units) -> Iterator[Row]:
    amount = amounts(problem)
    for cap in problem.of(Cap):
        terms: dict[str, float] = {}
        for unit in found.units:
            for start in unit.years:
                done = [e for e, year in unit.plan(start).items() if year == cap.year]
                if done:
                    terms[f"x[{unit.unit_id},{start}]"] = sum(
                        amount[cap.measure][estate] for estate in done
                    )
        yield Row(f"cap[{cap.measure},{cap.year}]", terms, high=cap.at_most, rule=cap)


def _least(rule: Least, problem: Problem, found: Units) -> Row:
    names = {
        Floor: lambda: f"floor[{rule.zone},{rule.measure}]",  # type: ignore[union-attr]
        Target: lambda: f"target[{rule.measure}]",
        ReachShare: lambda: f"reach[{rule.measure}]",
    }
    terms = _sum(sizes(problem, rule), found)
    return Row(names[type(rule)](), terms, low=least(problem, rule), rule=rule)


def _stock(rule: StockCap, problem: Problem, found: Units) -> Row:
    """Σ (1 if of the group else 0 − share) × measure × x ≤ 0."""
    values, members = measured(problem, rule.measure), group(problem, rule.group)
    sized = {e: known(values, e) * ((e in members) - rule.at_most_share) for e in values}
    return Row(f"stock[{rule.group},{rule.measure}]", _sum(sized, found), high=0, rule=rule)


def _demonstration(rule: DemonstrationFirst, found: Units) -> Row:
    terms: dict[str, float] = {}
    for unit in found.units:
        for start in unit.years:
            early = sum(
                1.0 for e, y in unit.plan(start).items() if e in rule.estates and y <= rule.year
            )
            terms |= {f"x[{unit.unit_id},{start}]": early} if early else {}
    return Row(f"demonstration[{rule.year}]", terms, low=rule.at_least, rule=rule)


def _published(rule: KeepPublished, found: Units) -> Row:
    """Σ estates that start in their published year ≥ all of the plan − at_most."""
    terms, year_of = dict[str, float](), dict(rule.plan)
    for unit in found.units:
        for start in unit.years:
            kept = float(sum(year_of.get(e) == year for e, year in unit.plan(start).items()))
            terms |= {f"x[{unit.unit_id},{start}]": kept} if kept else {}
    return Row("published", terms, low=rule.at_least, rule=rule)


def _sum(values: Mapping[str, float], found: Units) -> dict[str, float]:
    terms: dict[str, float] = {}
    for unit in found.units:
        total = sum(values.get(estate, 0) for estate in unit.members)
        terms |= {f"x[{unit.unit_id},{year}]": total for year in unit.years if total}
    return terms
