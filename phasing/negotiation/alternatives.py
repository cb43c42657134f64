"""Other plans nearly as good as the one that stands, each clearly different from all others.

Each next plan is sought among those that keep every rule, are worth enough and lie far from all
before it, as different from them as it can be. After hop, skip and jump: Brill, Chang & Hopkins
1982, Management Science 28(3): 221-235.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from phasing.book import Book
from phasing.booked import booked
from phasing.compile import x
from phasing.draft import SAME
from phasing.fill import fill_up, score_order, unmet
from phasing.model import Model
from phasing.negotiation.differing import differing, in_reach
from phasing.negotiation.distances import distances, members_apart, years_apart
from phasing.negotiation.standing import Standing
from phasing.objective import Objective
from phasing.parts import YUAN_PER_WAN
from phasing.polish import polish
from phasing.solve import Hooks, Settings, Solution, solve
from phasing.units import candidates
from phasing.worth import worth
from tables import InputError

# How different a plan is need not be proven: a search ends near enough, or after a few nodes.
LOOSE, SHORT = 0.02, 20
# How hard a search is pulled towards value, one after the other until a plan is found.
PULLS = (0.3, 10.0)


@dataclass(frozen=True)
class Asked:
    """How many other plans, within what share of the best, how far apart by years at least."""

    count: int
    within: float
    apart: float

    def __post_init__(self) -> None:
        """Refuse what asks for nothing."""
        if self.count < 1 or not 0 <= self.within < 1 or not 0 < self.apart <= 1:
            raise InputError(
                "alternatives.asked", count=self.count, within=self.within, apart=self.apart
            )


@dataclass(frozen=True, eq=False)
class Alternatives:
    """Plans nearly as good as the first, which is the plan that stands.

    table, a row a plan: plan (0 stands), value, below_best_most (the share by which the value lies
    below the bound: no plan is better by more), years_apart_least and members_apart_least (to the
    nearest other plan), years_from_first, members_from_first, placed, cost_wan. distances: every
    two plans, both ways.
    `code` says why there are no more: alternatives.as_asked; .no_more (proven: no other plan within
    reach is far enough from all of these); .search_ended (at its limit or stopped: there may be
    more); .base_not_proven (the plan that stands is itself not proven that closely).
    """

    plans: tuple[Standing, ...]
    table: pd.DataFrame
    distances: pd.DataFrame
    code: str
    asked: Asked


def alternatives(
    before: Standing,
    *,
    count: int,
    within: float,
    apart: float,
    settings: Settings,
    hooks: Hooks | None = None,
) -> Alternatives:
    """Return up to `count` other plans, each within a share of the best and apart from all others.

        value ≥ bound − within × |bound|       years_apart(plan, every other) ≥ apart

    Every plan keeps every rule, its money exact to the yuan; of aims in turn, those that come first
    lose no more than they may. To be in or out counts as a larger difference than another year.
    Raises InputError where nothing is asked for, or the problem has no objective.
    """
    asked = Asked(count, within, apart)
    floors = _floors(before, asked)
    if before.value < floors[-1][1]:
        return _told([before], "alternatives.base_not_proven", asked)
    search = Search(asked, floors, in_reach(before, floors), settings, hooks)
    plans, tries = [before], _tries(settings)
    for _ in range(count):
        found, tries = _next(search, plans, tries)
        if isinstance(found, str):
            return _told(plans, found, asked)
        plans.append(found)
    return _told(plans, "alternatives.as_asked", asked)


class Search(NamedTuple):
    """What is asked, what a plan must be worth under each aim, the model, and when to stop."""

    asked: Asked
    floors: list[tuple[Objective, float]]
    reach: Model
    settings: Settings
    hooks: Hooks | None


def _tries(settings: Settings) -> list[tuple[float, int]]:
    """Return the pulls towards value to try in turn, and for how many nodes each."""
    short = [(pull, min(SHORT, settings.node_limit)) for pull in PULLS]
    return [*short, (PULLS[-1], settings.node_limit)]


def _floors(before: Standing, asked: Asked) -> list[tuple[Objective, float]]:
    """Return every aim in turn and what a plan must be worth under it."""
    aim = before.problem.objective
    if aim is None:
        raise InputError("alternatives.no_aim")
    reached = {stage.aim: stage.value for stage in before.stages}
    floors = list[tuple[Objective, float]]()
    for first in aim.after:
        own = _worth(before, first, before.book())
        kept = reached.get(first, own)
        floors.append((first, min(own, kept - abs(kept) * aim.give_up) - abs(kept) * SAME))
    return [*floors, (aim, before.bound - (asked.within + SAME) * abs(before.bound))]


def _worth(before: Standing, aim: Objective, book: Book) -> float:
    return worth(aim, before.problem, candidates(before.problem, before.found), book)


def _next(
    search: Search, plans: Sequence[Standing], tries: list[tuple[float, int]]
) -> tuple[Standing | str, list[tuple[float, int]]]:
    """Return the next plan, or why there is none, and the tries that are left for those after."""
    asked, bound = search.asked, plans[0].bound
    room = asked.within * abs(bound) or abs(bound) or 1.0
    for done, (pull, nodes) in enumerate(tries):
        model = differing(search.reach, plans, apart=asked.apart, room=room, pull=pull)
        limits = replace(search.settings, gap=max(LOOSE, search.settings.gap), node_limit=nodes)
        solution = solve(model, settings=limits, hooks=search.hooks)
        if solution.status == "infeasible":
            return "alternatives.no_more", []
        found = _accepted(search, plans, solution)
        if found is not None:
            return found, tries[done:]
        if solution.status == "stopped":
            break
    return "alternatives.search_ended", []


def _accepted(search: Search, plans: Sequence[Standing], solution: Solution) -> Standing | None:
    """Return what was found as a plan that keeps every promise, or None.

    It is polished where it stays far enough from the others, else filled up, else left as found.
    """
    problem, found = plans[0].problem, plans[0].found
    order = score_order(problem, found.units)
    wanted = [(u, year) for u in found.units for year in u.years if x(u, year) in solution.chosen]
    finishes: tuple[Callable[[Book], object], ...] = (
        lambda book: polish(problem, found, book),
        lambda book: fill_up(book, order),
        lambda _: None,
    )
    for finish in finishes if solution.levels else ():  # nothing known: nothing found
        book = booked(problem, wanted)
        finish(book)
        if _keeps(search, plans, book):
            value, bound = plans[0].worth(book), plans[0].bound
            return Standing(problem, found, dict(book.placed), value, max(value, bound))
    return None


def _keeps(search: Search, plans: Sequence[Standing], book: Book) -> bool:
    """Return whether a plan keeps every rule, is worth enough, and is far from all others."""
    plan = book.plan()
    return (
        book.sound()
        and not unmet(plans[0].problem, book)
        and all(years_apart(plan, other.plan) >= search.asked.apart - SAME for other in plans)
        and all(_worth(plans[0], aim, book) >= low for aim, low in search.floors)
    )


def _told(plans: Sequence[Standing], code: str, asked: Asked) -> Alternatives:
    apart = distances([one.plan for one in plans])
    return Alternatives(tuple(plans), _table(plans, apart), apart, code, asked)


def _table(plans: Sequence[Standing], apart: pd.DataFrame) -> pd.DataFrame:
    first, costs = plans[0], plans[0].problem.part_costs
    nearest = apart.groupby("plan")[["years_apart", "members_apart"]].min()
    nearest = nearest.reindex(range(len(plans))).add_suffix("_least")
    rows = {
        "plan": range(len(plans)),
        "value": [one.value for one in plans],
        "below_best_most": [_below(one) for one in plans],
        "years_from_first": [years_apart(first.plan, one.plan) for one in plans],
        "members_from_first": [members_apart(first.plan, one.plan) for one in plans],
        "placed": [len(one.plan) for one in plans],
        "cost_wan": [
            sum(sum(costs[estate].values()) for estate in one.plan) / YUAN_PER_WAN for one in plans
        ],
    }
    return pd.DataFrame(rows).join(nearest)


def _below(plan: Standing) -> float:
    """Return the share of the bound by which a plan lies below it; twelve digits, no dust."""
    return round((plan.bound - plan.value) / abs(plan.bound), 12) if plan.bound else 0.0
