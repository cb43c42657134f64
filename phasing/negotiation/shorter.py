"""A problem cut to fewer years: each rule kept, changed or left out, and every change told."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from phasing.objective import Objective
from phasing.problem import Problem
from phasing.rules import (
    Budget,
    Cap,
    DemonstrationFirst,
    Floor,
    KeepPublished,
    LockIn,
    NotBefore,
    ReachShare,
    Rule,
    StartBy,
    Target,
    in_order,
)
from phasing.units import units
from tables import InputError

# Rules of one year: of no concern to a plan that ends before it.
OF_A_YEAR: Mapping[type[Rule], str] = {
    Cap: "later_cap",
    StartBy: "later_start_by",
    DemonstrationFirst: "later_demonstration",
}


@dataclass(frozen=True)
class Change:
    """What became of a rule in fewer years: the rules that stand in its place, or none.

    later_money          money that arrives too late for works of these years; a source that is
                         left without any has a budget of nothing, so that it stays a payer
    later_cap, later_start_by, later_demonstration
                         said of a year after the last one
    locked_later         the estate, and who is done with it, is not started before its year
    in_proportion        a floor, target or share of the whole plan, for so many of its years
    published_later      published years after the last one are no longer counted
    """

    rule: Rule
    code: str
    became: tuple[Rule, ...] = ()


class Shorter(NamedTuple):
    """A problem of fewer years, and every rule that is not what it was in the longer one."""

    problem: Problem
    changes: tuple[Change, ...]


def shorter(problem: Problem, length: int) -> Shorter:
    """Return a problem cut to its first `length` years. Rules that are not told of are kept.

    Money paid after the works (`paid_after`) still pays works of these years when it arrives
    later. What is carried over beyond the last year pays nothing.

    Errors: `phasing.horizon_not_shorter` for a length that the problem does not have.

    >>> import pandas as pd
    >>> from phasing.problem import problem
    >>> estates = pd.DataFrame({"estate_id": ["E1"], "district": ["河东"], "cost_wan": [300.0]})
    >>> money = [Budget("市级", year, 100) for year in (2027, 2028, 2029)]
    >>> cut = shorter(problem(estates, years=(2027, 2028, 2029)).subject_to(*money), 2)
    >>> cut.problem.years, [(str(change.rule), change.code) for change in cut.changes]
    ((2027, 2028), [('Budget 市级 2029: 100 wan for all works', 'later_money')])
    """
    if not 1 <= length <= len(problem.years):
        raise InputError("phasing.horizon_not_shorter", asked=length, years=len(problem.years))
    years = problem.years[:length]
    if years == problem.years:
        return Shorter(problem, ())
    changes = tuple(_changes(problem, years))
    gone = {change.rule for change in changes}
    rules = (set(problem.rules) - gone).union(*(change.became for change in changes))
    aim = problem.objective and weighed(problem.objective, length)
    cut = dataclasses.replace(problem, years=years, rules=in_order(rules), objective=aim)
    return Shorter(cut, changes)


def weighed(objective: Objective, length: int) -> Objective:
    """Return an objective, and the aims before it, that weigh the first `length` years only."""
    before = tuple(weighed(aim, length) for aim in objective.after)
    weights = objective.year_weights[:length]
    return dataclasses.replace(objective, year_weights=weights, after=before)


def pays_within(problem: Problem, budget: Budget, last: int) -> bool:
    """Return whether money of a budget arrives in time for works of `last` or a year before."""
    return budget.year <= last + problem.paid_after.get(budget.source, 0)


def _changes(problem: Problem, years: tuple[int, ...]) -> Iterator[Change]:
    last, share = years[-1], len(years) / len(problem.years)
    with_it = _locked_with(problem)
    yield from _money(problem, years)
    for rule in problem.rules:
        if isinstance(rule, (*OF_A_YEAR,)) and rule.year > last:  # type: ignore[attr-defined]
            yield Change(rule, OF_A_YEAR[type(rule)])
        elif isinstance(rule, LockIn) and rule.year > last:
            held = with_it.get(rule.estate_id, (rule.estate_id,))
            later = tuple(NotBefore(estate, rule.year) for estate in held)
            yield Change(rule, "locked_later", later)
        elif isinstance(rule, Floor | Target | ReachShare):
            yield _in_proportion(rule, share)
        elif isinstance(rule, KeepPublished) and any(year > last for _, year in rule.plan):
            yield _published(rule, last)


def _money(problem: Problem, years: tuple[int, ...]) -> Iterator[Change]:
    given = problem.of(Budget)
    usable = {b.source for b in given if pays_within(problem, b, years[-1])}
    for budget in sorted(given, key=lambda b: (b.source, b.year)):
        if pays_within(problem, budget, years[-1]):
            continue
        nothing: tuple[Rule, ...] = ()
        if budget.source not in usable:
            usable.add(budget.source)
            first = years[0] + problem.paid_after.get(budget.source, 0)
            nothing = (dataclasses.replace(budget, year=first, amount_wan=0),)
        yield Change(budget, "later_money", nothing)


def _locked_with(problem: Problem) -> dict[str, tuple[str, ...]]:
    """Return, for each estate of a unit that is locked, all estates of the unit."""
    locked = (unit for unit in units(problem).units if unit.locked is not None)
    return {estate: unit.members for unit in locked for estate in unit.members}


def _in_proportion(rule: Floor | Target | ReachShare, share: float) -> Change:
    part: Rule = (
        dataclasses.replace(rule, at_least_share=rule.at_least_share * share)
        if isinstance(rule, ReachShare)
        else dataclasses.replace(rule, at_least=rule.at_least * share)
    )
    return Change(rule, "in_proportion", (part,))


def _published(rule: KeepPublished, last: int) -> Change:
    within = tuple((estate, year) for estate, year in rule.plan if year <= last)
    kept = (dataclasses.replace(rule, plan=within),) if within else ()
    return Change(rule, "published_later", kept)
