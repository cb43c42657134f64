"""Sites that were chosen, what they are good for, and how far from the best they may be."""

from dataclasses import dataclass

from support.aim import Aim
from support.site_problem import Bools, Problem

_DIGITS = 12  # what the last bits of two sums differ by is no gap


@dataclass(frozen=True, eq=False)
class Chosen:
    """Open sites (existing ones among them), their gain, a bound on any gain, nodes searched.

    Gains are people (coverage) or people × metres saved (mean walk), of all sites together;
    `before` is the gain of the existing ones alone.
    """

    opened: Bools
    value: float
    bound: float
    before: float
    nodes: int


def gap(problem: Problem, aim: Aim, found: Chosen) -> float:
    """Return how far the choice may be from the best one, as a share (0–1).

    Coverage: of the people that could be gained. Mean walk: of the mean walk found, so that the
    distance at which people out of reach are counted does not make the gap look small.
    """
    whole = measure(problem, aim, value=found.value, bound=found.bound, before=found.before)
    missing = max(0.0, found.bound - found.value)
    return min(1.0, round(missing / whole, _DIGITS)) if whole > 0 and missing > 0 else 0.0


def measure(problem: Problem, aim: Aim, *, value: float, bound: float, before: float) -> float:
    """Return the whole of which the gap is a share: people gained at best, metres walked."""
    if aim.kind == "coverage":
        return bound - before
    return float(problem.people.sum()) * aim.reach_m - value


def leeway(problem: Problem, aim: Aim, found: Chosen, share: float) -> float:
    """Return how much gain may be missing for the gap to be at most `share`, on the safe side."""
    if aim.kind == "coverage":
        return share * max(0.0, found.value - found.before)
    return share * max(0.0, float(problem.people.sum()) * aim.reach_m - found.bound)
