"""Where to put it: the best sites among candidates, what each adds, and who would go where."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from support.aim import Aim, Allowed, gains
from support.allocation import Allocation, allocate
from support.chosen import Chosen, gap
from support.limited import best_limited
from support.opening import opening
from support.site_problem import Problem
from support.solver import TOLERANCE, Settings
from support.unlimited import best_unlimited
from tables import InputError


@dataclass(frozen=True, eq=False, repr=False)
class Siting:
    """The chosen sites with their proof.

    `status` is "proven" when the gap is at most the one asked for, else "limit". `value` and
    `bound` are people within reach (coverage: no choice reaches more than `bound`), or the mean
    walk in metres (mean walk: no choice is shorter than `bound`). Tables:

    - `sites`: order, site_id, cost_wan, capacity and places_taken, people_served, and what each
      adds, in the order in which to open them (each the one that adds most to those before) and if
      it alone were left out: people_gained and people_lost, or mean_walk_cut_m and
      mean_walk_rise_m;
    - `assignments`: demand_id, site_id (missing: nobody serves them), existing, people, walk_m;
    - `totals`, rows `before` and `after`: people, served, served_share, walk_served_m (mean of
      those served), walk_counted_m (mean of all, who is not served counted at reach_m).

    `beyond`: demand places with nobody, open or candidate, within reach: no choice helps them.
    """

    aim: Aim
    status: Literal["proven", "limit"]
    value: float
    bound: float
    gap: float
    nodes: int
    sites: pd.DataFrame
    assignments: pd.DataFrame
    totals: pd.DataFrame
    beyond: tuple[str, ...]


def site(problem: Problem, aim: Aim, allowed: Allowed, *, settings: Settings) -> Siting:
    """Return the sites that serve the aim best within what is allowed, with the proven gap.

    Existing sites stay open and cost nothing; only what new ones add is searched for. No site is
    opened that adds nothing. Equal choices are settled by cost, then by id. Errors:
    `siting.nothing_allowed` when neither a number of sites nor a budget is given.
    """
    if allowed.sites is None and allowed.budget_wan is None:
        raise InputError("siting.nothing_allowed")
    given = gains(problem, aim)
    search = best_limited if problem.limited else best_unlimited
    found = search(problem, given, aim, allowed, settings=settings)
    share = gap(problem, aim, found)
    before = allocate(problem, problem.existing, aim, settings=settings)
    after = allocate(problem, found.opened, aim, settings=settings)
    reached = np.isin(np.arange(len(problem.people)), given.demand)
    return Siting(
        aim=aim,
        status="proven" if share <= settings.gap + TOLERANCE else "limit",
        value=_shown(problem, aim, found.value),
        bound=_shown(problem, aim, found.bound),
        gap=share,
        nodes=found.nodes,
        sites=_sites(problem, aim, found, after, settings),
        assignments=_assignments(problem, after),
        totals=pd.DataFrame(
            [_total(problem, aim, each) for each in (before, after)], ["before", "after"]
        ),
        beyond=tuple(problem.demand_ids[~reached & (problem.people > 0)]),
    )


def curve(problem: Problem, aim: Aim, *, upto: int, settings: Settings) -> pd.DataFrame:
    """Return what 0, 1, … `upto` new sites reach: sites, value, bound, gap, chosen (ids).

    Value and bound as in `Siting`. It stops early where one more site adds nothing.
    """
    found: list[dict[str, object]] = []
    for count in range(upto + 1):
        done = site(problem, aim, Allowed(sites=count), settings=settings)
        if found and len(done.sites) < count:
            break
        row = {"sites": count, "value": done.value, "bound": done.bound, "gap": done.gap}
        found.append({**row, "chosen": tuple(sorted(done.sites["site_id"]))})
    return pd.DataFrame(found)


def _shown(problem: Problem, aim: Aim, gain: float) -> float:
    """Return a gain as people within reach, or as the mean walk in metres."""
    if aim.kind == "coverage":
        return gain
    people = float(problem.people.sum())
    return aim.reach_m - gain / people if people > 0 else float("nan")


def _sites(
    problem: Problem, aim: Aim, found: Chosen, after: Allocation, settings: Settings
) -> pd.DataFrame:
    order, added, lost = opening(problem, aim, found.opened, settings)
    at, every = problem.site[after.pair], len(problem.site_ids)
    served = np.bincount(at, weights=after.people, minlength=every)
    a_person = problem.places / np.maximum(problem.people, TOLERANCE)
    places = after.people * a_person[problem.demand[after.pair]]
    taken = np.bincount(at, weights=places, minlength=every)
    capacity = problem.capacity[order]
    names = ("people_gained", "people_lost")
    whole = 1.0
    if aim.kind == "mean_walk":
        names = ("mean_walk_cut_m", "mean_walk_rise_m")
        whole = max(float(problem.people.sum()), TOLERANCE)
    return pd.DataFrame(
        {
            "order": np.arange(1, len(order) + 1),
            "site_id": problem.site_ids[order],
            "cost_wan": problem.cost_wan[order],
            "capacity": np.where(np.isfinite(capacity), capacity, np.nan),
            "places_taken": taken[order],
            "people_served": served[order],
            names[0]: np.array(added, np.float64) / whole,
            names[1]: np.array(lost, np.float64) / whole,
        }
    )


def _assignments(problem: Problem, after: Allocation) -> pd.DataFrame:
    """Return who goes where; whoever nobody serves stands with a missing site."""
    demand, site_at = problem.demand[after.pair], problem.site[after.pair]
    sent = np.bincount(demand, weights=after.people, minlength=len(problem.people))
    rest = np.round(problem.people - sent, 6)
    alone = np.flatnonzero(rest > 0)
    sites = np.concatenate([problem.site_ids[site_at], np.full(len(alone), None, object)])
    existing = np.concatenate([problem.existing[site_at], np.zeros(len(alone), bool)])
    walk_m = np.concatenate([problem.walk_m[after.pair], np.full(len(alone), np.nan)])
    table = pd.DataFrame(
        {
            "demand_id": problem.demand_ids[np.concatenate([demand, alone])],
            "site_id": sites,
            "existing": existing,
            "people": np.concatenate([after.people, rest[alone]]),
            "walk_m": walk_m,
        }
    )
    return table.sort_values(["demand_id", "walk_m", "site_id"], ignore_index=True)


def _total(problem: Problem, aim: Aim, found: Allocation) -> dict[str, float]:
    people, served = float(problem.people.sum()), float(found.people.sum())
    walked = float(found.people @ problem.walk_m[found.pair])
    missing = float("nan")
    return {
        "people": people,
        "served": served,
        "served_share": served / people if people > 0 else missing,
        "walk_served_m": walked / served if served > 0 else missing,
        "walk_counted_m": (walked + (people - served) * aim.reach_m) / people
        if people > 0
        else missing,
    }
