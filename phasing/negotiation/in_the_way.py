"""What of a plan stands in the way of one more: roads, turns, shares, caps, each with its rule."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from phasing.needs import amounts
from phasing.negotiation.obstacles import Obstacle
from phasing.problem import Problem
from phasing.relations import Relations, Stock, relations, stocks
from phasing.rules import Cap, KeepPublished
from phasing.units import Unit

# Sums of floor areas in floating point must not refuse what fits exactly.
SLACK = 1e-6


@dataclass(frozen=True)
class Placed:
    """A plan by estate, and what it counts towards every cap and share."""

    years: dict[str, int]
    caps: tuple[Cap, ...]
    amount: Mapping[str, Mapping[str, float]]
    counted: Mapping[Cap, float]
    ties: Relations
    stocks: tuple[Stock, ...]
    stocked: tuple[tuple[float, float], ...]
    published: tuple[KeepPublished, ...]


def placed(problem: Problem, years: dict[str, int]) -> Placed:
    """Return a plan of a problem with what it counts."""
    amount, caps = amounts(problem), problem.of(Cap)
    counted = {
        cap: sum(amount[cap.measure][e] for e, year in sorted(years.items()) if year == cap.year)
        for cap in caps
    }
    found = stocks(problem)
    whole = Unit("", tuple(sorted(years)), ())
    sums = tuple(stock.sums(whole) for stock in found)
    published = problem.of(KeepPublished)
    return Placed(years, caps, amount, counted, relations(problem), found, sums, published)


def in_the_way(given: Placed, unit: Unit, start: int) -> list[Obstacle]:
    """Return every tie and cap that keeps a unit from a start, all others staying where they are.

    What the unit takes up now, where it is in the plan, is free.
    """
    plan = unit.plan(start)
    year_of = ChainMap(plan, given.years)
    found = [hit for estate in plan for hit in _roads(given, estate, plan, year_of)]
    found += [hit for estate in plan for hit in _turns(given, estate, year_of)]
    found += [*_shares(given, unit), *_published(given, year_of)]
    return _once([*found, *_caps(given, unit, plan)])


def _roads(
    given: Placed, estate: str, plan: Mapping[str, int], year_of: Mapping[str, int]
) -> Iterator[Obstacle]:
    """Yield the estates of one road that would be done too near in time, yet not together."""
    for rule in given.ties.trenches.get(estate, ()):
        for other in rule.estates:
            apart = other in year_of and not rule.allows(plan[estate], year_of[other])
            if other != estate and apart:
                yield Obstacle("trench", other=other, rule=rule)


def _turns(given: Placed, estate: str, year_of: Mapping[str, int]) -> Iterator[Obstacle]:
    for rule in given.ties.precede.get(estate, ()):
        first, then = year_of.get(rule.first), year_of.get(rule.then)
        if then is None or (first is not None and first + rule.years <= then):
            continue
        yield Obstacle("precede", other=rule.first if rule.then == estate else rule.then, rule=rule)


def _shares(given: Placed, unit: Unit) -> Iterator[Obstacle]:
    for stock, (inside, whole) in zip(given.stocks, given.stocked, strict=True):
        more, size = stock.sums(unit)
        if any(estate in given.years for estate in unit.members):
            more, size = 0.0, 0.0  # it is counted already
        elif not more:
            continue
        if not stock.holds(inside + more, whole + size) and stock.sums(unit)[0]:
            over = inside + more - stock.rule.at_most_share * (whole + size)
            yield Obstacle(
                "stock", over, stock.rule.measure, other=stock.rule.group, rule=stock.rule
            )


def _published(given: Placed, year_of: Mapping[str, int]) -> Iterator[Obstacle]:
    for rule in given.published:
        over = len(rule.plan) - rule.kept(year_of) - rule.at_most
        if over > 0:
            yield Obstacle("keep_published", float(over), "estates", rule=rule)


def _caps(given: Placed, unit: Unit, plan: Mapping[str, int]) -> Iterator[Obstacle]:
    for cap in given.caps:
        size = given.amount[cap.measure]
        mine = sum(size[estate] for estate, year in plan.items() if year == cap.year)
        now = sum(size[e] for e in unit.members if given.years.get(e) == cap.year)
        over = given.counted[cap] - now + mine - cap.at_most
        if any(year == cap.year for year in plan.values()) and over > SLACK:
            yield Obstacle("cap", float(over), cap.measure, rule=cap)


def _once(found: list[Obstacle]) -> list[Obstacle]:
    return list(dict.fromkeys(found))
