"""Which outlines lie next to one another, and groups of neighbours no larger than wanted."""

import heapq
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

PAIR = 2  # fewer are no neighbours
MM = 3  # digits of a metre: what differs by less is equal, so that ties fall the same everywhere

Groups = list[list[int]]
Neighbours = Sequence[Sequence[int]]


def near_pairs(shapes: NDArray[np.object_], *, within_m: float) -> NDArray[np.int64]:
    """Return the pairs of shapes at most `within_m` apart: two rows, lower place then higher.

    The gap is from edge to edge, 0 where shapes touch or overlap; missing shapes are in no pair.

    >>> row = shapely.box([0, 20, 99], 0, [10, 30, 109], 10)
    >>> near_pairs(row, within_m=10).tolist()
    [[0], [1]]
    """
    near = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=within_m)
    return np.asarray(near[:, near[0] < near[1]], dtype=np.int64)


def neighbour_groups(
    shapes: NDArray[np.object_], pairs: NDArray[np.int64], *, most: int | None = None
) -> Groups:
    """Return the groups of two or more shapes that `pairs` connect, each at most `most` large.

    A larger group of n is divided into ⌈n / most⌉ parts of about equal size, west to east: from
    the westernmost shape still free (then the southernmost, then the first) a part takes, among
    the free neighbours of what it holds, the one nearest to where it began, so parts are round
    and in one piece. What is then left alone joins the smallest part next to it that has room;
    without room it stays alone. Members are sorted, groups ordered by their first member.
    """
    neighbours = _neighbours(len(shapes), pairs)
    found: Groups = []
    for members in _connected(len(shapes), pairs):
        if most is None or len(members) <= most:
            found.append(members)
        else:
            found += _divided(members, neighbours, shapes, most)
    return sorted(sorted(group) for group in found if len(group) >= PAIR)


def _connected(count: int, pairs: NDArray[np.int64]) -> Groups:
    if not pairs.size:
        return []
    linked = coo_array((np.ones(pairs.shape[1]), (pairs[0], pairs[1])), shape=(count, count))
    _, label = connected_components(linked, directed=False)
    order = np.argsort(label, kind="stable")
    ends = np.flatnonzero(np.diff(label[order])) + 1
    return [group.tolist() for group in np.split(order, ends)]


def _neighbours(count: int, pairs: NDArray[np.int64]) -> Neighbours:
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in pairs.T.tolist():
        near[one].append(other)
        near[other].append(one)
    return near


def _divided(
    members: list[int], neighbours: Neighbours, shapes: NDArray[np.object_], most: int
) -> Groups:
    size = -(-len(members) // -(-len(members) // most))
    middle = shapely.get_coordinates(shapely.centroid(shapes[members]))
    places = dict(zip(members, middle, strict=True))
    west_south = np.round(shapely.bounds(shapes[members])[:, :2], MM).T
    starts = np.array(members)[np.lexsort((members, west_south[1], west_south[0]))]
    free = set(members)
    parts: Groups = []
    for start in starts.tolist():
        if start in free:
            part = _grown(start, size, free, neighbours, places)
            free.difference_update(part)
            parts.append(part)
    return _strays_joined(parts, neighbours, most)


def _grown(
    start: int,
    size: int,
    free: set[int],
    neighbours: Neighbours,
    places: dict[int, NDArray[np.float64]],
) -> list[int]:
    part: list[int] = []
    seen, edge = {start}, [(0.0, start)]
    while edge and len(part) < size:
        _, nearest = heapq.heappop(edge)
        part.append(nearest)
        for other in neighbours[nearest]:
            if other in free and other not in seen:
                seen.add(other)
                away = round(float(np.hypot(*(places[other] - places[start]))), MM)
                heapq.heappush(edge, (away, other))
    return part


def _strays_joined(parts: Groups, neighbours: Neighbours, most: int) -> Groups:
    joined = {part[0]: list(part) for part in parts}
    home = {member: part[0] for part in parts for member in part}
    for stray in sorted(part[0] for part in parts if len(part) < PAIR):
        near = {home[other] for other in neighbours[stray]}
        room = [first for first in near if first != stray and len(joined[first]) < most]
        if len(joined[stray]) < PAIR and room:
            best = min(room, key=lambda first: (len(joined[first]), min(joined[first])))
            joined[best] += joined.pop(stray)
            home[stray] = best
    return list(joined.values())
