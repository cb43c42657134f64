"""A published plan made anew with a limit on changes: what so many changes buy."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from phasing.clash import InfeasibleError
from phasing.draft import SAME
from phasing.negotiation.difference import Difference
from phasing.negotiation.published import (
    Least,
    Published,
    against,
    as_standing,
    least_changes,
    published,
)
from phasing.negotiation.standing import Standing, again, revalued
from phasing.problem import Problem
from phasing.rules import KeepPublished
from phasing.solve import Hooks, Settings
from tables import InputError

COUNTS = ("changed", "earlier", "later", "leaves", "enters", "placed", "more_changes")
AMOUNTS = ("value", "bound", "gap", "buys", "buys_least", "buys_most", "per_change")
COLUMNS = ["limit", "code", *COUNTS, *AMOUNTS]


@dataclass(frozen=True, eq=False)
class Replan:
    """The best plan found within a limit on changes (None: no limit), or why there is none.

    `code`: replan.first (no smaller limit to compare with), replan.buys, replan.nothing (more
    changes buy nothing, proven), replan.not_told_apart (what it buys lies within what is proven),
    replan.in_turn (aims in turn: values of plans under different limits are no measure),
    replan.too_few (no plan changes so few), replan.not_found (the search ended without one).
    `difference`: against the published plan.
    """

    limit: int | None
    code: str
    plan: Standing | None = None
    difference: Difference | None = None


@dataclass(frozen=True, eq=False)
class Replanned:
    """New plans for a published one, from the smallest limit on changes to none at all.

    `public`: what of the published plan counts. `paid`: whether today's money would pay it as it
    was published; if not, no difference tells money. `least`: how few estates must change.
    """

    public: Published
    plans: tuple[Replan, ...]
    least: Least | None
    paid: bool

    @property
    def table(self) -> pd.DataFrame:
        """Return one row a limit, ascending, the last without one (<NA>).

        limit, code; changed: published estates with another year or none, of which earlier, later,
        leaves; enters: new ones; placed; more_changes: how many changes more than the limit are
        needed, where it is too small. value, bound, gap. buys: value more than within the next
        smaller limit that has a plan, in truth between buys_least and buys_most; per_change: buys
        by the changes it took. Unknown is <NA> and NaN.
        """
        rows: list[dict[str, object]] = []
        before: Replan | None = None
        for one in self.plans:
            rows.append(self._row(one, before))
            before = one if one.plan else before
        table = pd.DataFrame(rows, columns=COLUMNS)
        kinds = dict.fromkeys(("limit", *COUNTS), "Int64") | dict.fromkeys(AMOUNTS, "float64")
        return table.astype(kinds)

    def _row(self, one: Replan, before: Replan | None) -> dict[str, object]:
        row: dict[str, object] = {"limit": one.limit, "code": one.code}
        if one.plan is None or one.difference is None:
            too_few = one.code == "replan.too_few" and self.least and one.limit is not None
            return row | ({"more_changes": self.least.found - one.limit} if too_few else {})  # type: ignore[union-attr,operator]
        changed, plan = self.public.changed(one.plan.plan), one.plan
        row |= {"changed": changed, "placed": len(plan.plan)}
        row |= {kind: int(sum(one.difference.estates["change"] == kind)) for kind in COUNTS[1:5]}
        row |= {"value": plan.value, "bound": plan.bound, "gap": plan.gap}
        if before is None or before.plan is None or one.code == "replan.in_turn":
            return row
        more = changed - self.public.changed(before.plan.plan)
        buys = plan.value - before.plan.value
        row |= {"buys": buys, "buys_least": max(0.0, plan.value - before.plan.bound)}
        row |= {"buys_most": plan.bound - before.plan.value}
        return row | ({"per_change": buys / more} if more > 0 else {})


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is asked of every limit alike; `free` is the problem without a limit on changes."""

    before: Standing
    free: Problem
    public: Published
    least: Least | None
    settings: Settings
    hooks: Hooks | None

    def again(self, start: Standing, problem: Problem) -> Standing:
        return again(start, problem, settings=self.settings, hooks=self.hooks)

    @property
    def in_turn(self) -> bool:
        """Return whether aims are met in turn: then values under two limits are no measure."""
        return self.free.objective is not None and bool(self.free.objective.after)

    @property
    def already(self) -> int:
        """Return how many published estates change in the plan that stands."""
        return self.public.changed(self.before.plan)


