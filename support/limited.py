"""The best sites where some can be full: who goes where is chosen with them."""

import numpy as np

from support.aim import Aim, Allowed, Gains
from support.allocation import allocate, sharing, worth
from support.chosen import Chosen, leeway
from support.site_problem import Bools, Ints, Problem
from support.solver import TOLERANCE, Model, Rows, Settings, rows, yes
from support.swaps import improved, order_keys
from support.unlimited import limits


def best_limited(
    problem: Problem, given: Gains, aim: Aim, allowed: Allowed, *, settings: Settings
) -> Chosen:
    """Return the sites of the largest gain with a proven bound, capacities kept.

        max Σ w_i·g_ij·y_ij,  Σ_j y_ij ≤ 1,  Σ_i q_i·y_ij ≤ c_j·x_j,  y_ij ≤ min(1, c_j/q_i)·x_j

    y_ij is the share of demand place i that goes to site j, q_i the places it needs; yes or no
    where the problem sends each place whole (capacitated p-median: Osman and Christofides 1994,
    International Transactions in Operational Research 1, 317-336). Of sites that differ in nothing
    but cost and id the first are opened; sites to which nobody goes are not opened.
    """
    usable = _usable(problem, aim)
    sites = len(problem.site_ids)
    begun = improved(problem, given, problem.existing, allowed)
    before = worth(problem, given, problem.existing, aim, settings)
    found = Chosen(begun, worth(problem, given, begun, aim, settings), np.inf, before, nodes=0)
    model = _model(problem, usable, aim, allowed, settings)
    some = Chosen(begun, found.value, found.value, before, nodes=0)
    answer = model.solve(
        allow=leeway(problem, aim, some, settings.gap) / 2,
        node_limit=settings.node_limit,
        start=begun.astype(np.float64),
    )
    opened = begun if answer.levels is None else yes(answer.levels[:sites]) | problem.existing
    opened = _settled(problem, opened, aim, settings)
    value = worth(problem, given, opened, aim, settings)
    if value < found.value:
        opened, value = begun, found.value
    return Chosen(opened, value, max(value, answer.bound), before, answer.nodes)


def _usable(problem: Problem, aim: Aim) -> Ints:
    """Return the pairs along which somebody could be sent for a gain."""
    people = problem.people[problem.demand]
    near = (problem.walk_m <= aim.reach_m) & (people > 0)
    if problem.whole:
        near &= problem.places[problem.demand] <= problem.capacity[problem.site]
    return np.flatnonzero(near)


def _model(problem: Problem, usable: Ints, aim: Aim, allowed: Allowed, settings: Settings) -> Model:
    """Columns: x_j for every site (existing ones open and counted for nothing), then y_ij."""
    sites = len(problem.site_ids)
    people = problem.people[problem.demand[usable]]
    saved = np.ones(len(usable)) if aim.kind == "coverage" else aim.reach_m - problem.walk_m[usable]
    high = np.ones(sites + len(usable))
    if allowed.budget_wan is not None:
        high[:sites][np.isnan(problem.cost_wan) & ~problem.existing] = 0.0
    high[:sites][problem.existing] = 0.0
    model = Model(np.concatenate([np.zeros(sites), people * saved]), high, settings)
    model.add(limits(problem, allowed))
    model.add(sharing(problem, usable, first=sites))
    model.add(_linked(problem, usable))
    whole = np.arange(sites + len(usable) if problem.whole else sites)
    model.make_whole(whole.astype(np.int64))
    return model


def _linked(problem: Problem, usable: Ints) -> Rows:
    """Return the rows that shut a site to all when it is not opened: pair by pair, and in all."""
    sites = len(problem.site_ids)
    new = np.flatnonzero(~problem.existing[problem.site[usable]])
    site = problem.site[usable[new]]
    places = problem.places[problem.demand[usable[new]]]
    most = np.minimum(1.0, problem.capacity[site] / np.maximum(places, TOLERANCE))
    pair = np.arange(len(new))
    full = np.isfinite(problem.capacity[site])
    held, at = np.unique(site[full], return_inverse=True)
    count = len(new) + len(held)
    row = [pair, pair, len(new) + at, len(new) + np.arange(len(held))]
    index = [sites + new, site, sites + new[full], held]
    value = [np.ones(len(new)), -most, places[full], -problem.capacity[held]]
    return rows(np.full(count, -np.inf), np.zeros(count), *map(np.concatenate, (row, index, value)))


def _settled(problem: Problem, opened: Bools, aim: Aim, settings: Settings) -> Bools:
    """Shut sites to which nobody goes, and of sites alike open those first in order."""
    found = allocate(problem, opened, aim, settings=settings)
    busy = np.zeros(len(opened), dtype=bool)
    busy[problem.site[found.pair]] = True
    opened = opened & (busy | problem.existing)
    keys = order_keys(problem)
    chosen = problem.existing.copy()
    for alike in _alike(problem):
        count = int(opened[alike].sum())
        chosen[sorted(alike, key=lambda j: keys[j])[:count]] = True
    return chosen


def _alike(problem: Problem) -> list[list[int]]:
    """Return the sites that could be chosen, those that differ in nothing but their id together."""
    order = np.lexsort((problem.walk_m, problem.demand, problem.site))
    first = np.searchsorted(problem.site[order], np.arange(len(problem.site_ids) + 1))
    groups: dict[tuple[bytes, bytes, float, str], list[int]] = {}
    for place in np.flatnonzero(~problem.existing):
        pairs = order[first[place] : first[place + 1]]
        cost = str(problem.cost_wan[place])
        reach = problem.demand[pairs].tobytes(), problem.walk_m[pairs].tobytes()
        groups.setdefault((*reach, problem.capacity[place], cost), []).append(int(place))
    return list(groups.values())
