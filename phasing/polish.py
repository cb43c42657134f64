"""After solving: use what is left, move forward what fits, and break ties on purpose."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from phasing.book import Book
from phasing.compile import unit_gains
from phasing.fill import fill_up, score_order
from phasing.needs import amounts
from phasing.objective import Objective, clusters
from phasing.problem import Problem
from phasing.relations import tied
from phasing.rules import KeepPublished, Rule
from phasing.units import Unit, Units, candidates

_PLACES = ("district", "street", "community", "zone")


def polish(problem: Problem, found: Units, book: Book) -> None:
    """Improve a plan in place of the book, keeping every rule and never lowering its value.

    1. A unit that fits into an earlier year moves there, best score first; not where the aim is
       money, which may be there in one year and not in another.
    2. A unit left out that still fits goes into the earliest such year, best score first; not
       where the aim is the cheapest plan.
    3. Among estates the problem cannot tell apart (same value, costs, measures, district and
       allowed years) the better score, then the lower id, takes the earlier year.
    """
    order = score_order(problem, found.units)
    aims = {aim.kind for aim in _aims(problem)}
    while "outside" not in aims and _move_forward(problem, found, book, order):
        pass
    if "cost" not in aims:
        while fill_up(book, order):
            pass
    _settle_ties(problem, found, book, order)


def _move_forward(problem: Problem, found: Units, book: Book, order: tuple[Unit, ...]) -> int:
    """Move units forward once and return how many moved; each move leaves room behind it.

    Year weights fall, so earlier is never worse, unless it breaks up a cluster done at once. Who
    must keep a published year stays in it.
    """
    moved, loose = 0, _loose_members(problem, found)
    spare, year_of = _spare(problem, book)
    for unit in order:
        if unit not in book.placed or loose & set(unit.members):
            continue
        now = book.take_out(unit)
        earlier = (year for year in unit.years if year < now)
        fits = (y for y in earlier if book.refusal(unit, y) is None)
        year = next((y for y in fits if _lost(unit, now, y, year_of) <= max(0, spare)), now)
        spare -= _lost(unit, now, year, year_of)
        book.place(unit, year)
        moved += year < now
    return moved


def _spare(problem: Problem, book: Book) -> tuple[int, Mapping[str, int]]:
    """Return how many more published estates may change than do, and the year of each."""
    published = next(iter(problem.of(KeepPublished)), None)
    if published is None:
        return 0, {}
    return published.kept(book.plan()) - published.at_least, dict(published.plan)


def _lost(unit: Unit, now: int, year: int, year_of: Mapping[str, int]) -> int:
    """Return how many estates of a unit leave their published year, net of those that enter it."""
    if not year_of:
        return 0
    stay = [sum(year_of.get(e) == done for e, done in unit.plan(y).items()) for y in (now, year)]
    return stay[0] - stay[1]


def _loose_members(problem: Problem, found: Units) -> set[str]:
    """Return members of clusters not kept together, where the objective pays for whole ones."""
    if not any(aim.kind == "cluster" for aim in _aims(problem)):
        return set()
    kept = {estate for unit in found.units if unit.cluster_id for estate in unit.members}
    return {e for es in clusters(candidates(problem, found)).values() for e in es} - kept


def _aims(problem: Problem) -> tuple[Objective, ...]:
    """Return the objective and those that come before it."""
    return (*problem.objective.after, problem.objective) if problem.objective else ()


def _settle_ties(problem: Problem, found: Units, book: Book, order: tuple[Unit, ...]) -> None:
    for alike in _alike(problem, found, order).values():
        years = [book.placed.get(unit) for unit in alike]
        settled = sorted(years, key=lambda year: (year is None, year))
        if years != settled:
            for unit in alike:
                if unit in book.placed:
                    book.take_out(unit)
            for unit, year in zip(alike, settled, strict=True):
                if year is not None:
                    book.place(unit, year)


def _alike(
    problem: Problem, found: Units, order: tuple[Unit, ...]
) -> Mapping[tuple[object, ...], list[Unit]]:
    """Return single estates that differ in name only, each group in score order."""
    gains = [unit_gains(replace(problem, objective=aim), found) for aim in _aims(problem)]
    costs, amount = problem.part_costs, amounts(problem)
    table, unlike = problem.estates, tied(problem)
    named = sorted({str(value) for rule in problem.rules for value in _columns(rule)})
    told = {name: _texts(table, name) for name in (*_PLACES, *named) if name in table}
    loose = set(table["estate_id"][table["cluster_id"].isna()])
    groups: dict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for unit in order:
        estate = unit.members[0]
        if len(unit.members) > 1 or estate not in loose or not unit.years:
            continue
        if estate in unlike or unit.must:
            continue
        key = (
            *(gain.get((unit.unit_id, unit.years[0])) for gain in gains),
            unit.years,
            unit.locked,
            *(told[name][estate] for name in _PLACES),
            *sorted(costs[estate].items()),
            *(str(values[estate]) for values in amount.values()),
            *(told[name][estate] for name in named if name in told),
        )
        groups[key].append(unit)
    return groups


def _texts(table: pd.DataFrame, name: str) -> dict[str, str]:
    """Return what a column holds for each estate, as text."""
    return dict(zip(table["estate_id"], map(str, table[name]), strict=True))


def _columns(rule: Rule) -> tuple[str, ...]:
    """Return the columns of the pool that a rule looks at."""
    return tuple(getattr(rule, name) for name in ("group", "measure") if hasattr(rule, name))
