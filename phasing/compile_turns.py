"""Who comes before whom, and trenches that are dug once, in the model."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from phasing.model import Column, Row
from phasing.problem import Problem
from phasing.rules import Precede, SameTrench
from phasing.units import Unit, Units

Starts = Mapping[str, Mapping[int, str]]


def turn_columns(problem: Problem) -> Iterator[Column]:
    """Return open[trench,year]: 1 where some estate along a shared trench is done in the year.

    It need not be whole: the yes-or-no columns of the estates push it up to 1.
    """
    for number, rule in enumerate(problem.of(SameTrench)):
        if _excluding(rule, problem.years):
            yield from (Column(_open(number, rule, year), high=1) for year in problem.years)


def turn_rows(problem: Problem, found: Units) -> Iterator[Row]:
    """Return the rows of precedence and of shared trenches."""
    rules = (*problem.of(Precede), *problem.of(SameTrench))
    if not rules:
        return
    unit_of = {estate: unit for unit in found.units for estate in unit.members}
    starts = {estate: _starts(estate, unit) for estate, unit in unit_of.items()}
    for order in problem.of(Precede):
        yield from _precede(order, starts)
    for number, trench in enumerate(problem.of(SameTrench)):
        yield from _opened(number, trench, starts)
        yield from _dug_once(number, trench, starts, problem.years)


def _starts(estate: str, unit: Unit) -> dict[int, str]:
    """Return, for each year an estate may be done in, the column of its unit that does it."""
    return {unit.plan(start)[estate]: f"x[{unit.unit_id},{start}]" for start in unit.years}


def _precede(rule: Precede, starts: Starts) -> Iterator[Row]:
    """`then` done by a year ≤ `first` done by `years` before it; first kept out: then never."""
    first = starts.get(rule.first, {})
    for year in sorted(starts.get(rule.then, {})):
        terms: dict[str, float] = {}
        by = {y: label for y, label in starts[rule.then].items() if y <= year}
        before = {y: label for y, label in first.items() if y + rule.years <= year}
        for label in by.values():
            terms[label] = terms.get(label, 0) + 1
        for label in before.values():
            terms[label] = terms.get(label, 0) - 1
        yield Row(f"precede[{rule.first},{rule.then},{year}]", terms, high=0, rule=rule)


def _opened(number: int, rule: SameTrench, starts: Starts) -> Iterator[Row]:
    """Keep estates away from the years in which the opened road must not be dug again."""
    if rule.year is None:
        return
    for estate in rule.estates:
        shut = [s for y, s in starts.get(estate, {}).items() if not rule.allows(rule.year, y)]
        if shut:
            yield Row(
                f"opened[{number}:{rule.trench},{estate}]",
                dict.fromkeys(shut, 1.0),
                high=0,
                rule=rule,
            )


def _open(number: int, rule: SameTrench, year: int) -> str:
    """Return the label of a trench in a year; several rules may be about trenches of one name."""
    return f"open[{number}:{rule.trench},{year}]"


def _dug_once(number: int, rule: SameTrench, starts: Starts, years: Sequence[int]) -> Iterator[Row]:
    """x[one,year] ≤ open[year]; Σ open over years that exclude one another ≤ 1.

    The same as one row for every two estates and year, but the rows grow with the estates along a
    trench, not with their square.
    """
    groups = _excluding(rule, years)
    digging = {
        (year, label) for e in rule.estates for year, label in starts.get(e, {}).items() if groups
    }
    for year, label in sorted(digging):
        terms = {label: 1.0, _open(number, rule, year): -1.0}
        yield Row(f"dug[{number}:{rule.trench},{label},{year}]", terms, high=0, rule=rule)
    for group in groups:
        terms = dict.fromkeys((_open(number, rule, year) for year in group), 1.0)
        between = "|".join(map(str, group))
        yield Row(f"trench[{number}:{rule.trench},{between}]", terms, high=1, rule=rule)


def _excluding(rule: SameTrench, years: Sequence[int]) -> list[tuple[int, ...]]:
    """Return groups of years in only one of which the trench may be open; every two are in one."""
    groups: list[tuple[int, ...]] = []
    for pair in combinations(years, 2):
        if rule.allows(*pair) or any(set(pair) <= set(group) for group in groups):
            continue
        group = list(pair)
        for year in years:
            if not any(year == other or rule.allows(year, other) for other in group):
                group.append(year)
        groups.append(tuple(sorted(group)))
    return groups
