"""The price of an override: what a plan loses when a person insists, and within what range."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from phasing.clash import InfeasibleError
from phasing.compile import compile_model
from phasing.draft import SAME
from phasing.negotiation.difference import Difference, difference
from phasing.negotiation.fewest import fewest
from phasing.negotiation.override import Override, overridden
from phasing.negotiation.standing import Standing, again, at_once, only_tighter
from phasing.objective import Objective, estate_values
from phasing.problem import Problem
from phasing.solve import Hooks, Settings, relaxed
from phasing.worth import worth

NAN = float("nan")
# Notes of the units (see `units`, `fitted`) that tell a member alone; the others keep it whole.
_LEAVING = ("locked_elsewhere", "stepped_out", "cluster_exceeds_plan")


class AimPrice(NamedTuple):
    """What a plan loses under one aim: value before and after, and the range of what is lost."""

    aim: Objective
    before: float
    after: float
    lost: float
    least: float
    most: float


@dataclass(frozen=True, eq=False)
class Price:
    """What an override costs, before it is kept.

    lost = value before − value after, in points of the first aim. Each value is known within its
    gap: the best plan without the override and the best with it are at least `lost_least` and at
    most `lost_most` apart. A negative number is a gain: where rules were released, or `lost` where
    a better plan came up on the way.
    `lost_share` is of the value before (NaN where that is nothing). code: priced; as_planned (the
    plan keeps it already), not_told_apart (the range holds 0), better (the plan with it is worth
    more), cluster_broken (a member leaves its cluster for it: what is lost, or won, is the price of
    that too, and no plan that keeps the cluster whole has the override), clash (no plan keeps it:
    `clash` has the rules and their easings, the numbers are NaN).
    `searched`: no first answer. `with_cluster`: estates that come along with a pinned one,
    `left_cluster`: estate and note of who leaves a cluster or is held back because of it, `broken`
    those of them who leave it.
    `aims`: one a stage, for aims in turn; only the first has a range, as what the others may reach
    depends on it.
    """

    override: Override
    before: Standing
    after: Standing | None
    lost: float
    lost_least: float
    lost_most: float
    lost_share: float
    code: str
    searched: bool
    difference: Difference | None = None
    clash: InfeasibleError | None = None
    with_cluster: tuple[str, ...] = ()
    left_cluster: tuple[tuple[str, str], ...] = ()
    aims: tuple[AimPrice, ...] = ()

    @property
    def broken(self) -> tuple[str, ...]:
        """Return the estates that leave their cluster; who is held back with it does not."""
        told = (estate for estate, note in self.left_cluster if _leaves(note))
        return tuple(dict.fromkeys(told))


def price_at_once(plan: Standing, override: Override) -> Price | None:
    """Return a first price: of the plan repaired, not searched for; None where only a search tells.

    Raises InputError where the override is refused (`override.refusals`).
    """
    posed = overridden(plan, override)
    try:
        after = at_once(plan, posed)
    except InfeasibleError as error:
        return impossible(plan, override, error, searched=False)
    return None if after is None else priced(plan, override, after, searched=False)


def price(
    plan: Standing, override: Override, *, settings: Settings, hooks: Hooks | None = None
) -> Price:
    """Return the price of an override, searched for from the plan that stands.

    Of the plans within the gap of `settings`, the one that displaces few estates (`fewest`). No
    plan is a price too (code clash). Raises InputError where the override is refused.
    """
    posed = overridden(plan, override)
    try:
        best = again(plan, posed, settings=settings, hooks=hooks)
    except InfeasibleError as error:
        return impossible(plan, override, error, searched=True)
    after = fewest(plan, best, settings=settings, hooks=hooks)
    return priced(plan, override, after, searched=True)


def impossible(
    plan: Standing, override: Override, error: InfeasibleError, *, searched: bool
) -> Price:
    """Return the price of what no plan keeps: the clash, and no numbers."""
    nothing = (NAN, NAN, NAN, NAN, "clash")
    return Price(override, plan, None, *nothing, searched=searched, clash=error)


def priced(plan: Standing, override: Override, after: Standing, *, searched: bool) -> Price:
    """Return the price of a plan that stands instead of another, by the same yardstick."""
    aims = _aims(plan, after)
    first = aims[0]
    share = first.lost / abs(first.before) if first.before else NAN
    left = _left(plan, after)
    return Price(
        override,
        plan,
        after,
        first.lost,
        first.least,
        first.most,
        share,
        _code(plan, after, first, left),
        searched,
        difference(plan, after),
        with_cluster=_along(after, override),
        left_cluster=left,
        aims=aims,
    )


def _code(
    plan: Standing, after: Standing, first: AimPrice, left: tuple[tuple[str, str], ...]
) -> str:
    same = abs(first.before) * SAME
    if plan.plan == after.plan:
        return "as_planned"
    if any(_leaves(note) for _, note in left):
        return "cluster_broken"
    if first.lost < -same:
        return "better"
    return "priced" if first.least > same else "not_told_apart"


def _aims(plan: Standing, after: Standing) -> tuple[AimPrice, ...]:
    """Return what is lost under each aim in turn; no objective values nothing."""
    last = plan.problem.objective
    if last is None:
        return (AimPrice(Objective("", "need", (1.0,)), 0.0, 0.0, 0.0, 0.0, 0.0),)
    rows = _rows(plan, after)
    first, *others = (*last.after, last)
    return (
        _first(first, rows, plan, after),
        *(
            AimPrice(aim, *(values := _worths(aim, rows, plan, after)), _lost(*values), NAN, NAN)
            for aim in others
        ),
    )


def _first(aim: Objective, rows: pd.DataFrame, plan: Standing, after: Standing) -> AimPrice:
    before, becomes = _worths(aim, rows, plan, after)
    # Rounding may put a value a hair above its bound.
    above, below = max(before, _bound(aim, rows, plan)), max(becomes, _bound(aim, rows, after))
    least = before - below
    if only_tighter(plan, after.problem, after.found):
        least = max(0.0, least)
    return AimPrice(aim, before, becomes, _lost(before, becomes), least, above - becomes)


def _lost(before: float, after: float) -> float:
    lost = before - after
    return 0.0 if abs(lost) <= abs(before) * SAME else lost


def _rows(plan: Standing, after: Standing) -> pd.DataFrame:
    """Return the estates that could enter before or after: one yardstick for both plans."""
    out = set(plan.found.kept_out) & set(after.found.kept_out)
    rows = plan.problem.estates
    return rows[~rows["estate_id"].isin(list(out))]


def _worths(
    aim: Objective, rows: pd.DataFrame, plan: Standing, after: Standing
) -> tuple[float, float]:
    both = (worth(aim, side.problem, rows, side.book()) for side in (plan, after))
    before, becomes = both
    return before, becomes


def _bound(aim: Objective, rows: pd.DataFrame, side: Standing) -> float:
    """Return a value under the yardstick `rows` that no plan of one side exceeds.

    Who could not enter on this side counts for balance on the other: its zone may be served no
    more than whole, so its weighted value is the most that the yardsticks can be apart. For whole
    clusters a longer row of members is only harder to complete.
    """
    bound = _proven(aim, side.problem, side)
    if aim.kind != "balance":
        return bound
    shut = rows[rows["estate_id"].isin(list(side.found.kept_out))]
    return bound + aim.parameters["weight"] * sum(estate_values(aim, shut).values())


def _proven(aim: Objective, posed: Problem, side: Standing) -> float:
    if posed.objective == aim:
        return side.bound
    if side.stages:
        return side.stages[0].bound
    free = relaxed(compile_model(posed.aiming_at(aim), side.found))
    return math.inf if free is None else free


def _along(after: Standing, override: Override) -> tuple[str, ...]:
    pinned = {estate for estate in override.pins if estate in after.unit_of}
    together = {member for estate in pinned for member in after.unit_of[estate].members}
    return tuple(sorted(together - set(override.pins)))


def _leaves(note: str) -> bool:
    return note.partition(":")[0] in _LEAVING


def _left(plan: Standing, after: Standing) -> tuple[tuple[str, str], ...]:
    known = set(plan.found.notes)
    return tuple(
        sorted((note.estate_id, note.code) for note in after.found.notes if note not in known)
    )
