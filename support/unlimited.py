"""The best sites where none can be full: cuts for what each demand place can gain at most."""

import itertools
from dataclasses import dataclass, replace

import numpy as np

from support.aim import Aim, Allowed, Gains, best, fits
from support.chosen import Chosen, leeway
from support.site_problem import Bools, Floats, Problem
from support.solver import TOLERANCE, Model, Rows, Settings, rows, yes
from support.swaps import improved

_ROUNDS = 500


def best_unlimited(
    problem: Problem, given: Gains, aim: Aim, allowed: Allowed, *, settings: Settings
) -> Chosen:
    """Return the sites of the largest gain with a proven bound, where none can be full.

        max Σ_i w_i·t_i,   t_i ≤ g + Σ_j max(0, g_ij − g)·x_j  for every i and every level g of g_ij

    x_j yes or no; t_i is what a person at i gains. For the coverage the only level is 0: the model
    of Church and ReVelle (1974, Papers of the Regional Science Association 32, 101-118). For the
    mean walk these are the submodular cuts of Nemhauser and Wolsey (1981, Annals of Discrete
    Mathematics 11, 279-301); only those the search asks for are written, so that 3,000 × 300
    stays small. Demand places with equal rows are one.
    """
    before = float(given.weight @ best(given, problem.existing))
    opened = improved(problem, given, problem.existing, allowed)
    most = float(given.weight @ best(given, np.ones_like(opened)))
    value = float(given.weight @ best(given, opened))
    found = Chosen(opened, value, most, before, nodes=0)
    merged = _merged(problem, given)
    if not len(merged.gain) or most - value <= TOLERANCE * max(1.0, most):
        return replace(found, bound=value)
    return _searched(_Search(problem, given, aim, allowed, merged, settings), found)


@dataclass(frozen=True, eq=False)
class _Search:
    problem: Problem
    given: Gains
    aim: Aim
    allowed: Allowed
    merged: Gains
    settings: Settings


def _searched(search: _Search, found: Chosen) -> Chosen:
    model = _model(search)
    model.add(_cuts(search.merged, found.opened.astype(np.float64)))
    found, proven = _relaxed(search, model, found)
    if proven:
        return found
    sites = search.merged.sites
    model.make_whole(np.arange(sites, dtype=np.int64))
    for _ in range(_ROUNDS):
        left = search.settings.node_limit - found.nodes
        answer = model.solve(
            allow=leeway(search.problem, search.aim, found, search.settings.gap) / 2,
            node_limit=left,
            start=_levels(search.merged, found.opened),
        )
        found = replace(found, nodes=found.nodes + answer.nodes)
        found = _bounded(found, found.before + answer.bound)
        if answer.levels is None:
            return found
        found = _better(search, found, yes(answer.levels[:sites]))
        more = _violated(search.merged, answer.levels)
        if _closed(search, found) or more is None or found.nodes >= search.settings.node_limit:
            return found
        model.add(more)
    return found


def _relaxed(search: _Search, model: Model, found: Chosen) -> tuple[Chosen, bool]:
    """Tighten the relaxation until no cut is missing or the gap is closed."""
    for _ in range(_ROUNDS):
        answer = model.solve()
        found = _bounded(found, found.before + answer.bound)
        if answer.levels is None or _closed(search, found):
            return found, _closed(search, found)
        more = _violated(search.merged, answer.levels)
        if more is None:
            found = _better(search, found, _likeliest(search, answer.levels))
            break
        model.add(more)
    return found, _closed(search, found)


def _likeliest(search: _Search, levels: Floats) -> Bools:
    """Open the sites with the largest shares in the relaxation, as far as allowed."""
    opened = search.problem.existing
    shares = levels[: search.merged.sites]
    for place in np.argsort(-np.round(shares, 9), kind="stable"):
        grown = opened | (np.arange(len(opened)) == place)
        if shares[place] > TOLERANCE and fits(search.problem, grown, search.allowed):
            opened = grown
    return opened


def _closed(search: _Search, found: Chosen) -> bool:
    tiny = TOLERANCE * max(1.0, abs(found.bound))
    missing = found.bound - found.value
    return missing <= max(tiny, leeway(search.problem, search.aim, found, search.settings.gap))


def _bounded(found: Chosen, bound: float) -> Chosen:
    return replace(found, bound=max(found.value, min(found.bound, bound)))


def _better(search: _Search, found: Chosen, asked: Bools) -> Chosen:
    """Take the sites the solver found, brought in order, if they gain more."""
    opened = improved(search.problem, search.given, asked, search.allowed)
    value = float(search.given.weight @ best(search.given, opened))
    if value <= found.value + TOLERANCE * max(1.0, abs(found.value)):
        return found
    return replace(found, opened=opened, value=value, bound=max(found.bound, value))