def replanned(
    before: Standing,
    plan: Mapping[str, int],
    *,
    limits: Sequence[int],
    settings: Settings,
    hooks: Hooks | None = None,
) -> Replanned:
    """Return what becomes of a published plan within each limit on changes, and without one.

    `before`: the plan that stands, made without regard to the published one; `plan`: the published
    year of each estate. All rules of the problem hold (locks of running estates too); only a limit
    on changes that it may have gives way to those asked for. Each plan is searched for from the
    one within the next smaller limit, so that more changes are never worth less.
    """
    free = before.problem.without(*before.problem.of(KeepPublished))
    public = published(free, plan)
    least = least_changes(free, before.found, public, settings=settings, hooks=hooks)
    asked = _Asked(before, free, public, least, settings, hooks)
    found: list[Replan] = []
    for limit in sorted(set(limits)):
        found.append(_within(asked, limit, _last(found)))
    found = _bounded(asked, [*found, _unlimited(asked, _last(found))])
    stood, paid = as_standing(free, public)
    told = [_told(asked, found, place) for place in range(len(found))]
    plans = [
        dataclasses.replace(one, difference=against(stood, paid=paid, after=one.plan))
        if one.plan
        else one
        for one in told
    ]
    return Replanned(public, tuple(plans), least, paid)


def _last(found: Sequence[Replan]) -> Standing | None:
    return next((one.plan for one in reversed(found) if one.plan), None)


def _within(asked: _Asked, limit: int, last: Standing | None) -> Replan:
    """Return the plan within a limit, searched for from the plan within a smaller one."""
    if asked.least is not None and limit < asked.least.proven:
        return Replan(limit, "replan.too_few")
    posed = asked.free.subject_to(asked.public.rule(limit))
    if _as_good(asked, limit, last):
        return Replan(limit, "", dataclasses.replace(asked.before, problem=posed))
    try:
        return Replan(limit, "", asked.again(last or _least_plan(asked, posed), posed))
    except InfeasibleError:
        return Replan(limit, "replan.too_few")
    except InputError as error:
        if error.code != "phasing.not_proven":
            raise
        return Replan(limit, "replan.not_found")


def _as_good(asked: _Asked, limit: int, last: Standing | None) -> bool:
    """Return whether the plan that stands keeps the limit: without one none was better.

    Then its bound holds within the limit too: that only takes plans away.
    """
    if asked.already > limit or asked.in_turn or asked.before.problem.of(KeepPublished):
        return False
    return last is None or asked.before.value >= last.value


def _least_plan(asked: _Asked, posed: Problem) -> Standing:
    """Return the plan with the fewest changes as one to start from, else the one that stands."""
    if asked.least is None:
        return asked.before
    begun = dataclasses.replace(asked.before, starts=asked.least.starts)
    return revalued(begun, posed)


def _unlimited(asked: _Asked, last: Standing | None) -> Replan:
    """Return the plan without a limit: the one that stands, or a better one that a limit led to."""
    before, free = asked.before, asked.free
    if before.problem.of(KeepPublished):
        return Replan(None, "", asked.again(last or before, free))
    if last is None or asked.in_turn or last.value <= before.value + SAME * abs(before.value):
        return Replan(None, "", before)
    bound = max(before.bound, last.value)
    return Replan(None, "", dataclasses.replace(last, problem=free, bound=bound))


def _bounded(asked: _Asked, found: Sequence[Replan]) -> list[Replan]:
    """Return the plans, no bound above that of a larger limit: what it allows it allows too."""
    kept: list[Replan] = []
    lowest = float("inf")
    for one in reversed(found):
        if one.plan is not None and not asked.in_turn:
            lowest = max(min(lowest, one.plan.bound), one.plan.value)
            kept.append(dataclasses.replace(one, plan=dataclasses.replace(one.plan, bound=lowest)))
        else:
            kept.append(one)
    return kept[::-1]


def _told(asked: _Asked, found: Sequence[Replan], place: int) -> Replan:
    """Return a plan with what can be said of it beside the one within the next smaller limit."""
    one, smaller = found[place], _last(found[:place])
    if one.plan is None:
        return one
    if smaller is None or asked.in_turn:
        code = "replan.in_turn" if asked.in_turn else "replan.first"
        return dataclasses.replace(one, code=code)
    hair = SAME * abs(one.plan.value)
    if one.plan.bound <= smaller.value + hair:
        return dataclasses.replace(one, code="replan.nothing")
    known = one.plan.value > smaller.bound + hair
    return dataclasses.replace(one, code="replan.buys" if known else "replan.not_told_apart")
