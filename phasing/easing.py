"""The smallest change of one clashing rule that leaves a plan, all other rules kept."""

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from phasing.compile_amounts import sizes
from phasing.lifting import bare_model, lift, placeable, planned, within
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
from phasing.solve import Settings, relative_gap, relaxed, solve
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
CLOSELY = 6  # so many rules of a clash are looked at closely
LARGE = 300  # columns of a problem too large to look for changes that are not enough alone


class Change(NamedTuple):
    """By how much a rule gives way, the least that is proven, the columns of a plan that shows."""

    by: float
    least: float | None = None
    shown: frozenset[str] = frozenset()


class EasedPlan(NamedTuple):
    """What a problem comes to once eased: its plan's estates and cost, its value and bound.

    Value and bound are those of the problem's aim, of the first where there are several in turn;
    None where the problem has no aim.
    """

    estates: int
    cost_wan: float
    value: float | None
    bound: float | None

    @property
    def gap(self) -> float | None:
        """Return how far the value may be from the best, as a share (0–1)."""
        if self.value is None or self.bound is None:
            return None
        return relative_gap(self.bound, self.value)


@dataclass(frozen=True)
class Easing:
    """The smallest change of one rule that helps, all other rules kept.

    `by` is in `unit`: "wan" more for a budget or the next plan; estates, households, m² … more for
    a cap or fewer for a floor; "changes" more of a published plan; "target" less of a target;
    "share" (0-1) less of a share to reach; "years" to move a lock or a start (minus is earlier).
    For what can only be kept or given up, and for a lock or start that no other year helps, the
    unit is "drop". `by` None: no change of this rule helps. `enough`: the change leaves a plan.
    Otherwise it resolves this clash and another one remains.

    `least`: no smaller change of an amount is enough, proven; it equals `by` where that is proven
    the smallest. Of a large clash only some rules are looked at that closely: the others have no
    `by`, only what is least needed, infinite where no change of the one rule can be enough.
    `plan` is what the eased problem comes to, where that was looked at. `shown` are the columns of
    the plan that showed it.
    """

    rule: Rule
    by: float | None
    unit: str
    enough: bool
    least: float | None = None
    plan: EasedPlan | None = None
    shown: frozenset[str] = field(default=frozenset(), repr=False, compare=False)

    @property
    def to(self) -> float | None:
        """Return the amount or year of the rule once eased; None where it is not one that moves."""
        if self.by is None or self.unit == DROP:
            return None
        return float(getattr(_moved(self.rule, self.by), MOVES[type(self.rule)]))

    @property
    def asks_wan(self) -> float:
        """Return the money the easing asks for, in 万元; 0 where it asks for none."""
        return self.by if self.unit == "wan" and self.by is not None else 0.0

    @property
    def phrase(self) -> str:
        """Return the code of the sentence that says this easing; `by` fills it."""
        if self.by is None and self.least is not None:
            return "easing.at_least" if math.isfinite(self.least) else "easing.not_alone"
        if self.by is None:
            return "easing.none"
        return f"easing.{self.unit}{'' if self.enough else '.part'}"

    def __str__(self) -> str:
        if self.by is None:
            return f"{self.rule}: no change of it helps"
        more = "" if self.enough else ", and another clash remains"
        change = "drop it" if self.unit == DROP else f"{self.by:+g} {self.unit}"
        return f"{self.rule}: {change}{more}"


def easings(
    problem: Problem, rules: Sequence[Rule], *, outside: Sequence[Rule], settings: Settings
) -> list[Easing]:
    """Return the easing of each clashing rule; `outside` could be left out.

    Of more than `CLOSELY` rules those are looked at closely that seem to need least, sources and
    kinds of rules in turn; of the others it is said what is least needed. In a large problem where
    one change is enough, changes that are not enough alone are not looked for.
    """
    least = {rule: _least(problem, rule) for rule in rules}
    closely = set(_in_turn(rules, least)[:CLOSELY])
    found = {rule: _alone(problem, rule, settings) for rule in rules if rule in closely}
    large = len(bare_model(problem).columns) > LARGE
    if large and any(easing is not None for easing in found.values()):
        closely -= {rule for rule in closely if found[rule] is None}
    return [
        found.get(rule) or easing(problem, rule, outside=outside, settings=settings)
        if rule in closely
        else Easing(rule, None, _unit(rule), enough=False, least=least[rule])
        for rule in rules
    ]


