"""Who goes where once the sites are open: the nearest, or the best sharing of limited places."""

from typing import NamedTuple

import numpy as np

from support.aim import Aim, Gains
from support.site_problem import Bools, Floats, Ints, Problem
from support.solver import Model, Rows, Settings, rows

_DIGITS = 6  # a millionth of a person is none


class Allocation(NamedTuple):
    """People sent along each pair (numbers of `problem` pairs), and what they gain together."""

    pair: Ints
    people: Floats
    value: float


def allocate(problem: Problem, opened: Bools, aim: Aim, *, settings: Settings) -> Allocation:
    """Return who goes to which open site.

    Where no open site can be full, everybody goes to the nearest within `reach_m` (of equally near
    ones the smaller id). Else places are shared so that the aim gains most, and among such
    sharings the total walk is least: a planner's sharing, not everybody's own choice.
    """
    usable = _usable(problem, opened, aim)
    if not np.isfinite(problem.capacity[opened]).any():
        return _nearest(problem, usable, aim)
    return _shared(problem, usable, aim, settings)


def _usable(problem: Problem, opened: Bools, aim: Aim) -> Ints:
    """Return the pairs along which somebody could go to an open site."""
    near = (problem.walk_m <= aim.reach_m) & opened[problem.site]
    return np.flatnonzero(near & (problem.people[problem.demand] > 0))


def _nearest(problem: Problem, usable: Ints, aim: Aim) -> Allocation:
    pair = usable[np.unique(problem.demand[usable], return_index=True)[1]]
    people = problem.people[problem.demand[pair]]
    return Allocation(pair, people, float(people @ _gain(problem, pair, aim)))


def _gain(problem: Problem, pair: Ints, aim: Aim) -> Floats:
    if aim.kind == "coverage":
        return np.ones(len(pair))
    return aim.reach_m - problem.walk_m[pair]


def _shared(problem: Problem, usable: Ints, aim: Aim, settings: Settings) -> Allocation:
    people = problem.people[problem.demand[usable]]
    gain = people * _gain(problem, usable, aim)
    kept = _shares(problem, usable, gain, settings, None)
    value = float(gain @ kept)
    if aim.kind == "coverage" and value > 0:
        saved = people * (aim.reach_m - problem.walk_m[usable])
        kept = _shares(problem, usable, saved, settings, (gain, value))
    sent = np.round(people * kept, _DIGITS)
    some = sent > 0
    return Allocation(usable[some], sent[some], value)


def _shares(
    problem: Problem,
    usable: Ints,
    gain: Floats,
    settings: Settings,
    least: tuple[Floats, float] | None,
) -> Floats:
    """Return the share (0–1) of each demand place along each usable pair."""
    if not len(usable):
        return np.zeros(0)
    model = Model(gain, np.ones(len(usable)), settings)
    model.add(sharing(problem, usable, first=0))
    if least is not None:
        index = np.arange(len(usable))
        # One part in a thousand million: the sum is not to be missed by its last digits.
        low = np.array([least[1] * (1 - 1e-9)])
        model.add(rows(low, np.array([np.inf]), np.zeros_like(index), index, least[0]))
    if problem.whole:
        model.make_whole(np.arange(len(usable), dtype=np.int64))
    levels = model.solve().levels
    return np.zeros(len(usable)) if levels is None else np.clip(levels, 0.0, 1.0)


def sharing(problem: Problem, usable: Ints, *, first: int) -> Rows:
    """Return the rows: nobody is sent twice, no open site gets more than it holds.

    The columns of the pairs begin at `first`. Capacities are whole here: a model that may leave
    a site shut adds its own rows.
    """
    demand, site = problem.demand[usable], problem.site[usable]
    places = problem.places[demand]
    once, own = np.unique(demand, return_inverse=True)
    full = np.isfinite(problem.capacity[site])
    sites, at = np.unique(site[full], return_inverse=True)
    column = first + np.arange(len(usable))
    return rows(
        np.full(len(once) + len(sites), -np.inf),
        np.concatenate([np.ones(len(once)), problem.capacity[sites]]),
        np.concatenate([own, len(once) + at]),
        np.concatenate([column, column[full]]),
        np.concatenate([np.ones(len(usable)), places[full]]),
    )


def worth(problem: Problem, given: Gains, opened: Bools, aim: Aim, settings: Settings) -> float:
    """Return the gain of open sites together, places shared for the best where they are limited."""
    if np.isfinite(problem.capacity[opened]).any():
        usable = _usable(problem, opened, aim)
        gain = problem.people[problem.demand[usable]] * _gain(problem, usable, aim)
        return float(gain @ _shares(problem, usable, gain, settings, None))
    pairs = opened[given.site]
    found = np.zeros(len(given.weight))
    np.maximum.at(found, given.demand[pairs], given.gain[pairs])
    return float(given.weight @ found)
