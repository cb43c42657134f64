"""The smallest change of one clashing rule that leaves a plan, all other rules kept."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from phasing.eased_rule import DROP, STARTS, Easing, moved, unit_of
from phasing.lifting import bare_model, lift, placeable, planned
from phasing.problem import Problem
from phasing.rules import (
    Budget,
    LockIn,
    NextPlan,
    NotBefore,
    Rule,
    StartBy,
    in_order,
)
from phasing.slack import LIMITS, Change, least_needed, signed, smallest_slack
from phasing.solve import Settings
from tables import InputError

CLOSELY = 6  # so many rules of a clash are looked at closely
LARGE = 300  # columns of a problem too large to look for changes that are not enough alone


def easings(
    problem: Problem, rules: Sequence[Rule], *, outside: Sequence[Rule], settings: Settings
) -> list[Easing]:
    """Return the easing of each clashing rule; `outside` could be left out.

    Of more than `CLOSELY` rules those are looked at closely that seem to need least, sources and
    kinds of rules in turn; of the others it is said what is least needed. In a large problem where
    one change is enough, changes that are not enough alone are not looked for.
    """
    least = {rule: least_needed(problem, rule) for rule in rules}
    closely = set(_in_turn(rules, least)[:CLOSELY])
    found = {rule: _alone(problem, rule, settings) for rule in rules if rule in closely}
    large = len(bare_model(problem).columns) > LARGE
    if large and any(easing is not None for easing in found.values()):
        closely -= {rule for rule in closely if found[rule] is None}
    return [
        found.get(rule) or easing(problem, rule, outside=outside, settings=settings)
        if rule in closely
        else Easing(rule, None, unit_of(rule), enough=False, least=least[rule])
        for rule in rules
    ]


def easing(problem: Problem, rule: Rule, *, outside: Sequence[Rule], settings: Settings) -> Easing:
    """Return the smallest easing of one of the clashing rules; `outside` could be left out.

    The smallest change that leaves a plan. Where none does: for a limit, the smallest that would
    do if no limit outside this clash stood in the way; else, if no rule outside it did. A rule
    that no change of its amount or year helps is given up, if that helps.
    """
    unit = unit_of(rule)
    for change in (_changed, _dropped):
        for left, enough in _contexts(problem, rule, outside):
            found = change(left, rule, settings)
            if found is not None:
                shown = found.shown if enough else frozenset()
                kind = unit if change is _changed else DROP
                return Easing(rule, found.by, kind, enough, found.least, shown=shown)
    return Easing(rule, None, unit, enough=False)


def _alone(problem: Problem, rule: Rule, settings: Settings) -> Easing | None:
    """Return the easing of a rule that is enough alone; None where only giving it up might be."""
    found = _changed(problem, rule, settings)
    if found is None and not isinstance(rule, (*LIMITS, *STARTS)):
        found = _dropped(problem, rule, settings)
        return Easing(rule, 0, DROP, enough=True) if found else None
    if found is None:
        return None
    return Easing(rule, found.by, unit_of(rule), True, found.least, shown=found.shown)  # noqa: FBT003


def carried_out(problem: Problem, easing: Easing) -> Problem:
    """Return the problem with an easing carried out.

    Errors: `InputError` where a changed rule goes against another, as a lock before a first year.
    """
    if easing.by is None:
        return problem
    if easing.unit == DROP:
        return lift(problem, {easing.rule})
    return problem.without(easing.rule).subject_to(moved(easing.rule, easing.by))


def eased(problem: Problem, rule: Rule, by: float, *, settings: Settings) -> bool:
    """Return whether a plan is found once the amount or year of a rule is changed by so much.

    >>> import pandas as pd
    >>> from phasing.problem import problem
    >>> estates = pd.DataFrame({"estate_id": ["E1"], "district": ["河东"], "cost_wan": [300.0]})
    >>> purse = Budget("市级", 2027, 200)
    >>> posed = problem(estates, years=[2027]).subject_to(purse, LockIn("E1", 2027))
    >>> [eased(posed, purse, by, settings=Settings(0, 10, 1)) for by in (99, 100)]
    [False, True]
    """
    try:
        return planned(problem.without(rule).subject_to(moved(rule, by)), settings=settings)
    except InputError:
        return False  # such as a lock moved before the year its estate may start


def _contexts(
    problem: Problem, rule: Rule, outside: Sequence[Rule]
) -> Iterator[tuple[Problem, bool]]:
    """Yield the problem as it is, then with less and less beside the clash in the way."""
    yield problem, True
    limits = [other for other in outside if isinstance(other, LIMITS)]
    if limits and isinstance(rule, LIMITS):
        yield lift(problem, limits), False
    if outside:
        yield lift(problem, outside), False


def _in_turn(rules: Sequence[Rule], least: Mapping[Rule, float]) -> list[Rule]:
    """Return the rules, the one that needs least of each kind and source first, then the next.

    In each turn money comes last: it has the most rules, and what asks for none is to be seen too.
    """
    groups = defaultdict[tuple[bool, str, str], list[Rule]](list)
    for rule in sorted(rules, key=lambda rule: abs(least[rule])):
        money = isinstance(rule, Budget)
        groups[money, rule.kind, str(getattr(rule, "source", ""))].append(rule)
    rounds = zip_longest(*(groups[key] for key in sorted(groups)))
    return [rule for turn in rounds for rule in turn if rule is not None]


def _changed(problem: Problem, rule: Rule, settings: Settings) -> Change | None:
    """Return by how much the amount or year of a rule must give way, None where nothing helps."""
    if isinstance(rule, LIMITS):
        return _loosened(problem, rule, settings)
    shifts = _shifts(problem, rule) if isinstance(rule, STARTS) else []
    by = next((by for by in shifts if eased(problem, rule, by, settings=settings)), None)
    return None if by is None else Change(by)


def _loosened(problem: Problem, rule: Rule, settings: Settings) -> Change | None:
    """Return the smallest change of a limit, and the least that is proven to be needed.

    The slack comes with a plan. Where another limit has clusters cut into other batches, that plan
    is none any more, and one is looked for anew.
    """
    slack = smallest_slack(problem, rule, settings)
    if slack is None:
        return None
    by = signed(problem, rule, slack.by)
    loose = dataclasses.replace(
        problem, rules=in_order({*problem.without(rule).rules, moved(rule, by)})
    )
    same = placeable(loose) == placeable(problem)
    if not same and not eased(problem, rule, by, settings=settings):
        return None
    return Change(by, signed(problem, rule, slack.least or 0.0), slack.shown)


def _dropped(problem: Problem, rule: Rule, settings: Settings) -> Change | None:
    """Return 0 where giving up a rule helps; nobody gives up money."""
    if isinstance(rule, Budget | NextPlan):
        return None
    return Change(0) if planned(lift(problem, {rule}), settings=settings) else None


def _shifts(problem: Problem, rule: LockIn | NotBefore | StartBy) -> list[int]:
    """Return moves of a lock or a start, the smallest first, later before earlier."""
    moves = [year - rule.year for year in problem.years if year != rule.year]
    if isinstance(rule, NotBefore):
        moves = [move for move in moves if move < 0]
    if isinstance(rule, StartBy):
        moves = [move for move in moves if move > 0]
    return sorted(moves, key=lambda move: (abs(move), -move))
