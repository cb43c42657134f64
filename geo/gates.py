"""Likely gates: points of an outline near streets, thinned until they stand apart."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.network import Network

CROSSED, BESIDE, INSIDE = 0, 1, 2
AREA = 2
ROUND_M_DECIMALS = 3


class Candidates(NamedTuple):
    """Points on outlines: row number of the estate, how good the point is (0 best), x and y."""

    estate: NDArray[np.int64]
    rank: NDArray[np.int64]
    xy: NDArray[np.float64]


def candidates(shapes: NDArray[np.object_], network: Network, reach_m: float) -> Candidates:
    """Return all points where a street within `reach_m` crosses or comes nearest to an outline.

    Streets that stay inside count only for estates no other street reaches. Best first: crossing
    points, then by distance to the street, then by x and y.
    """
    shapes = shapely.normalize(shapes)  # the same outline gives the same points
    estate, edge = network.tree.query(shapes, predicate="dwithin", distance=reach_m)
    lines = network.lines[edge]
    ring = outlines(shapes)[estate]
    ways = shapely.shortest_line(ring, lines)
    gap_m = shapely.length(ways)
    crosses = gap_m == 0
    inside = ~crosses & (shapely.distance(shapes[estate], lines) == 0)
    beside = ~crosses & ~_only_inside(inside, estate, len(shapes))
    feet = shapely.get_coordinates(shapely.get_point(ways[beside], 0))
    cuts, cut = shapely.get_coordinates(
        shapely.intersection(ring[crosses], lines[crosses]), return_index=True
    )
    rank = np.where(inside[beside], INSIDE, BESIDE)
    return _sorted(
        Candidates(
            np.concatenate([estate[crosses][cut], estate[beside]]).astype(np.int64),
            np.concatenate([np.full(len(cut), CROSSED), rank]).astype(np.int64),
            np.concatenate([cuts, feet]),
        ),
        np.concatenate([np.zeros(len(cut)), gap_m[beside]]),
    )


def outlines(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the boundary of areas, and anything else as it is."""
    area = shapely.get_dimensions(shapes) == AREA
    return np.where(area, shapely.boundary(shapes), shapes)


def thin(found: Candidates, *, spacing_m: float, most: int) -> Candidates:
    """Return at most `most` candidates an estate, no two nearer than `spacing_m`.

    First the best one, then always the farthest from those taken, lower ranks before higher.
    """
    estates = int(found.estate.max(initial=-1)) + 1
    open_ = np.ones(len(found.estate), dtype=bool)
    apart_m = np.full(len(found.estate), np.inf)
    taken: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    while open_.any() and len(taken) <= most:
        chosen = _first_of_each(found, apart_m, np.flatnonzero(open_))
        anchor = np.full(estates, -1)
        anchor[found.estate[chosen]] = chosen
        mine = anchor[found.estate]
        step_m = np.hypot(*(found.xy - found.xy[mine]).T).round(ROUND_M_DECIMALS)
        apart_m = np.where(mine >= 0, np.minimum(apart_m, step_m), apart_m)
        open_ &= apart_m >= spacing_m
        open_[chosen] = False
        taken.append(chosen)
    keep = np.concatenate(taken)
    return Candidates(found.estate[keep], found.rank[keep], found.xy[keep])


def _only_inside(
    inside: NDArray[np.bool_], estate: NDArray[np.int64], estates: int
) -> NDArray[np.bool_]:
    """Say which pairs to leave out: inner streets of estates that other streets reach."""
    reached = np.zeros(estates, dtype=bool)
    reached[estate[~inside]] = True
    return np.asarray(inside & reached[estate])


def _sorted(found: Candidates, gap_m: NDArray[np.float64]) -> Candidates:
    gap_m = gap_m.round(ROUND_M_DECIMALS)
    order = np.lexsort((found.xy[:, 1], found.xy[:, 0], gap_m, found.rank, found.estate))
    return Candidates(found.estate[order], found.rank[order], found.xy[order])


def _first_of_each(
    found: Candidates, apart_m: NDArray[np.float64], open_: NDArray[np.int64]
) -> NDArray[np.int64]:
    order = open_[np.lexsort((open_, -apart_m[open_], found.rank[open_], found.estate[open_]))]
    first = np.ones(len(order), dtype=bool)
    first[1:] = found.estate[order][1:] != found.estate[order][:-1]
    return order[first]
