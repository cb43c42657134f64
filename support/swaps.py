"""Better sites step by step: add the best, exchange one for another, and settle what is equal."""

import math
from typing import NamedTuple

import numpy as np

from support.aim import Allowed, Gains, added, best, fits
from support.site_problem import Bools, Floats, Problem

_SAME = 1e-9  # of the gain of all: below it two choices are equally good
_STEPS = 10_000  # never reached: every step gains, or moves towards the first in order


class _Shelf(NamedTuple):
    """What every step needs: the problem, what may be opened, what is equal, who comes first."""

    problem: Problem
    given: Gains
    allowed: Allowed
    same: float
    keys: list[tuple[float, int]]


def improved(problem: Problem, given: Gains, opened: Bools, allowed: Allowed) -> Bools:
    """Return sites no single step makes better: none to add, none to exchange, none idle.

    Begins with `opened` (existing sites are kept). Of equally good sites the cheaper stays, then
    the one with the smaller id (unknown cost counts as dearest). Capacities are not looked at.
    Vertex substitution after Teitz and Bart (1968), Operations Research 16, 955-961.
    """
    opened = opened | problem.existing
    most = float(given.weight @ best(given, np.ones_like(opened)))
    shelf = _Shelf(problem, given, allowed, _SAME * max(1.0, most), order_keys(problem))
    for _ in range(_STEPS):
        step = _grown(shelf, opened)
        if step is None:
            step = _changed(shelf, opened)
        if step is None:
            break
        opened = step
    return opened


def order_keys(problem: Problem) -> list[tuple[float, int]]:
    """Return what decides between equally good sites: cost (unknown last), then id."""
    costs = (math.inf if math.isnan(cost) else float(cost) for cost in problem.cost_wan)
    return [(cost, place) for place, cost in enumerate(costs)]


def _grown(shelf: _Shelf, opened: Bools) -> Bools | None:
    """Add the site that gains most, where one may be added (for a budget: most for its money)."""
    more = added(shelf.given, best(shelf.given, opened))
    more[opened] = 0.0
    if shelf.allowed.budget_wan is None:
        worth = more
    else:
        worth = more / np.maximum(np.nan_to_num(shelf.problem.cost_wan, nan=np.inf), _SAME)
    return _first_fitting(shelf, opened, worth, more > shelf.same)


def _changed(shelf: _Shelf, opened: Bools) -> Bools | None:
    """Take out a site that adds nothing, or exchange one for a better or an equal earlier one."""
    whole = float(shelf.given.weight @ best(shelf.given, opened))
    for out in sorted(np.flatnonzero(opened & ~shelf.problem.existing), key=lambda j: -j):
        without: Bools = opened & (np.arange(len(opened)) != out)
        base = best(shelf.given, without)
        lost = whole - float(shelf.given.weight @ base)
        if lost <= shelf.same:
            return without
        better = added(shelf.given, base) - lost
        earlier = np.array([key < shelf.keys[out] for key in shelf.keys])
        wanted = (better > shelf.same) | (earlier & (better >= -shelf.same))
        wanted &= ~opened
        step = _first_fitting(shelf, without, better, wanted)
        if step is not None:
            return step
    return None


def _first_fitting(shelf: _Shelf, opened: Bools, worth: Floats, wanted: Bools) -> Bools | None:
    """Open the wanted site that is worth most and may be opened; of equal ones the first."""
    ranks = np.round(worth / shelf.same)
    for place in sorted(np.flatnonzero(wanted), key=lambda j: (-ranks[j], shelf.keys[j])):
        grown: Bools = opened | (np.arange(len(opened)) == place)
        if fits(shelf.problem, grown, shelf.allowed):
            return grown
    return None