def _merged(problem: Problem, given: Gains) -> Gains:
    """Return gains above what existing sites give, demand places with equal rows made one."""
    more = given.gain - best(given, problem.existing)[given.demand]
    keep = (more > 0) & ~problem.existing[given.site] & (given.weight[given.demand] > 0)
    demand, site, gain = given.demand[keep], given.site[keep], more[keep]
    edges = np.flatnonzero(np.diff(demand, prepend=-1, append=-1))
    numbers: dict[bytes, int] = {}
    pieces: list[slice] = []
    weight: list[float] = []
    for first, last in itertools.pairwise(edges):
        piece = slice(first, last)
        number = numbers.setdefault(site[piece].tobytes() + gain[piece].tobytes(), len(numbers))
        if number == len(pieces):
            pieces.append(piece)
            weight.append(0.0)
        weight[number] += given.weight[demand[first]]
    sizes = [piece.stop - piece.start for piece in pieces]
    kept = np.concatenate([np.arange(p.start, p.stop) for p in pieces] or [np.empty(0, np.int64)])
    group = np.repeat(np.arange(len(pieces)), sizes)
    return Gains(np.array(weight), group, site[kept], gain[kept], given.sites)


def _model(search: _Search) -> Model:
    """Columns: x_j for every site (existing ones shut: they are counted), then t_i."""
    problem, merged = search.problem, search.merged
    usable = ~problem.existing
    if search.allowed.budget_wan is not None:
        usable &= ~np.isnan(problem.cost_wan)
    most = np.zeros(len(merged.weight))
    np.maximum.at(most, merged.demand, merged.gain)
    gain = np.concatenate([np.zeros(merged.sites), merged.weight])
    model = Model(gain, np.concatenate([usable.astype(np.float64), most]), search.settings)
    model.add(limits(problem, search.allowed))
    return model


def limits(problem: Problem, allowed: Allowed) -> Rows:
    """Return the rows that keep the number of sites and the budget, over the columns x_j."""
    every = np.arange(len(problem.site_ids))
    counted = (np.ones(len(every)), allowed.sites), (problem.cost_wan, allowed.budget_wan)
    asked = [(np.nan_to_num(each), float(most)) for each, most in counted if most is not None]
    high = np.array([most for _, most in asked])
    row = np.repeat(np.arange(len(asked)), len(every))
    value = np.concatenate([each for each, _ in asked] or [np.empty(0)])
    return rows(np.full(len(asked), -np.inf), high, row, np.tile(every, len(asked)), value)


def _levels(merged: Gains, opened: Bools) -> Floats:
    reached = best(merged, opened)
    inside = np.zeros(merged.sites)
    inside[np.unique(merged.site)] = 1.0
    return np.concatenate([opened * inside, reached])


def _violated(merged: Gains, levels: Floats) -> Rows | None:
    """Return the cuts an answer breaks, none where it breaks none."""
    shares, reached = levels[: merged.sites], levels[merged.sites :]
    every = _cuts(merged, shares)
    held = np.add.reduceat(every.value * levels[every.column], every.first[:-1])
    # Each row ends with its own t_i: what stands left of the sign, less what may stand right.
    over = held - every.high > TOLERANCE * np.maximum(1.0, np.abs(reached))
    return _only(every, over) if over.any() else None


def _cuts(merged: Gains, shares: Floats) -> Rows:
    """Return for every demand place the tightest of its cuts at these shares of sites.

    Pairs stand from the largest gain down; the level is the gain of the pair with which the
    shares before it come to one.
    """
    count = len(merged.weight)
    first = np.searchsorted(merged.demand, np.arange(count + 1))
    running = np.cumsum(shares[merged.site])
    before = np.concatenate([[0.0], running])[first[:-1]]
    reached = running - before[merged.demand] >= 1.0 - TOLERANCE
    level = np.zeros(count)
    np.maximum.at(level, merged.demand[reached], merged.gain[reached])
    above = merged.gain - level[merged.demand]
    keep = above > 0
    own = np.arange(count)
    row = np.concatenate([merged.demand[keep], own])
    index = np.concatenate([merged.site[keep], merged.sites + own])
    value = np.concatenate([-above[keep], np.ones(count)])
    return rows(np.full(count, -np.inf), level, row, index, value)


def _only(given: Rows, keep: Bools) -> Rows:
    sizes = np.diff(given.first)
    entries = np.repeat(keep, sizes)
    first = np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64)
    return Rows(
        given.low[keep], given.high[keep], first, given.column[entries], given.value[entries]
    )
