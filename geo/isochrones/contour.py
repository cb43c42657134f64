"""Rings around the part of a distance grid that lies within a distance: marching squares."""

import numpy as np
from numpy.typing import NDArray

from geo.compiled import compiled
from geo.isochrones.distance_grid import Grid
from geo.isochrones.ring_areas import Rings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sides = NDArray[np.int32]

NEAREST = 1e-4  # of a cell: a ring keeps off the corners of the grid, so it never touches itself


@compiled
def contour(grid: Grid, within_m: float) -> Rings:
    """Return the rings around the ground within a distance of the lines drawn on the grid.

    A ring crosses a side of a cell where the distance, taken as linear between its ends, is
    `within_m`; in a cell with two corners in and two out, across from one another, the mean of
    the four decides. So rings never cross; and once more lines are drawn, the rings of before
    lie within the new ones, to the last bit.
    """
    following, starts = _links(grid, within_m)
    return _rings(grid, within_m, following, starts)


@compiled
def _links(grid: Grid, within_m: float) -> tuple[Sides, Sides]:
    """Return for every side of a cell that a ring crosses the side it crosses next (else -1).

    Side 2·n leads from corner n to the right, 2·n + 1 upwards. Second: all sides crossed.
    """
    field, level = grid.square_m2, within_m * within_m
    rows, columns = field.shape
    following = np.full(2 * rows * columns, -1, np.int32)
    crossed = np.empty(2 * rows * columns, np.int32)
    count = 0
    for j in range(rows - 1):
        for i in range(columns - 1):
            a, b = field[j, i] <= level, field[j, i + 1] <= level
            d, c = field[j + 1, i] <= level, field[j + 1, i + 1] <= level
            if a == b == c == d:
                continue
            bottom = 2 * (j * columns + i)
            sides = (bottom, bottom + 3, bottom + 2 * columns, bottom + 1)
            if a == c and b == d:
                across = (a, _joined(field, j, i, within_m))
                crossed[count], crossed[count + 1] = _saddle(following, sides, across)
                count += 2
            else:
                crossed[count] = _link(following, sides, (a, b, c, d))
                count += 1
    return following, crossed[:count]


@compiled
def _link(
    following: Sides, sides: tuple[int, int, int, int], inside: tuple[bool, bool, bool, bool]
) -> int:
    """Go through a cell, in where its corners, counterclockwise, turn from within to beyond."""
    a, b, c, d = inside
    bottom, right, top, left = sides
    enter = bottom if a and not b else right if b and not c else top if c and not d else left
    leave = bottom if b and not a else right if c and not b else top if d and not c else left
    following[enter] = leave
    return enter


@compiled
def _saddle(
    following: Sides, sides: tuple[int, int, int, int], across: tuple[bool, bool]
) -> tuple[int, int]:
    """Go through a cell twice: two corners across from one another are in, joined or apart."""
    bottom, right, top, left = sides
    a_and_c, joined = across
    if a_and_c:
        following[bottom], following[top] = (right, left) if joined else (left, right)
        return bottom, top
    following[right], following[left] = (top, bottom) if joined else (bottom, top)
    return right, left


@compiled
def _joined(field: Floats, j: int, i: int, within_m: float) -> bool:
    total = np.sqrt(field[j, i]) + np.sqrt(field[j, i + 1])
    total += np.sqrt(field[j + 1, i]) + np.sqrt(field[j + 1, i + 1])
    return bool(total <= 4 * within_m)


@compiled
def _rings(grid: Grid, within_m: float, following: Sides, crossed: Sides) -> Rings:
    xy = np.empty((len(crossed), 2))
    first = np.zeros(len(crossed) + 1, np.int64)
    area = np.empty(len(crossed))
    rings, size = 0, 0
    for side in crossed:
        if following[side] < 0:
            continue  # of a ring told before
        while following[side] >= 0:
            xy[size, 0], xy[size, 1] = _crossing(grid, within_m, side)
            size += 1
            ahead = following[side]
            following[side] = -1
            side = ahead  # noqa: PLW2901
        area[rings] = _area(xy[first[rings] : size])
        rings += 1
        first[rings] = size
    return Rings(xy[:size], first[: rings + 1], area[:rings])


@compiled
def _crossing(grid: Grid, within_m: float, side: int) -> tuple[float, float]:
    columns, up = grid.square_m2.shape[1], side % 2
    j, i = side // 2 // columns, side // 2 % columns
    here = np.sqrt(grid.square_m2[j, i])
    there = np.sqrt(grid.square_m2[j + up, i + 1 - up])
    share = min(1 - NEAREST, max(NEAREST, (within_m - here) / (there - here)))
    x, y = grid.x + i * grid.cell_m, grid.y + j * grid.cell_m
    if up:
        return x, y + share * grid.cell_m
    return x + share * grid.cell_m, y


@compiled
def _area(ring: Floats) -> float:
    twice = 0.0
    x, y = (
        ring[0, 0],
        ring[0, 1],
    )  # counted from here: products of large numbers lose their last digits
    for at in range(1, len(ring) - 1):
        ax, ay, bx, by = ring[at, 0] - x, ring[at, 1] - y, ring[at + 1, 0] - x, ring[at + 1, 1] - y
        twice += ax * by - bx * ay
    return twice / 2
