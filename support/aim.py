"""What a siting is good for: people in reach, or a short mean walk; both are a gain a person."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from support.site_problem import Bools, Floats, Ints, Problem


@dataclass(frozen=True)
class Aim:
    """`coverage`: as many people as possible within `reach_m`. `mean_walk`: the least mean walk.

    For the mean walk nobody is dropped: who has no open site within `reach_m`, or no place left
    in one, counts as walking `reach_m`.
    """

    kind: Literal["coverage", "mean_walk"]
    reach_m: float


@dataclass(frozen=True)
class Allowed:
    """How much may be opened: at most so many sites, at most so much money (万元), or both."""

    sites: int | None = None
    budget_wan: float | None = None


class Gains(NamedTuple):
    """Pairs within reach and what one person gains in each: 1 covered, or metres saved.

    Sorted by demand, then gain from the largest. `weight` is in people.
    """

    weight: Floats
    demand: Ints
    site: Ints
    gain: Floats
    sites: int


def gains(problem: Problem, aim: Aim) -> Gains:
    """Return what a person gains where: 1 within reach (coverage), reach_m − walk_m (mean walk)."""
    near = problem.walk_m <= aim.reach_m
    saved = np.ones(near.sum()) if aim.kind == "coverage" else aim.reach_m - problem.walk_m[near]
    return Gains(
        problem.people, problem.demand[near], problem.site[near], saved, len(problem.site_ids)
    )


def best(given: Gains, opened: Bools) -> Floats:
    """Return (D,) what a person of each demand place gains from the best open site, 0 if none."""
    found = np.zeros(len(given.weight))
    pairs = opened[given.site]
    np.maximum.at(found, given.demand[pairs], given.gain[pairs])
    return found


def added(given: Gains, base: Floats) -> Floats:
    """Return (J,) what each site would add for all people who have gained `base` before."""
    more = np.maximum(given.gain - base[given.demand], 0.0) * given.weight[given.demand]
    return np.bincount(given.site, weights=more, minlength=given.sites).astype(np.float64)


def fits(problem: Problem, opened: Bools, allowed: Allowed) -> bool:
    """Tell whether what is open beside the existing sites is within what is allowed."""
    new = opened & ~problem.existing
    few = allowed.sites is None or int(new.sum()) <= allowed.sites
    cheap = allowed.budget_wan is None or spent(problem, new) <= allowed.budget_wan + _CENT
    return few and cheap


def spent(problem: Problem, new: Bools) -> float:
    """Return the cost of the new sites in 万元; NaN where one has no known cost."""
    return float(problem.cost_wan[new].sum())


_CENT = 1e-6  # 万元: one fen
