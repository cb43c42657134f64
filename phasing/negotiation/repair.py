"""A plan made to fit changed rules: as much of it kept as fits, the rest filled up and polished."""

from collections.abc import Iterable, Mapping, Sequence

from phasing.book import Book
from phasing.booked import untie
from phasing.compile import unit_gains
from phasing.fill import begin, fill, fill_up, score_order, unmet
from phasing.negotiation.mend import Gains, mended, wanted
from phasing.polish import polish
from phasing.problem import Problem
from phasing.rules import Rule, in_order
from phasing.units import Unit, Units

# What was missed is put first, and may make another rule be missed: then both are put first.
ROUNDS = 3


def repaired(problem: Problem, found: Units, starts: Mapping[Unit, int]) -> Book | None:
    """Return the plan `starts` as far as the rules of a problem let it stand, filled up, polished.

    Locks come first, then what brings most for its money. Where a rule is then missed, few units
    are exchanged (`mended`). Where that does not do, what helps the rule most for its money comes
    first; then all that the rules ask for is set before the plan; at last filling in score order is
    tried. None where none of them meets every rule.
    """
    kept = {unit.unit_id: start for unit, start in starts.items()}
    gains = unit_gains(problem, found)
    few = _few_moved(problem, found, kept, gains)
    if few is not None:
        return few
    value = {
        unit: gains.get((unit.unit_id, kept.get(unit.unit_id, 0)), 0.0) for unit in found.units
    }
    values, missed = [value], set[Rule | None]()
    for _ in range(ROUNDS):
        book, short = _tried(problem, found, kept, values)
        if not short:
            return book
        missed |= set(short)
        values = [_helping(problem, found, missed), value]
    for started in (begin(problem, found.units), fill(problem, found.units)):
        book, short = _kept(problem, found, kept, [value], started)
        if not short:
            return book
    return None


def _few_moved(
    problem: Problem, found: Units, kept: Mapping[str, int], gains: Gains
) -> Book | None:
    """Return the plan with what no longer fits elsewhere or out, few units exchanged; else None."""
    book = _locked(problem, found)
    able = [u for u in found.units if kept.get(u.unit_id) in u.years and u not in book.placed]
    dear = sorted(able, key=lambda u: (-gains.get((u.unit_id, kept[u.unit_id]), 0.0), u.unit_id))
    for unit in dear:
        if book.short(unit, kept[unit.unit_id]) is None:
            book.place(unit, kept[unit.unit_id])
    untie(book)
    fill_up(book, tuple(dear))
    whole = mended(problem, found, book, gains) if book.sound() else None
    if whole is None:
        return None
    polish(problem, found, whole)
    return None if unmet(problem, whole) else whole


def _locked(problem: Problem, found: Units) -> Book:
    """Return the book of what has no other year it may start in and must start."""
    book = Book(problem)
    for unit in found.units:
        if unit.years and (unit.locked is not None or (unit.must and len(unit.years) == 1)):
            book.place(unit, unit.years[0])
    return book


def _tried(
    problem: Problem,
    found: Units,
    kept: Mapping[str, int],
    values: Sequence[Mapping[Unit, float]],
) -> tuple[Book, Sequence[Rule | None]]:
    return _kept(problem, found, kept, values, _locked(problem, found))


def _kept(
    problem: Problem,
    found: Units,
    kept: Mapping[str, int],
    values: Sequence[Mapping[Unit, float]],
    book: Book,
) -> tuple[Book, Sequence[Rule | None]]:
    """Put what may keep its start into a book, most value for money first; return what it misses.

    Where the first of several values is the same, the next one decides. Locks that cannot all be
    kept are missed as None.
    """

    def for_its_money(unit: Unit) -> tuple[float, ...]:
        yuan = sum(sum(problem.part_costs[estate].values()) for estate in unit.members)
        return tuple(-value.get(unit, 0.0) / max(1, yuan) for value in values)

    able = [u for u in score_order(problem, found.units) if kept.get(u.unit_id) in u.years]
    for unit in sorted(able, key=for_its_money):
        start = kept[unit.unit_id]
        if unit not in book.placed and book.short(unit, start) is None:
            book.place(unit, start)
    untie(book)
    polish(problem, found, book)
    return book, [*unmet(problem, book), *([] if book.sound() else [None])]


def _helping(problem: Problem, found: Units, short: Iterable[Rule | None]) -> dict[Unit, float]:
    """Return how much each unit helps what the rules that are missed ask for, as shares."""
    helps = dict.fromkeys(found.units, 0.0)
    for rule in in_order({rule for rule in short if rule is not None}):
        asked, size, _ = wanted(problem, rule)
        for unit in found.units:
            helps[unit] += sum(size.get(e, 0) for e in unit.members) / max(asked, 1e-9)
    return helps