def easing(problem: Problem, rule: Rule, *, outside: Sequence[Rule], settings: Settings) -> Easing:
    """Return the smallest easing of one of the clashing rules; `outside` could be left out.

    The smallest change that leaves a plan. Where none does: for a limit, the smallest that would
    do if no limit outside this clash stood in the way; else, if no rule outside it did. A rule
    that no change of its amount or year helps is given up, if that helps.
    """
    unit = _unit(rule)
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
    return Easing(rule, found.by, _unit(rule), True, found.least, shown=found.shown)  # noqa: FBT003


def carried_out(problem: Problem, easing: Easing) -> Problem:
    """Return the problem with an easing carried out.

    Errors: `InputError` where a changed rule goes against another, as a lock before a first year.
    """
    if easing.by is None:
        return problem
    if easing.unit == DROP:
        return lift(problem, {easing.rule})
    return problem.without(easing.rule).subject_to(_moved(easing.rule, easing.by))


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


def _least(problem: Problem, rule: Rule) -> float:
    """Return what an amount must give way by at least, by the relaxed model; infinite: no help.

    Of a rule without an amount 0 where it can be given up.
    """
    if not isinstance(rule, LIMITS):
        return 0.0
    bound = relaxed(_with_slack(problem, rule))
    if bound is None:
        return math.inf
    return _signed(problem, rule, _whole_yuan(-bound)) if math.isfinite(bound) else 0.0


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
    slack = _smallest_slack(problem, rule, settings)
    if slack is None:
        return None
    by = _signed(problem, rule, slack.by)
    loose = dataclasses.replace(
        problem, rules=in_order({*problem.without(rule).rules, _moved(rule, by)})
    )
    same = placeable(loose) == placeable(problem)
    if not same and not eased(problem, rule, by, settings=settings):
        return None
    return Change(by, _signed(problem, rule, slack.least or 0.0), slack.shown)


def _signed(problem: Problem, rule: Rule, slack: float) -> float:
    """Return a slack as the change of a rule: a floor falls, a share does so as a share."""
    return -_as_share(problem, rule, slack) if isinstance(rule, FLOORS) else slack


def _as_share(problem: Problem, rule: Rule, slack: float) -> float:
    """Return the slack of a share to reach as a share of the whole, rounded up; others as it is."""
    if not isinstance(rule, ReachShare):
        return slack
    whole = sum(sizes(problem, rule).values())
    return math.ceil(slack / whole * SHARE_FINENESS) / SHARE_FINENESS if whole else 0.0


def _dropped(problem: Problem, rule: Rule, settings: Settings) -> Change | None:
    """Return 0 where giving up a rule helps; nobody gives up money."""
    if isinstance(rule, Budget | NextPlan):
        return None
    return Change(0) if planned(lift(problem, {rule}), settings=settings) else None


def _smallest_slack(problem: Problem, rule: Rule, settings: Settings) -> Change | None:
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


def _shifts(problem: Problem, rule: LockIn | NotBefore | StartBy) -> list[int]:
    """Return moves of a lock or a start, the smallest first, later before earlier."""
    moves = [year - rule.year for year in problem.years if year != rule.year]
    if isinstance(rule, NotBefore):
        moves = [move for move in moves if move < 0]
    if isinstance(rule, StartBy):
        moves = [move for move in moves if move > 0]
    return sorted(moves, key=lambda move: (abs(move), -move))
