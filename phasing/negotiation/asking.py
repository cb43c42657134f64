"""A plan opened once for many questions: all that stands in the way of an estate in a year."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from phasing.book import Book
from phasing.funds import NEXT_PLAN, Need, Pot, pots
from phasing.negotiation.in_the_way import Placed, in_the_way, placed
from phasing.negotiation.move_value import Worths, moved_value, worths
from phasing.negotiation.obstacles import Facts, Obstacle, facts, shut, shut_as_one
from phasing.negotiation.paying import (
    Purse,
    by_name,
    could_alone,
    could_pay,
    freed,
    purse,
    unpaid,
)
from phasing.negotiation.standing import Standing
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem
from phasing.rules import Budget, NextPlan, Rule
from phasing.units import Unit


@dataclass(frozen=True, eq=False)
class Asking:
    """A plan that stands with its book, its purse, what it counts, what is known of estates.

    The book is played in and always left as it was. `unknown` are estates of unknown value.
    """

    standing: Standing
    book: Book
    purse: Purse
    placed: Placed
    facts: Facts
    worths: Worths
    unknown: frozenset[str]

    @cached_property
    def empty(self) -> "Asking":
        """Return the plan with nobody in it but who is locked, opened to be asked."""
        starts = {u: year for u, year in self.standing.starts.items() if u.locked is not None}
        return asking(replace(self.standing, starts=starts))


def asking(standing: Standing) -> Asking:
    """Return a plan opened to be asked about every estate and year."""
    posed, book = standing.problem, standing.book()
    return Asking(
        standing,
        book,
        purse(pots(posed), book.flows()),
        placed(posed, standing.plan),
        facts(posed, standing.found),
        worths(standing, book),
        _unknown_value(posed),
    )


def obstacles(asked: Asking, estate: str, year: int) -> list[Obstacle]:
    """Return all that keeps an estate from a year, the first to be said first; never nothing.

    Facts come first, then who is in the way, caps, money. Of an estate kept out of the plan only
    facts are told: what it would need in it is for a plan with it to tell. Where nothing is in
    the way, "fits" or "fits_better" is all there is.
    """
    unit = asked.standing.unit_of.get(estate)
    if unit is None:
        return shut(asked.facts, estate, year) or [Obstacle("trench")]
    start = year - unit.plan(0)[estate]
    found = shut_as_one(asked.facts, unit, estate, start)
    if start not in asked.facts.years or max(unit.plan(start).values()) > asked.facts.years[-1]:
        return _each_once(found)
    return _each_once([*found, *in_its_way(asked, unit, start)]) or [_fits(asked, unit, start)]


def _each_once(found: list[Obstacle]) -> list[Obstacle]:
    """Return one obstacle a rule, the first: a road is in the way once, whoever lives along it."""
    seen, kept = set[Rule](), list[Obstacle]()
    for one in found:
        if one.rule is None or one.rule not in seen:
            kept.append(one)
        seen |= {one.rule} if one.rule else set()
    return kept


def in_its_way(asked: Asking, unit: Unit, start: int) -> list[Obstacle]:
    """Return what of the plan keeps a unit from a start: others, caps, money; its value first."""
    found = in_the_way(asked.placed, unit, start)
    found += [lack] if (lack := _money(asked, unit, start)) else []
    if all(estate in asked.unknown for estate in unit.members):
        return [Obstacle("no_value"), *found]
    return found


def lacking(asked: Asking, unit: Unit, start: int) -> dict[Need, int]:
    """Return what of a unit's costs nobody pays, in yuan, its own money set free first."""
    if not asked.purse.pots:
        return {}
    return unpaid(free_purse(asked, unit), asked.book.needs(unit, start))


def free_purse(asked: Asking, unit: Unit) -> Purse:
    """Return the purse of the plan without a unit."""
    now = asked.book.placed.get(unit)
    return asked.purse if now is None else freed(asked.purse, asked.book.needs(unit, now))


def budget_of(problem: Problem, pot: Pot) -> Rule | None:
    """Return the rule that gives the money of a pot; None where a source only carries on."""
    if pot.source == NEXT_PLAN:
        return next(iter(problem.of(NextPlan)), None)
    given = (rule for rule in problem.of(Budget) if rule.source == pot.source)
    return next((rule for rule in given if rule.year == pot.year), None)


def helpers(asked: Asking, unit: Unit, start: int, short: Mapping[Need, int]) -> list[int]:
    """Return every pot that could pay all that lacks alone, by name, latest money first.

    Those that may pay for it themselves come first, then those that would relieve others.
    """
    given = free_purse(asked, unit)
    direct = could_pay(given, short)
    others = set(could_alone(given, asked.book.needs(unit, start))) - set(direct)
    return [*by_name(given, direct), *by_name(given, list(others))]


def _money(asked: Asking, unit: Unit, start: int) -> Obstacle | None:
    short = lacking(asked, unit, start)
    if not short:
        return None
    direct = by_name(asked.purse, could_pay(asked.purse, short))
    first = next(iter(direct or helpers(asked, unit, start, short)), None)
    _, label = max(sorted(short), key=lambda need: short[need])
    part = asked.standing.problem.parts[label].cost_class
    found = Obstacle("money", sum(short.values()) / YUAN_PER_WAN, "wan", cost_class=part)
    if first is None:
        return found
    pot = asked.purse.pots[first]
    rule = budget_of(asked.standing.problem, pot)
    return found._replace(source=pot.source, money_year=pot.year, rule=rule)


def _fits(asked: Asking, unit: Unit, start: int) -> Obstacle:
    """Return that a unit would fit; what the book still refuses is said as the book says it."""
    book = asked.book
    now = book.take_out(unit) if unit in book.placed else None
    refused = book.refusal(unit, start)
    if now is not None:
        book.place(unit, now)
    if refused:
        return Obstacle(refused)
    more = moved_value(asked.worths, book, unit, start)
    return Obstacle("fits_better" if more > 0 else "fits", more, "value_share")


def _unknown_value(problem: Problem) -> frozenset[str]:
    """Return the estates of which nobody knows what makes up their value under the aim."""
    aim = problem.objective
    names = list(aim.columns) if aim else []
    rows = problem.estates
    return frozenset(rows.loc[rows[names].isna().any(axis=1), "estate_id"])
