"""The least by which one limit must be missed: found as a plan, and proven by the relaxed model."""

import dataclasses
import math
from typing import NamedTuple

from phasing.compile_amounts import sizes
from phasing.lifting import bare_model, within
from phasing.model import Column, Model
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem
from phasing.rules import Budget, Cap, Floor, KeepPublished, NextPlan, ReachShare, Rule, Target
from phasing.solve import Settings, relaxed, solve

FLOORS = (Floor, Target, ReachShare)
LIMITS = (Budget, Cap, NextPlan, KeepPublished, *FLOORS)
SLACK = "slack"
# A slack may stand this share of a yuan above a whole one without meaning another yuan.
SLACK_TOLERANCE = 1e-3
SHARE_FINENESS = 1000  # a share is eased in tenths of a per cent


class Change(NamedTuple):
    """By how much a rule gives way, the least that is proven, the columns of a plan that shows."""

    by: float
    least: float | None = None
    shown: frozenset[str] = frozenset()


def least_needed(problem: Problem, rule: Rule) -> float:
    """Return what an amount must give way by at least, by the relaxed model; infinite: no help.

    Of a rule without an amount 0 where it can be given up.
    """
    if not isinstance(rule, LIMITS):
        return 0.0
    bound = relaxed(_with_slack(problem, rule))
    if bound is None:
        return math.inf
    return signed(problem, rule, _whole_yuan(-bound)) if math.isfinite(bound) else 0.0


def signed(problem: Problem, rule: Rule, slack: float) -> float:
    """Return a slack as the change of a rule: a floor falls, a share does so as a share."""
    return -_as_share(problem, rule, slack) if isinstance(rule, FLOORS) else slack


def _as_share(problem: Problem, rule: Rule, slack: float) -> float:
    """Return the slack of a share to reach as a share of the whole, rounded up; others as it is."""
    if not isinstance(rule, ReachShare):
        return slack
    whole = sum(sizes(problem, rule).values())
    return math.ceil(slack / whole * SHARE_FINENESS) / SHARE_FINENESS if whole else 0.0


def smallest_slack(problem: Problem, rule: Rule, settings: Settings) -> Change | None:
    """Return the least slack found and proven in the row of one rule; None where none would do.

    Where the relaxed model has no plan either, none is looked for.
    """
    model = _with_slack(problem, rule)
    if relaxed(model) is None:
        return None
    exact = dataclasses.replace(within(model, settings), gap=0, confirm=False)
    found = solve(model, settings=exact)
    if found.status in ("infeasible", "unknown"):
        return None
    by, least = _whole_yuan(found.levels[SLACK]), _whole_yuan(-found.bound)
    return Change(by, min(by, max(0.0, least)), found.chosen)


def _with_slack(problem: Problem, rule: Rule) -> Model:
    """Return the model in which the row of one rule may be missed, by as little as possible."""
    model = bare_model(problem)
    sign = 1.0 if isinstance(rule, (*FLOORS, KeepPublished)) else -1.0
    rows = tuple(
        dataclasses.replace(row, terms=row.terms | {SLACK: sign}) if row.rule == rule else row
        for row in model.rows
    )
    return Model((*model.columns, Column(SLACK, gain=-1)), rows)


def _whole_yuan(slack: float) -> float:
    """Return a slack rounded up to the yuan, or to the same fineness of another measure."""
    return math.ceil(slack * YUAN_PER_WAN - SLACK_TOLERANCE) / YUAN_PER_WAN
