"""A rule that gives way: by how much, to what, and what the problem then comes to."""

import dataclasses
import math
from dataclasses import dataclass, field
from typing import NamedTuple

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
)
from phasing.solve import relative_gap

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
        return float(getattr(moved(self.rule, self.by), MOVES[type(self.rule)]))

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


def moved(rule: Rule, by: float) -> Rule:
    """Return a rule whose amount or year gives way by so much."""
    name = MOVES[type(rule)]
    # What was rounded up may take a floor a hair below nothing.
    amount = max(0, getattr(rule, name) + by)
    whole = isinstance(rule, KeepPublished)
    return dataclasses.replace(rule, **{name: math.ceil(amount) if whole else amount})


def unit_of(rule: Rule) -> str:
    """Return in what a rule gives way."""
    if isinstance(rule, Cap | Floor):
        return rule.measure
    if isinstance(rule, STARTS):
        return "years"
    if isinstance(rule, KeepPublished):
        return "changes"
    if isinstance(rule, Target | ReachShare):
        return "target" if isinstance(rule, Target) else "share"
    return "wan" if isinstance(rule, Budget | NextPlan) else DROP
