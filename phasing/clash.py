"""Which rules cannot all be kept, and the smallest easing of each that would help."""

import dataclasses
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phasing.batches import fitted
from phasing.compile import compile_model
from phasing.model import Column, Model
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem
from phasing.rules import (
    Budget,
    Cap,
    DemonstrationFirst,
    Floor,
    Gate,
    LockIn,
    LockOut,
    NextPlan,
    NotBefore,
    Precede,
    ReachShare,
    Rule,
    SameTrench,
    ShareCap,
    StartBy,
    StockCap,
    Target,
    Together,
    in_order,
)
from phasing.solve import Settings, solve
from phasing.units import units
from tables import InputError

# Rules are tried for removal in this order, so that what a person can ease most easily, money
# and caps, stays in the explanation longest.
TRIED: tuple[type[Rule], ...] = (
    *(Gate, LockOut, NotBefore, Together, SameTrench, Precede),
    *(StockCap, ShareCap, DemonstrationFirst, ReachShare, Target, Floor, StartBy, LockIn),
    *(Cap, NextPlan, Budget),
)
FLOORS = (Floor, Target)
LIMITS = (Budget, Cap, NextPlan, *FLOORS)
STARTS = (LockIn, NotBefore, StartBy)
SLACK = "slack"
# A slack may stand this share of a yuan above a whole one without meaning another yuan.
SLACK_TOLERANCE = 1e-3


