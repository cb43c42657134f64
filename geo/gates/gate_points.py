"""Likely gates: the best point of an outline for each street side, thinned to stand apart."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.gates.frontages import Frontages, frontages
from geo.gates.outline_sides import AREA, Sides, outline_sides
from geo.gates.street_sides import Streets, streets_of
from geo.streets.network import Network
from geo.streets.snap import nearest_edge

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]

CROSSED, BESIDE, INSIDE, NEAREST = 0, 1, 2, 3
_AWAY = -1
ROUND_M_DECIMALS = 3
_FACES = 0.5  # cosine of 60°: a side faces a street that lies less than that off its own direction
_IGNORED = 1 / 3  # of the reach: what stands out by less is no side of an outline


class Candidates(NamedTuple):
    """Points on outlines: row number of the estate, how good the point is (0 best), x and y."""

    estate: Ints
    rank: Ints
    xy: Floats


class GateRules(NamedTuple):
    """How gates are found: see `geo.entrances.entrances`."""

    reach_m: float
    spacing_m: float
    most: int
    turn_deg: float
    cap_m: float


def gate_points(shapes: Shapes, network: Network, rules: GateRules) -> Candidates:
    """Return where people most likely enter each shape, by shape, the best gates first.

    The best of every side and street, thinned; where no street is in reach, and for points and
    lines, the one point nearest to a street within the cap. Shapes without any are left out.
    """
    streets = streets_of(network, turn_deg=rules.turn_deg)
    near = thin(candidates(shapes, network, streets, rules), rules)
    bare = np.setdiff1d(np.arange(len(shapes)), near.estate)
    lone = nearest(shapes[bare], network, streets, rules)
    estate = np.concatenate([near.estate, bare[lone.estate]])
    order = np.argsort(estate, kind="stable")
    rank, xy = np.concatenate([near.rank, lone.rank]), np.concatenate([near.xy, lone.xy])
    return Candidates(estate[order], rank[order], xy[order])


def candidates(shapes: Shapes, network: Network, streets: Streets, rules: GateRules) -> Candidates:
    """Return one point for each side of an outline and each street within reach of it.

    Sides end at corners (`geo.gates.outline_sides`); edges that continue one another with a small
    turn are one street (`geo.gates.street_sides`). The point is where the street crosses the side,
    else where the side comes nearest to it; of equals the one with the lowest x, then y. A side
    beside a street must face it. Streets that stay inside count only for estates no other street
    reaches. Best first: crossing points, then by distance to the street, then by x and y. How
    streets are split into edges plays no part.
    """
    ignore_m = rules.reach_m * _IGNORED
    sides = outline_sides(shapes, turn_deg=rules.turn_deg, ignore_m=ignore_m)
    found = frontages(sides, streets, network.tree, rules.reach_m)
    estate, rank = sides.shape[found.segment], _ranks(found, sides)
    reached = np.zeros(len(shapes), dtype=bool)
    reached[estate[(rank == CROSSED) | (rank == BESIDE)]] = True
    kept = np.flatnonzero((rank != _AWAY) & ~((rank == INSIDE) & reached[estate]))
    near = found.near
    keys = (*near.xy[kept].T[::-1], near.gap_um[kept], rank[kept], estate[kept])
    order = kept[np.lexsort(keys)]
    return Candidates(estate[order], rank[order], near.xy[order])


def nearest(shapes: Shapes, network: Network, streets: Streets, rules: GateRules) -> Candidates:
    """Return for each shape the one point nearest to a street, if that is within the cap.

    Of equals the one with the lowest x, then y. A line gives its point nearest to the street.
    """
    sides = outline_sides(shapes, turn_deg=rules.turn_deg, ignore_m=0)
    found = frontages(sides, streets, network.tree, rules.cap_m)
    other, xy = _nearest_of_no_area(shapes, network, rules.cap_m)
    estate = np.concatenate([sides.shape[found.segment], other])
    gap_um = np.concatenate([found.near.gap_um, np.zeros(len(other), dtype=np.int64)])
    xy = np.concatenate([found.near.xy, xy])
    order = np.lexsort((*xy.T[::-1], gap_um, estate))
    estate, first = np.unique(estate[order], return_index=True)
    return Candidates(estate, np.full(len(estate), NEAREST, dtype=np.int64), xy[order][first])


def _nearest_of_no_area(shapes: Shapes, network: Network, cap_m: float) -> tuple[Ints, Floats]:
    shape = np.flatnonzero(shapely.get_dimensions(shapes) != AREA)
    edge = nearest_edge(shapes[shape], network)
    shape, edge = shape[edge >= 0], edge[edge >= 0]
    ways = shapely.shortest_line(shapes[shape], network.lines[edge])
    near = shapely.length(ways) <= cap_m
    return shape[near], shapely.get_coordinates(shapely.get_point(ways[near], 0))


def _ranks(found: Frontages, sides: Sides) -> Ints:
    facing = np.einsum("ij,ij->i", found.near.way, sides.outward[found.segment])
    crossed = found.near.gap_um == 0
    cases = [crossed, facing >= _FACES, facing <= -_FACES]
    return np.select(cases, [CROSSED, BESIDE, INSIDE], _AWAY).astype(np.int64)


def thin(found: Candidates, rules: GateRules) -> Candidates:
    """Return at most `rules.most` candidates an estate, no two nearer than `rules.spacing_m`.

    First the best one, then always the farthest from those taken, lower ranks before higher.
    """
    estates = int(found.estate.max(initial=-1)) + 1
    open_ = np.ones(len(found.estate), dtype=bool)
    apart_m = np.full(len(found.estate), np.inf)
    taken: list[Ints] = [np.zeros(0, dtype=np.int64)]
    while open_.any() and len(taken) <= rules.most:
        chosen = _first_of_each(found, apart_m, np.flatnonzero(open_))
        anchor = np.full(estates, -1)
        anchor[found.estate[chosen]] = chosen
        mine = anchor[found.estate]
        step_m = np.hypot(*(found.xy - found.xy[mine]).T).round(ROUND_M_DECIMALS)
        apart_m = np.where(mine >= 0, np.minimum(apart_m, step_m), apart_m)
        open_ &= apart_m >= rules.spacing_m
        open_[chosen] = False
        taken.append(chosen)
    keep = np.concatenate(taken)
    return Candidates(found.estate[keep], found.rank[keep], found.xy[keep])


def _first_of_each(found: Candidates, apart_m: Floats, open_: Ints) -> Ints:
    order = open_[np.lexsort((open_, -apart_m[open_], found.rank[open_], found.estate[open_]))]
    first = np.ones(len(order), dtype=bool)
    first[1:] = found.estate[order][1:] != found.estate[order][:-1]
    return order[first]
