"""Rings with fewer points: straight where nearly straight, and still inside one another."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.compiled import compiled
from geo.isochrones.distance_grid import Grid
from geo.isochrones.ring_areas import Rings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

MIXED = 1 << 30  # in a cell's code: not all of the lines through it are the same
FEWEST = 4


def thinned(levels: Sequence[Rings], grid: Grid, *, tolerance_m: float) -> list[Rings]:
    """Return the rings of each level with the points left out that lie within the tolerance.

    Douglas and Peucker's rule, between points that stay: where rings of two levels part, or pass
    through cells side by side, every point stays. So what two levels share is thinned alike, what
    they do not share is farther apart than it moves (tolerance_m must be less than half a cell),
    and levels lie within one another as before. A ring left with fewer than four points stays
    as it was. `area_m2` remains that of the whole ring.
    """
    xy = np.concatenate([rings.xy for rings in levels])
    points = np.cumsum([0, *(len(rings.xy) for rings in levels)])
    shift = zip(levels, points, strict=False)
    first = np.concatenate([*(rings.first[:-1] + at for rings, at in shift), points[-1:]])
    tier = np.repeat(np.arange(len(levels)), np.diff(points))
    kept = _kept(xy, first, tier, grid, tolerance_m)
    thin = []
    for rings, begin, end in zip(levels, points[:-1], points[1:], strict=True):
        mine = kept[begin:end]
        left = np.concatenate([[0], np.cumsum(mine)])[rings.first]
        thin.append(Rings(rings.xy[mine], left, rings.area_m2))
    return thin


@compiled
def _kept(xy: Floats, first: Ints, tier: Ints, grid: Grid, tolerance_m: float) -> Flags:
    cell, after = _cells(xy, first, grid)
    codes = _codes(xy, cell, after, tier, grid)
    fixed = np.zeros(len(xy), np.bool_)
    for at in range(len(xy)):
        if _crowded(codes, cell[at], grid.square_m2.shape[1]):
            fixed[at] = fixed[after[at]] = True
    kept = fixed.copy()
    for ring in range(len(first) - 1):
        _thin_ring(xy, kept, fixed, (first[ring], first[ring + 1]), tolerance_m)
    return kept


@compiled
def _cells(xy: Floats, first: Ints, grid: Grid) -> tuple[Ints, Ints]:
    """Return for each point the cell its ring runs through next, and the point after it."""
    cell, after = np.empty(len(xy), np.int64), np.empty(len(xy), np.int64)
    columns = grid.square_m2.shape[1]
    for ring in range(len(first) - 1):
        for at in range(first[ring], first[ring + 1]):
            after[at] = at + 1 if at + 1 < first[ring + 1] else first[ring]
            x, y = (xy[at, 0] + xy[after[at], 0]) / 2, (xy[at, 1] + xy[after[at], 1]) / 2
            column, row = int((x - grid.x) / grid.cell_m), int((y - grid.y) / grid.cell_m)
            cell[at] = row * columns + column
    return cell, after


@compiled
def _codes(xy: Floats, cell: Ints, after: Ints, tier: Ints, grid: Grid) -> NDArray[np.int32]:
    """Return for each cell which levels run through it, one bit each, and whether apart."""
    codes = np.zeros(grid.square_m2.size, np.int32)
    last = np.empty(grid.square_m2.size, np.int32)
    for at in range(len(xy)):
        here = cell[at]
        if codes[here] and not _same(xy, after, at, last[here]):
            codes[here] |= MIXED
        codes[here] |= 1 << min(tier[at], 29)
        last[here] = at
    return codes


@compiled
def _same(xy: Floats, after: Ints, one: int, two: int) -> bool:
    ends = (xy[one, 0] == xy[two, 0]) and (xy[one, 1] == xy[two, 1])
    one, two = after[one], after[two]
    return bool(ends and xy[one, 0] == xy[two, 0] and xy[one, 1] == xy[two, 1])


@compiled
def _crowded(codes: NDArray[np.int32], cell: int, columns: int) -> bool:
    """Say whether other levels than its own run through a cell or one beside it."""
    own = codes[cell]
    if own >= MIXED:
        return True
    for row in (cell - columns, cell, cell + columns):
        for near in range(row - 1, row + 2):
            if codes[near] != 0 and codes[near] != own:
                return True
    return False


@compiled
def _thin_ring(
    xy: Floats, kept: Flags, fixed: Flags, span: tuple[int, int], tolerance_m: float
) -> None:
    begin, end = span
    count, start = end - begin, begin
    while start < end - 1 and not fixed[start]:
        start += 1
    kept[start] = True  # where nothing is fixed the ring begins anywhere: alike in every level
    ring = np.empty(count + 1, np.int64)
    for at in range(count + 1):
        ring[at] = begin + (start - begin + at) % count
    left = 0
    for at in range(1, count + 1):
        if kept[ring[at]]:
            _thin_run(xy, kept, ring[left : at + 1], tolerance_m)
            left = at
    left = 0
    for at in range(begin, end):
        left += kept[at]
    if left < FEWEST:
        for at in range(begin, end):
            kept[at] = True


@compiled
def _thin_run(xy: Floats, kept: Flags, run: Ints, tolerance_m: float) -> None:
    """Keep of a run of points, besides both ends, those that Douglas and Peucker keep."""
    stack = np.empty((len(run) + 1, 2), np.int64)
    stack[0, 0], stack[0, 1] = 0, len(run) - 1
    size = 1
    while size > 0:
        size -= 1
        low, high = stack[size, 0], stack[size, 1]
        middle, off_m = _farthest(xy, run, low, high)
        if off_m > tolerance_m:
            kept[run[middle]] = True
            stack[size, 0], stack[size, 1] = low, middle
            stack[size + 1, 0], stack[size + 1, 1] = middle, high
            size += 2


@compiled
def _farthest(xy: Floats, run: Ints, low: int, high: int) -> tuple[int, float]:
    """Return which point between two lies farthest from the segment between them, and how far."""
    ax, ay = xy[run[low], 0], xy[run[low], 1]
    dx, dy = xy[run[high], 0] - ax, xy[run[high], 1] - ay
    length2 = dx * dx + dy * dy
    best, most = low, -1.0
    for at in range(low + 1, high):
        x, y = xy[run[at], 0] - ax, xy[run[at], 1] - ay
        share = min(1.0, max(0.0, (x * dx + y * dy) / length2)) if length2 > 0.0 else 0.0
        square = (share * dx - x) ** 2 + (share * dy - y) ** 2
        if square > most:
            best, most = at, square
    return best, np.sqrt(max(most, 0.0))
