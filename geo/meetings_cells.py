"""The fast index of stretches: square cells, each with the stretches that pass through it.

Cells are as wide as stretches are long on average, and are folded into a table of fixed length: a
stray street far away makes the map larger, not the table, and folded cells only add candidates.
"""

from typing import NamedTuple

import numpy as np

from geo.compiled import compiled
from geo.meetings import REACH_CM, Finder, Floats, Ints, Stretches

CELLS_A_STRETCH = 2
LEAST_CELL_CM = 500


class _Cells(NamedTuple):
    """The stretches in slot c are stretch[first[c]:first[c + 1]]; ends are floats from `low`."""

    ends: Floats
    cell_cm: float
    columns: int
    first: Ints
    stretch: Ints


def cells(stretches: Stretches) -> Finder:
    """Return the index; both its answers may name a pair more than once."""
    if not len(stretches.start):
        nothing = np.zeros((0, 2), dtype=np.int64)
        return Finder(lambda: nothing, lambda _points, _radius_cm: nothing)
    low = np.minimum(stretches.start.min(axis=0), stretches.end.min(axis=0))
    ends = np.concatenate([stretches.start - low, stretches.end - low], axis=1).astype(np.float64)
    index = _index(ends)

    def pairs() -> Ints:
        found = np.empty((1024, 2), dtype=np.int64)
        while (count := _pairs(index, found)) > len(found):
            found = np.empty((count, 2), dtype=np.int64)
        return found[:count]

    def near(points: Ints, radius_cm: int) -> Ints:
        found = np.empty((len(points) + 1024, 2), dtype=np.int64)
        places = (points - low).astype(np.float64)
        while (count := _near(index, places, float(radius_cm), found)) > len(found):
            found = np.empty((count, 2), dtype=np.int64)
        return found[:count]

    return Finder(pairs, near)


def _index(ends: Floats) -> _Cells:
    width, height = (max(ends[:, at].max(), ends[:, at + 2].max()) for at in (0, 1))
    length = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]).mean()
    cell_cm = float(max(length, LEAST_CELL_CM))
    columns = int(width // cell_cm) + 1
    slots = min(columns * (int(height // cell_cm) + 1), CELLS_A_STRETCH * len(ends) + 1)
    first = np.zeros(slots + 1, dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    _fill(_Cells(ends, cell_cm, columns, first, nothing), count=True)
    first = np.cumsum(first)
    stretch = np.empty(first[-1], dtype=np.int64)
    _fill(_Cells(ends, cell_cm, columns, first.copy(), stretch), count=False)
    return _Cells(ends, cell_cm, columns, first, stretch)


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
                    index.stretch[first[slot]] = stretch
                    first[slot] += 1


@compiled
def _pairs(index: _Cells, found: Ints) -> int:
    """Write down pairs that may touch or cross; return how many there are, found room or not."""
    count = 0
    for slot in range(len(index.first) - 1):
        for at in range(index.first[slot], index.first[slot + 1]):
            one = index.stretch[at]
            for after in range(at + 1, index.first[slot + 1]):
                other = index.stretch[after]
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
    """Write down points with the stretches within the radius; return how many there are."""
    count, columns, a_cell = 0, index.columns, 1.0 / index.cell_cm
    slots = len(index.first) - 1
    for point in range(len(points)):
        x, y = points[point]
        south, west = max(y - radius_cm, 0.0), max(x - radius_cm, 0.0)
        for row in range(int(south * a_cell), int((y + radius_cm) * a_cell) + 1):
            for column in range(int(west * a_cell), int((x + radius_cm) * a_cell) + 1):
                slot = (row * columns + column) % slots
                for at in range(index.first[slot], index.first[slot + 1]):
                    stretch = index.stretch[at]
                    if _apart(index.ends[stretch], x, y) <= radius_cm:
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
