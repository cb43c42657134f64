"""What the plan gains when an estate that may not enter, or only later, is let in."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phasing.batches import fitted
from phasing.clash import InfeasibleError
from phasing.compile import compile_model
from phasing.negotiation.richer import aims_in_turn_refused
from phasing.negotiation.standing import Standing, again
from phasing.objective import estate_values
from phasing.problem import Problem
from phasing.rules import Rule
from phasing.solve import Hooks, Settings, relaxed
from phasing.units import Units, units

# Sums of the same numbers in another order are the same value.
SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Entry:
    """A problem that lets an estate in: the same rules, but for what kept it out or back.

    `opens`: the first year it may start in; None where something else keeps it out: `reason` (as
    in a programme).
    """

    estate_id: str
    problem: Problem
    found: Units
    opens: int | None
    reason: str


@dataclass(frozen=True)
class Gain:
    """What a plan with the estate in brings over the one that stands, under the plan's objective.

        found = value after − value before        least ≤ true gain ≤ most, as far as proven

    code: "brings" (at least `least`, above 0); "loses" (its cluster becomes too dear, say);
    "not_told_apart" (within the proof it may bring nothing); "no_plan" (no plan keeps every rule
    with it in). `year`: when it starts then; None where it still finds no place.
    """

    code: str
    year: int | None = None
    found: float = math.nan
    least: float = math.nan
    most: float = math.nan


def let_in(
    standing: Standing, estate_id: str, *, lifted: Iterable[Rule], instead: Iterable[Rule]
) -> Entry:
    """Return the problem of a plan with the rules `lifted` from an estate and others `instead`."""
    problem = standing.problem.without(*lifted).subject_to(*instead)
    found = fitted(problem, units(problem))
    opens = min(_years(found, estate_id), default=None)
    reason = found.kept_out.get(estate_id, "not_before") if opens is None else ""
    return Entry(estate_id, problem, found, opens, reason)


def entry_gain(
    before: Standing, entry: Entry, *, settings: Settings, hooks: Hooks | None = None
) -> Gain:
    """Return what letting the estate in brings: solved again from the plan that stands.

    Both plans are valued by what the problem with the estate in it counts. Errors:
    `phasing.aims_in_turn`: of several aims the last alone tells no gain.
    """
    aims_in_turn_refused(before.problem)
    try:
        after = again(before, entry.problem, settings=settings, hooks=hooks)
    except InfeasibleError:
        return Gain("no_plan")
    was = after.worth(before.book())
    least = after.value - before.bound - _counted_more(before, entry)
    most = after.bound - was
    slack = SAME * max(1.0, abs(was))
    code = "brings" if least > slack else "loses" if most < -slack else "not_told_apart"
    found = after.value - was
    return Gain(code, after.plan.get(entry.estate_id), found, min(least, found), max(most, found))


def entry_bound(before: Standing, entry: Entry) -> float:
    """Return what letting the estate in brings at most: the relaxed model's word, at once.

    Below 0 where it costs value whatever is done; −∞ where no plan keeps every rule with it in.
    """
    told = relaxed(compile_model(entry.problem, entry.found))
    was = Standing(entry.problem, entry.found, {}, 0.0, 0.0).worth(before.book())
    return -math.inf if told is None else told - was


def _years(found: Units, estate_id: str) -> Sequence[int]:
    return [
        unit.plan(start)[estate_id]
        for unit in found.units
        if estate_id in unit.members
        for start in unit.years
    ]


def _counted_more(before: Standing, entry: Entry) -> float:
    """Return by how much the bound before may count more in the problem with the estate in it.

    Under balance all value that could enter grows by the value of who comes in.
    """
    aim = before.problem.objective
    if aim is None or aim.kind != "balance":
        return 0.0
    value = estate_values(aim, before.problem.estates)
    new = set(before.found.kept_out) - set(entry.found.kept_out)
    return aim.parameters["weight"] * sum(value[estate] for estate in sorted(new))