@dataclass(frozen=True)
class Easing:
    """The smallest change of one rule that helps, all other rules kept.

    `by` is in `unit`: "wan" more for a budget; estates, households, m² … more for a cap or fewer
    for a floor; "target" less of a target; "years" to move a lock or a start (minus is earlier).
    For rules that can only be kept or given up the unit is "drop". `by` None: no change of this
    rule helps. `enough`: the change leaves a plan. Otherwise it resolves this clash and another
    one remains.
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
        change = "drop it" if self.unit == "drop" else f"{self.by:+g} {self.unit}"
        return f"{self.rule}: {change}{more}"


class InfeasibleError(InputError):
    """No plan keeps every rule: `rules` clash, and leaving out any one of them removes the clash.

    `easings` says for each of them the smallest change that helps.
    """

    def __init__(
        self, code: str, *, clash: Sequence[Rule] = (), easings: Sequence[Easing] = (), **_: object
    ) -> None:
        """Keep the rules and easings beside the values of the sentence."""
        self.rules, self.easings = tuple(clash), tuple(easings)
        super().__init__(code, clash=self.rules, easings=self.easings, count=len(self.rules))


def clash(problem: Problem, *, settings: Settings) -> InfeasibleError:
    """Return the error that names a smallest set of clashing rules and the easing of each.

    A deletion filter: groups of rules are lifted as long as no plan becomes possible; what cannot
    be lifted is the clash. Others may remain beside it; then no single easing is enough.
    """
    rules = clashing(problem, settings=settings)
    easings = [easing(problem, rule, clash=rules, settings=settings) for rule in rules]
    return InfeasibleError("phasing.infeasible", clash=rules, easings=easings)


def locks_apart(problem: Problem) -> InfeasibleError | None:
    """Return the clash of a cluster kept together with locks of its members in several years.

    Where several clusters clash the first by name is told. None when there is no such clash.
    """
    locks = {rule.estate_id: rule for rule in problem.of(LockIn)}
    cluster = dict(zip(problem.estates["estate_id"], problem.estates["cluster_id"], strict=True))
    for rule in problem.of(Together):
        inside = [locks[e] for e in sorted(locks) if cluster[e] == rule.cluster_id]
        first = min(inside, key=lambda lock: lock.year, default=None)
        last = max(inside, key=lambda lock: lock.year, default=None)
        if first and last and first.year != last.year:
            eased = [
                Easing(rule, 0, "drop", enough=True),
                *(
                    Easing(lock, other.year - lock.year, "years", enough=len(inside) == 2)  # noqa: PLR2004
                    for lock, other in ((first, last), (last, first))
                ),
            ]
            rules = (first, last, rule)
            return InfeasibleError("phasing.infeasible", clash=rules, easings=eased)
    return None


def clashing(problem: Problem, *, settings: Settings) -> tuple[Rule, ...]:
    """Return rules that clash, none of which could be left out without removing the clash."""
    lifted: set[Rule] = set()
    for kind in TRIED:
        _lift_needless(problem, problem.of(kind), lifted, settings)
    return in_order(set(problem.rules) - lifted)


def easing(problem: Problem, rule: Rule, *, clash: Sequence[Rule], settings: Settings) -> Easing:
    """Return the smallest easing of one of the clashing rules.

    The smallest one that leaves a plan. Where none does: for a limit, the smallest that would do
    if no limit outside this clash stood in the way; else, if no rule outside it did.
    """
    by = _eased(problem, rule, settings)
    if by is not None:
        return Easing(rule, by, _unit(rule), enough=True)
    outside = {other for other in problem.rules if isinstance(other, TRIED)} - set(clash)
    limits = {other for other in outside if isinstance(other, LIMITS)}
    lifts = (limits, outside) if isinstance(rule, LIMITS) else (outside,)
    tried = (_eased(_lift(problem, lifted), rule, settings) for lifted in lifts)
    found = next((by for by in tried if by is not None), None)
    return Easing(rule, found, _unit(rule), enough=False)


def feasible(problem: Problem, *, settings: Settings) -> bool:
    """Return whether some plan keeps every rule; where the limits leave it open, say yes."""
    model = _without_gains(_compiled(problem))
    first = dataclasses.replace(settings, gap=1, improving_limit=1)
    return solve(model, settings=first).status != "infeasible"


def _unit(rule: Rule) -> str:
    if isinstance(rule, Cap | Floor):
        return rule.measure
    if isinstance(rule, STARTS):
        return "years"
    if isinstance(rule, Target):
        return "target"
    return "wan" if isinstance(rule, Budget | NextPlan) else "drop"


def _eased(problem: Problem, rule: Rule, settings: Settings) -> float | None:
    """Return by how much one rule must give way for a plan to exist, None where nothing helps."""
    if isinstance(rule, LIMITS):
        slack = _smallest_slack(problem, rule, settings)
        return -slack if slack and isinstance(rule, FLOORS) else slack
    if isinstance(rule, STARTS):
        moves = (_moved(problem, rule, shift, settings) for shift in _shifts(problem, rule))
        return next((by for by in moves if by is not None), None)
    return 0 if feasible(problem.without(rule), settings=settings) else None


def _lift_needless(
    problem: Problem, group: Sequence[Rule], lifted: set[Rule], settings: Settings
) -> None:
    """Add to `lifted` the rules of a group that the clash does not need, by halving."""
    if not group:
        return
    if not feasible(_lift(problem, lifted | set(group)), settings=settings):
        lifted |= set(group)
    elif len(group) > 1:
        half = len(group) // 2
        _lift_needless(problem, group[:half], lifted, settings)
        _lift_needless(problem, group[half:], lifted, settings)


def _lift(problem: Problem, lifted: Iterable[Rule]) -> Problem:
    """Return the problem without these rules; a lifted budget pays whatever is needed."""
    everything = float(problem.estates["cost_wan"].sum())
    endless = [
        dataclasses.replace(rule, amount_wan=rule.amount_wan + everything, pays=None)
        for rule in lifted
        if isinstance(rule, Budget)
    ]
    kept = set(problem.rules) - set(lifted)
    return dataclasses.replace(problem, rules=in_order(kept | set(endless)))


def _compiled(problem: Problem) -> Model:
    return compile_model(problem, fitted(problem, units(problem)))


def _without_gains(model: Model) -> Model:
    columns = tuple(dataclasses.replace(column, gain=0) for column in model.columns)
    return Model(columns, model.rows)


def _smallest_slack(problem: Problem, rule: Rule, settings: Settings) -> float | None:
    """Return the least slack, minimised, in the row of one rule; None where none would do."""
    model = _without_gains(_compiled(problem))
    sign = 1.0 if isinstance(rule, FLOORS) else -1.0
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


def _moved(
    problem: Problem, rule: LockIn | NotBefore | StartBy, shift: int, settings: Settings
) -> int | None:
    moved = dataclasses.replace(rule, year=rule.year + shift)
    tried = dataclasses.replace(problem, rules=in_order({*problem.without(rule).rules, moved}))
    return shift if feasible(tried, settings=settings) else None
