"""A plan that misses a rule, mended by few exchanges: who helps comes in, as few as need leave."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from phasing.book import Book
from phasing.compile_amounts import Least, least, sizes
from phasing.fill import fill_up, unmet
from phasing.problem import Problem
from phasing.rules import DemonstrationFirst, Rule, StartBy
from phasing.units import Unit, Units

_ROUNDS = 40  # exchanges, at most: a plan that misses so much is made anew
_HELPERS = 12  # units tried for each, those first that help most for their money

Gains = Mapping[tuple[str, int], float]
"""What a unit (by its id) adds to the objective for each year it may start in."""


class Wanted(NamedTuple):
    """What a rule asks for, what each estate brings to it, and until which year, where it says."""

    asked: float
    size: Mapping[str, float]
    until: int | None = None


def mended(problem: Problem, found: Units, book: Book, gains: Gains) -> Book | None:
    """Return the book with every rule met by exchanges of units, None where those do not do.

    Each exchange brings one unit that helps a missed rule into a year, takes out what stands in its
    way - one unit where one is enough, what gains least first - and puts back what still fits. Of
    the exchanges that help and make no other rule be missed, the one that loses least is done.
    """
    for _ in range(_ROUNDS):
        short = unmet(problem, book)
        if not short:
            return book
        better = _exchanged(problem, found, book, short, gains)
        if better is None:
            return None
        book = better
    return None


def wanted(problem: Problem, rule: Rule) -> Wanted:
    """Return how much a rule asks for and what each estate brings to it."""
    if isinstance(rule, Least):
        return Wanted(least(problem, rule), sizes(problem, rule))
    if isinstance(rule, DemonstrationFirst):
        return Wanted(rule.at_least, dict.fromkeys(rule.estates, 1.0), rule.year)
    if isinstance(rule, StartBy):
        return Wanted(1.0, {rule.estate_id: 1.0}, rule.year)
    return Wanted(1.0, {})


def _exchanged(
    problem: Problem, found: Units, book: Book, short: tuple[Rule, ...], gains: Gains
) -> Book | None:
    """Return the book after the best exchange for the first rule it misses, None for none."""
    asked, others = wanted(problem, short[0]), set(short)
    tried = list[tuple[float, int, int, Book]]()
    for unit in _helpers(problem, found, asked):
        for year in unit.years:
            if book.placed.get(unit) == year or _brings(asked, unit, year) <= 0:
                continue
            after = _with(problem, book, unit, year, gains)
            if after is None or not set(unmet(problem, after)) <= others:
                continue
            if _reached(asked, after) > _reached(asked, book):
                tried.append((*_lost(book, after, gains), len(tried), after))
    return min(tried)[-1] if tried else None


def _helpers(problem: Problem, found: Units, asked: Wanted) -> list[Unit]:
    """Return the units that bring most to a rule for their money."""

    def for_its_money(unit: Unit) -> tuple[float, str]:
        brought = sum(asked.size.get(estate, 0) for estate in unit.members)
        return -brought / _yuan(problem, unit), unit.unit_id

    able = [unit for unit in found.units if any(asked.size.get(e, 0) for e in unit.members)]
    return sorted(able, key=for_its_money)[:_HELPERS]


def _with(problem: Problem, book: Book, unit: Unit, year: int, gains: Gains) -> Book | None:
    """Return a book with a unit in a year and what stood in its way elsewhere or out."""
    after = _copied(problem, book)
    if unit in after.placed:
        if unit.locked is not None:
            return None
        after.take_out(unit)

    def gained(other: Unit) -> tuple[float, str]:
        return gains.get((other.unit_id, book.placed[other]), 0.0), other.unit_id

    out = _room(after, unit, year, sorted(_may_leave(after), key=gained))
    if out is None:
        return None
    after.place(unit, year)
    dear = sorted(out, key=gained, reverse=True)
    for other in dear:
        if after.refusal(other, book.placed[other]) is None:
            after.place(other, book.placed[other])
    fill_up(after, tuple(dear))
    return after


def _room(book: Book, unit: Unit, year: int, others: list[Unit]) -> list[Unit] | None:
    """Take out of a book what stands in the way of a unit, return it; None where all of it does.

    One other unit is taken where that is enough, else the first ones that make room together.
    """
    if book.refusal(unit, year) is None:
        return []
    for other in others:
        start = book.take_out(other)
        if book.refusal(unit, year) is None:
            return [other]
        book.place(other, start)
    out = list[Unit]()
    for other in others:
        book.take_out(other)
        out.append(other)
        if book.refusal(unit, year) is None:
            return out
    return None


def _may_leave(book: Book) -> Iterable[Unit]:
    return (unit for unit in book.placed if unit.locked is None and not unit.must)


def _copied(problem: Problem, book: Book) -> Book:
    copy = Book(problem)
    for unit, start in book.placed.items():
        copy.place(unit, start)
    return copy


def _reached(asked: Wanted, book: Book) -> float:
    return sum(_brings(asked, unit, start) for unit, start in book.placed.items())


def _brings(asked: Wanted, unit: Unit, start: int) -> float:
    """Return what a unit brings to a rule when it starts in a year."""
    until = asked.until
    done = unit.plan(start).items()
    return sum(asked.size.get(e, 0) for e, year in done if until is None or year <= until)


def _lost(before: Book, after: Book, gains: Gains) -> tuple[float, int]:
    """Return what one book gains less than another, and how many units differ."""

    def gained(book: Book) -> float:
        ordered = sorted((unit.unit_id, start) for unit, start in book.placed.items())
        return sum(gains.get(one, 0.0) for one in ordered)

    differ = {*before.placed.items()} ^ {*after.placed.items()}
    return gained(before) - gained(after), len({unit for unit, _ in differ})


def _yuan(problem: Problem, unit: Unit) -> int:
    return max(1, sum(sum(problem.part_costs[estate].values()) for estate in unit.members))
