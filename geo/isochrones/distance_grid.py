"""How far it is from every corner of a grid to the nearest of some lines, near those lines."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.compiled import compiled
from geo.isochrones.cut import Polylines

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Grid(NamedTuple):
    """Corners at (x + i·cell_m, y + j·cell_m); `square_m2[j, i]` is the squared distance there.

    Where that is more than `reach_m`, and in the outermost corners, the value is reach_m².
    """

    square_m2: Floats
    x: float
    y: float
    cell_m: float
    reach_m: float


def empty_grid(xy: Floats, *, cell_m: float, reach_m: float) -> Grid:
    """Return a grid around the points with nothing drawn, its corners at multiples of `cell_m`."""
    low = np.floor((xy.min(axis=0) - reach_m) / cell_m) - 1
    high = np.ceil((xy.max(axis=0) + reach_m) / cell_m) + 1
    columns, rows = (high - low).astype(int) + 1
    square = np.full((rows, columns), float(reach_m) ** 2)
    x, y = float(low[0] * cell_m), float(low[1] * cell_m)
    return Grid(square, x, y, float(cell_m), float(reach_m))


@compiled
def draw(grid: Grid, lines: Polylines, chosen: Ints) -> None:
    """Lower the values of the grid to the distances from the lines numbered `chosen`."""
    xy, first = lines.xy, lines.first
    for line in chosen:
        for at in range(first[line], first[line + 1] - 1):
            dx, dy = xy[at + 1, 0] - xy[at, 0], xy[at + 1, 1] - xy[at, 1]
            _draw_segment(grid, xy[at, 0] - grid.x, xy[at, 1] - grid.y, dx, dy)


@compiled
def _draw_segment(grid: Grid, ax: float, ay: float, dx: float, dy: float) -> None:
    """Draw the segment from (ax, ay), counted from the grid's first corner, to (ax+dx, ay+dy)."""
    cell, reach, length2 = grid.cell_m, grid.reach_m, dx * dx + dy * dy
    inverse = 1.0 / length2 if length2 > 0.0 else 0.0
    low = int(np.ceil((min(ay, ay + dy) - reach) / cell))
    high = int(np.floor((max(ay, ay + dy) + reach) / cell))
    for row in range(low, high + 1):
        y = row * cell - ay
        left, right = _within_row(dx, dy, y, reach)
        first, last = int(np.ceil((ax + left) / cell)), int(np.floor((ax + right) / cell))
        strip = grid.square_m2[row, first : last + 1]
        _draw_strip(strip, (first * cell - ax, y, cell), (dx, dy, inverse))


@compiled
def _within_row(dx: float, dy: float, y: float, reach: float) -> tuple[float, float]:
    """Return between which x, counted from the segment's start, it can be within reach."""
    one, two = 0.0, 1.0
    if dy != 0.0:
        one, two = (y - reach) / dy, (y + reach) / dy
        one, two = min(one, two), max(one, two)
        one, two = min(1.0, max(0.0, one)), min(1.0, max(0.0, two))
    return min(one * dx, two * dx) - reach, max(one * dx, two * dx) + reach


@compiled
def _draw_strip(
    strip: Floats, start: tuple[float, float, float], leg: tuple[float, float, float]
) -> None:
    # No branches and no calls in here: the compiler then takes several corners at a time.
    (x0, y, cell), (dx, dy, inverse) = start, leg
    ahead = y * dy * inverse
    for column in range(len(strip)):
        x = x0 + column * cell
        share = x * (dx * inverse) + ahead
        share = share if share > 0.0 else 0.0  # noqa: FURB136
        share = share if share < 1.0 else 1.0  # noqa: FURB136
        ex, ey = share * dx - x, share * dy - y
        square, old = ex * ex + ey * ey, strip[column]
        strip[column] = square if square < old else old  # noqa: FURB136
