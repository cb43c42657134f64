"""The fast finder: square cells, each with the stretches that pass through it.

Cells are as wide as stretches are long on average, and are folded into a table of fixed length: a
stray street far away makes the map larger, not the table, and folded cells only add candidates.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np

from geo.compiled import compiled
from geo.streets.meetings import REACH_CM, Floats, Ints, Stretches

CELLS_A_STRETCH = 2
LEAST_CELL_CM = 500
ALONE = 10_000  # so few cells are looked through sooner than a second thread starts
ROOM = 1024


class _Cells(NamedTuple):
    """What is in slot c is item[first[c]:first[c + 1]]: stretches, or points.

    `ends` are those of the stretches, floats from the lowest x and y.
    """

    ends: Floats
    cell_cm: float
    columns: int
    first: Ints
    item: Ints


def pairs(stretches: Stretches) -> Ints:
    """Return pairs (one < other) that may touch or cross, some more than once."""
    if not len(stretches.start):
        return np.zeros((0, 2), dtype=np.int64)
    index = _index(_from_low(stretches, _low(stretches)))
    slots = len(index.first) - 1
    threads = (os.cpu_count() or 1) if slots > ALONE else 1
    bounds = np.linspace(0, slots, threads + 1).astype(np.int64)
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(partial(_pairs_of, index), bounds[:-1], bounds[1:]))
    return np.concatenate(found)


def near(stretches: Stretches, points: Ints, radius_cm: int) -> Ints:
    """Return points with the stretches within the radius, some more than once.

    Cells hold the points here, which are few beside the stretches.
    """
    if not len(stretches.start) or not len(points):
        return np.zeros((0, 2), dtype=np.int64)
    low = np.minimum(_low(stretches), points.min(axis=0))
    at = (points - low).astype(np.float64)
    index = _points_in_cells(_from_low(stretches, low), at)
    found = np.empty((len(points) + ROOM, 2), dtype=np.int64)
    while (count := _near(index, at, float(radius_cm), found)) > len(found):
        found = np.empty((count, 2), dtype=np.int64)
    return found[:count]


def _low(stretches: Stretches) -> Ints:
    """Return the lowest x and y; column by column, as numpy takes ten times as long for both."""
    return np.array([min(ends[:, i].min() for ends in stretches) for i in (0, 1)])


def _from_low(stretches: Stretches, low: Ints) -> Floats:
    ends = np.empty((len(stretches.start), 4))
    ends[:, :2] = stretches.start
    ends[:, 2:] = stretches.end
    ends -= np.tile(low, 2)
    return ends


def _empty_cells(ends: Floats) -> _Cells:
    """Return cells in number and size fit for the stretches, with nothing in them."""
    width, height = (max(ends[:, at].max(), ends[:, at + 2].max()) for at in (0, 1))
    across, up = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    cell_cm = float(max(np.sqrt(across * across + up * up).mean(), LEAST_CELL_CM))
    columns = int(width // cell_cm) + 1
    slots = min(columns * (int(height // cell_cm) + 1), CELLS_A_STRETCH * len(ends) + 1)
    nothing = np.zeros(0, dtype=np.int64)
    return _Cells(ends, cell_cm, columns, np.zeros(slots + 1, dtype=np.int64), nothing)


def _index(ends: Floats) -> _Cells:
    cells = _empty_cells(ends)
    _fill(cells, count=True)
    first = np.cumsum(cells.first)
    stretch = np.empty(first[-1], dtype=np.int64)
    _fill(cells._replace(first=first.copy(), item=stretch), count=False)
    return cells._replace(first=first, item=stretch)


def _points_in_cells(ends: Floats, points: Floats) -> _Cells:
    cells = _empty_cells(ends)
    slots = len(cells.first) - 1
    column, row = (points / cells.cell_cm).astype(np.int64).T
    slot = (row * cells.columns + column) % slots
    first = np.searchsorted(np.sort(slot), np.arange(slots + 1))
    return cells._replace(first=first.astype(np.int64), item=np.argsort(slot, kind="stable"))


def _pairs_of(index: _Cells, start: int, stop: int) -> Ints:
    found = np.empty((ROOM, 2), dtype=np.int64)
    while (count := _pairs(index, start, stop, found)) > len(found):
        found = np.empty((count, 2), dtype=np.int64)
    return found[:count]


@compiled
def _fill(index: _Cells, count: bool) -> None:  # noqa: FBT001 - numba takes no keyword-only words
    """Count the stretches of every slot, or write them down where the counts say."""
    columns, first, a_cell = index.columns, index.first, 1.0 / index.cell_cm
    slots = len(first) - 1
    for stretch in range(len(index.ends)):
        x0, y0, x1, y1 = index.ends[stretch]
        if y0 > y1:
            x0, y0, x1, y1 = x1, y1, x0, y0
        slope = (x1 - x0) / (y1 - y0) if y1 > y0 else 0.0
        for row in range(int(max(y0 - 1.0, 0.0) * a_cell), int((y1 + 1.0) * a_cell) + 1):
            enter = x0 + slope * (max(y0, min(y1, row * index.cell_cm)) - y0)
            leave = x0 + slope * (max(y0, min(y1, (row + 1) * index.cell_cm)) - y0)
            if y0 == y1:
                leave = x1
            west, east = max(min(enter, leave) - 1.0, 0.0), max(enter, leave) + 1.0
            for column in range(int(west * a_cell), int(east * a_cell) + 1):
                slot = row * columns + column
                if slot >= slots:
                    slot %= slots
                if count:
                    first[slot + 1] += 1
                else:
                    index.item[first[slot]] = stretch
                    first[slot] += 1


@compiled
def _pairs(index: _Cells, start: int, stop: int, found: Ints) -> int:
    """Write down pairs of these slots that may touch or cross; return how many, room or not."""
    count = 0
    for slot in range(start, stop):
        for at in range(index.first[slot], index.first[slot + 1]):
            one = index.item[at]
            for after in range(at + 1, index.first[slot + 1]):
                other = index.item[after]
                if one != other and _may_meet(index.ends[one], index.ends[other]):
                    if count < len(found):
                        found[count, 0], found[count, 1] = min(one, other), max(one, other)
                    count += 1
    return count


@compiled
def _may_meet(one: Floats, other: Floats) -> bool:
    """Say whether two stretches come within 2 cm, other than at an end they share."""
    if max(one[0], one[2]) + REACH_CM < min(other[0], other[2]):
        return False
    if max(other[0], other[2]) + REACH_CM < min(one[0], one[2]):
        return False
    if max(one[1], one[3]) + REACH_CM < min(other[1], other[3]):
        return False
    if max(other[1], other[3]) + REACH_CM < min(one[1], one[3]):
        return False
    if _share_an_end(one, other):  # then they meet again only where they lie along one another
        return not (_beside(one, other) and _beside(other, one))
    return not (_beside(one, other) or _beside(other, one))


@compiled
def _beside(one: Floats, other: Floats) -> bool:
    """Say whether `other` keeps to one side of the line of `one`, but for an end they share."""
    dx, dy = one[2] - one[0], one[3] - one[1]
    slack = REACH_CM * np.sqrt(dx * dx + dy * dy)
    left = dx * (other[1] - one[1]) - dy * (other[0] - one[0])
    right = dx * (other[3] - one[1]) - dy * (other[2] - one[0])
    if left == 0.0 and _is_end(one, other[0], other[1]):
        left = right
    elif right == 0.0 and _is_end(one, other[2], other[3]):
        right = left
    return bool((left > slack and right > slack) or (left < -slack and right < -slack))


@compiled
def _share_an_end(one: Floats, other: Floats) -> bool:
    return _is_end(one, other[0], other[1]) or _is_end(one, other[2], other[3])


@compiled
def _is_end(one: Floats, x: float, y: float) -> bool:
    return bool((one[0] == x and one[1] == y) or (one[2] == x and one[3] == y))


@compiled
def _near(index: _Cells, points: Floats, radius_cm: float, found: Ints) -> int:
    """Write down points with the stretches within the radius; return how many, room or not."""
    count, a_cell, slots = 0, 1.0 / index.cell_cm, len(index.first) - 1
    for stretch in range(len(index.ends)):
        one = index.ends[stretch]
        west, east = min(one[0], one[2]) - radius_cm, max(one[0], one[2]) + radius_cm
        south, north = min(one[1], one[3]) - radius_cm, max(one[1], one[3]) + radius_cm
        for row in range(int(max(south, 0.0) * a_cell), int(north * a_cell) + 1):
            for column in range(int(max(west, 0.0) * a_cell), int(east * a_cell) + 1):
                slot = (row * index.columns + column) % slots
                for at in range(index.first[slot], index.first[slot + 1]):
                    point = index.item[at]
                    if _apart(one, points[point, 0], points[point, 1]) <= radius_cm:
                        if count < len(found):
                            found[count, 0], found[count, 1] = point, stretch
                        count += 1
    return count


@compiled
def _apart(one: Floats, x: float, y: float) -> float:
    dx, dy = one[2] - one[0], one[3] - one[1]
    share = ((x - one[0]) * dx + (y - one[1]) * dy) / max(dx * dx + dy * dy, 1.0)
    share = min(max(share, 0.0), 1.0)
    return float(np.hypot(x - one[0] - share * dx, y - one[1] - share * dy))
