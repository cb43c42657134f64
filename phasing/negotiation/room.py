"""What it takes to start one estate in a year: who would have to move, and what the plan loses."""

from dataclasses import dataclass, replace

import pandas as pd

from phasing.clash import InfeasibleError
from phasing.negotiation.asking import Asking, in_its_way
from phasing.negotiation.difference import difference
from phasing.negotiation.fewest import fewest
from phasing.negotiation.obstacles import Obstacle, shut, shut_as_one
from phasing.negotiation.standing import Standing, again
from phasing.problem import Problem
from phasing.rules import LockIn
from phasing.solve import Hooks, Settings
from tables import InputError

# What a year may lack whatever else is given up: only more of it would help.
LACKING = ("trench", "cap", "money")
# Sums of the same numbers in another order are the same value.
SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Room:
    """The plan with one estate in a year, against the plan that stands.

    code: "moved" (there is such a plan); "better" (it is worth more than the one that stands: the
    search had left that open); "in_turn" (it serves its aims in turn, of which the last alone
    tells no loss: then `lost` is NaN); "no_plan" (`clash` says why, or `obstacle` what the year
    lacks even with nobody in it but who is locked); "not_told" (no plan was found and none ruled
    out); or the code of the fact that shuts the year (see `binding`; `obstacle`).

    moved: who else moves (see `difference`), without the estate and its cluster `with_it`. lost:
    what the plan loses of its `value`; between lost_least and lost_most whatever plan is best;
    lost_share of the value that stands. Where lost_least is 0, the loss is not told apart from
    nothing within the proof. NaN where there is no such plan. after: of the plans as good within
    the gap asked for, one that moves few; best: the one worth most that was found.
    """

    estate_id: str
    year: int
    code: str
    moved: pd.DataFrame | None = None
    with_it: tuple[str, ...] = ()
    value: float = float("nan")
    lost: float = float("nan")
    lost_least: float = float("nan")
    lost_most: float = float("nan")
    lost_share: float = float("nan")
    after: Standing | None = None
    best: Standing | None = None
    clash: InfeasibleError | None = None
    obstacle: Obstacle | None = None


def room(
    asked: Asking, estate_id: str, year: int, *, settings: Settings, hooks: Hooks | None = None
) -> Room:
    """Return what it takes to start an estate in a year, by solving again with it there."""
    closed = _closed(asked, estate_id, year)
    if closed is not None:
        return closed
    before = asked.standing
    try:
        after = again(before, _with(before, estate_id, year), settings=settings, hooks=hooks)
    except InfeasibleError as clash:
        return Room(estate_id, year, "no_plan", clash=clash)
    except InputError as error:
        if error.code != "phasing.not_proven":
            raise
        return Room(estate_id, year, "not_told")
    shown = fewest(before, after, settings=settings, hooks=hooks)
    return replace(_room(before, shown, estate_id, year), best=after)


def _with(before: Standing, estate_id: str, year: int) -> Problem:
    return before.problem.subject_to(LockIn(estate_id, year))


def _closed(asked: Asking, estate_id: str, year: int) -> Room | None:
    """Return that a fact shuts the year, or that it lacks too much; None where a plan may exist."""
    unit = asked.standing.unit_of.get(estate_id)
    if unit is None:
        found = shut(asked.facts, estate_id, year) or [Obstacle("trench")]
        return Room(estate_id, year, found[0].code, obstacle=found[0])
    start = year - unit.plan(0)[estate_id]
    found = shut_as_one(asked.facts, unit, estate_id, start)
    if found:
        return Room(estate_id, year, found[0].code, obstacle=found[0])
    found = [o for o in in_its_way(asked.empty, unit, start) if o.code in LACKING]
    return Room(estate_id, year, "no_plan", obstacle=found[0]) if found else None


def _room(before: Standing, after: Standing, estate_id: str, year: int) -> Room:
    unit = after.unit_of[estate_id]
    value = before.worth(after.book())
    table = difference(before, after).estates
    moved = table[~table["estate_id"].isin(unit.members)].reset_index(drop=True)
    with_it = tuple(member for member in unit.members if member != estate_id)
    told = Room(estate_id, year, "in_turn", moved, with_it, after=after, best=after)
    aim = before.problem.objective
    if aim is not None and aim.after:
        return told
    lost = before.value - value
    better = lost < -SAME * max(1.0, abs(before.value))
    return Room(
        estate_id,
        year,
        "better" if better else "moved",
        moved,
        with_it,
        value=before.value,
        lost=lost,
        lost_least=max(0.0, before.value - max(after.bound, value)),
        lost_most=max(before.bound - value, 0.0),
        lost_share=lost / abs(before.value) if before.value else 0.0,
        after=after,
        best=after,
    )
