"""The smallest change of one clashing rule that leaves a plan, all other rules kept."""

import dataclasses
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phasing.compile_amounts import sizes
from phasing.lifting import bare_model, lift, placeable, planned
from phasing.model import Column, Model
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem
from phasing.rules import (
    Budget,
    Cap,
    Floor,
    KeepPublished,
    LockIn,
    NextPlan,
    NotBefore,
    ReachShare,
    Rule,
    StartBy,
    Target,
    in_order,
)
from phasing.solve import Settings, solve
from tables import InputError

FLOORS = (Floor, Target, ReachShare)
LIMITS = (Budget, Cap, NextPlan, KeepPublished, *FLOORS)
STARTS = (LockIn, NotBefore, StartBy)
# What an easing moves: the amount or the year of a rule.
MOVES: dict[type[Rule], str] = {
    Budget: "amount_wan",
    NextPlan: "limit_wan",
    **dict.fromkeys((Cap, KeepPublished), "at_most"),
    **dict.fromkeys((Floor, Target), "at_least"),
    ReachShare: "at_least_share",
    **dict.fromkeys(STARTS, "year"),
}
DROP = "drop"
SLACK = "slack"
# A slack may stand this share of a yuan above a whole one without meaning another yuan.
SLACK_TOLERANCE = 1e-3
SHARE_FINENESS = 1000  # a share is eased in tenths of a per cent


@dataclass(frozen=True)
class Easing:
    """The smallest change of one rule that helps, all other rules kept.

    `by` is in `unit`: "wan" more for a budget or the next plan; estates, households, m² … more for
    a cap or fewer for a floor; "changes" more of a published plan; "target" less of a target;
    "share" (0-1) less of a share to reach; "years" to move a lock or a start (minus is earlier).
    For what can only be kept or given up, and for a lock or start that no other year helps, the
    unit is "drop". `by` None: no change of this rule helps. `enough`: the change leaves a plan.
    Otherwise it resolves this clash and another one remains.
    """

    rule: Rule
    by: float | None
    unit: str
    enough: bool

    @property
    def phrase(self) -> str:
        """Return the code of the sentence that says this easing; `by` fills it."""
        if self.by is None:
            return "easing.none"
        return f"easing.{self.unit}{'' if self.enough else '.part'}"

    def __str__(self) -> str:
        if self.by is None:
            return f"{self.rule}: no change of it helps"
        more = "" if self.enough else ", and another clash remains"
        change = "drop it" if self.unit == DROP else f"{self.by:+g} {self.unit}"
        return f"{self.rule}: {change}{more}"


def easing(problem: Problem, rule: Rule, *, outside: Sequence[Rule], settings: Settings) -> Easing:
    """Return the smallest easing of one of the clashing rules; `outside` could be left out.

    The smallest change that leaves a plan. Where none does: for a limit, the smallest that would
    do if no limit outside this clash stood in the way; else, if no rule outside it did. A rule
    that no change of its amount or year helps is given up, if that helps.
    """
    unit = _unit(rule)
    for change in (_changed, _dropped):
        for left, enough in _contexts(problem, rule, outside):
            by = change(left, rule, settings)
            if by is not None:
                return Easing(rule, by, unit if change is _changed else DROP, enough)
    return Easing(rule, None, unit, enough=False)


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
        return planned(problem.without(rule).subject_to(_moved(rule, by)), settings=settings)
    except InputError:
        return False  # such as a lock moved before the year its estate may start


def _moved(rule: Rule, by: float) -> Rule:
    name = MOVES[type(rule)]
    # What was rounded up may take a floor a hair below nothing.
    moved = max(0, getattr(rule, name) + by)
    whole = isinstance(rule, KeepPublished)
    return dataclasses.replace(rule, **{name: math.ceil(moved) if whole else moved})


def _unit(rule: Rule) -> str:
    if isinstance(rule, Cap | Floor):
        return rule.measure
    if isinstance(rule, STARTS):
        return "years"
    if isinstance(rule, KeepPublished):
        return "changes"
    if isinstance(rule, Target | ReachShare):
        return "target" if isinstance(rule, Target) else "share"
    return "wan" if isinstance(rule, Budget | NextPlan) else DROP


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


def _changed(problem: Problem, rule: Rule, settings: Settings) -> float | None:
    """Return by how much the amount or year of a rule must give way, None where nothing helps."""
    if isinstance(rule, LIMITS):
        return _loosened(problem, rule, settings)
    shifts = _shifts(problem, rule) if isinstance(rule, STARTS) else []
    return next((by for by in shifts if eased(problem, rule, by, settings=settings)), None)


def _loosened(problem: Problem, rule: Rule, settings: Settings) -> float | None:
    """Return the smallest change of a limit.

    The slack comes with a plan. Where another limit has clusters cut into other batches, that plan
    is none any more, and one is looked for anew.
    """
    slack = _smallest_slack(problem, rule, settings)
    if slack is None:
        return None
    by = -_as_share(problem, rule, slack) if isinstance(rule, FLOORS) else slack
    loose = dataclasses.replace(
        problem, rules=in_order({*problem.without(rule).rules, _moved(rule, by)})
    )
    same = placeable(loose) == placeable(problem)
    return by if same or eased(problem, rule, by, settings=settings) else None


def _as_share(problem: Problem, rule: Rule, slack: float) -> float:
    """Return the slack of a share to reach as a share of the whole, rounded up; others as it is."""
    if not isinstance(rule, ReachShare):
        return slack
    whole = sum(sizes(problem, rule).values())
    return math.ceil(slack / whole * SHARE_FINENESS) / SHARE_FINENESS if whole else 0.0


def _dropped(problem: Problem, rule: Rule, settings: Settings) -> float | None:
    """Return 0 where giving up a rule helps; nobody gives up money."""
    if isinstance(rule, Budget | NextPlan):
        return None
    return 0 if planned(lift(problem, {rule}), settings=settings) else None


def _smallest_slack(problem: Problem, rule: Rule, settings: Settings) -> float | None:
    """Return the least slack, minimised, in the row of one rule; None where none would do."""
    model = bare_model(problem)
    sign = 1.0 if isinstance(rule, (*FLOORS, KeepPublished)) else -1.0
    rows = tuple(
        dataclasses.replace(row, terms=row.terms | {SLACK: sign}) if row.rule == rule else row
        for row in model.rows
    )
    columns = (*model.columns, Column(SLACK, gain=-1))
    found = solve(Model(columns, rows), settings=dataclasses.replace(settings, gap=0))
    if found.status in ("infeasible", "unknown"):
        return None
    # Rounded up to the yuan, or to the same fineness of another measure.
    return math.ceil(found.levels[SLACK] * YUAN_PER_WAN - SLACK_TOLERANCE) / YUAN_PER_WAN


def _shifts(problem: Problem, rule: LockIn | NotBefore | StartBy) -> list[int]:
    """Return moves of a lock or a start, the smallest first, later before earlier."""
    moves = [year - rule.year for year in problem.years if year != rule.year]
    if isinstance(rule, NotBefore):
        moves = [move for move in moves if move < 0]
    if isinstance(rule, StartBy):
        moves = [move for move in moves if move > 0]
    return sorted(moves, key=lambda move: (abs(move), -move))
