"""Who comes before whom, and trenches that are dug once, in the model."""

from collections.abc import Iterator, Mapping
from itertools import permutations

from phasing.model import Row
from phasing.problem import Problem
from phasing.rules import Precede, SameTrench
from phasing.units import Unit, Units

Starts = Mapping[str, Mapping[int, str]]


def turn_rows(problem: Problem, found: Units) -> Iterator[Row]:
    """Return the rows of precedence and of shared trenches."""
    rules = (*problem.of(Precede), *problem.of(SameTrench))
    if not rules:
        return
    unit_of = {estate: unit for unit in found.units for estate in unit.members}
    starts = {estate: _starts(estate, unit) for estate, unit in unit_of.items()}
    for order in problem.of(Precede):
        yield from _precede(order, starts)
    for trench in problem.of(SameTrench):
        yield from _opened(trench, starts)
        yield from _pairs(trench, starts)


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


def _opened(rule: SameTrench, starts: Starts) -> Iterator[Row]:
    """Keep estates away from the years in which the opened road must not be dug again."""
    if rule.year is None:
        return
    for estate in rule.estates:
        shut = [s for y, s in starts.get(estate, {}).items() if not rule.allows(rule.year, y)]
        if shut:
            yield Row(
                f"opened[{rule.trench},{estate}]", dict.fromkeys(shut, 1.0), high=0, rule=rule
            )


def _pairs(rule: SameTrench, starts: Starts) -> Iterator[Row]:
    """x[one,year] + Σ x[other, years the rule forbids beside it] ≤ 1."""
    inside = [estate for estate in rule.estates if estate in starts]
    for one, other in permutations(inside, 2):
        for year, label in sorted(starts[one].items()):
            against = [s for y, s in starts[other].items() if not rule.allows(year, y)]
            if against:
                terms = {label: 1.0}
                for column in against:
                    terms[column] = terms.get(column, 0) + 1
                name = f"trench[{rule.trench},{one},{other},{year}]"
                yield Row(name, terms, high=1, rule=rule)
