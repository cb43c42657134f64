"""Streets in a grid of squares: which pieces of street pass which square."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.compiled import compiled
from geo.streets.network import Floats, Ints

PAD_M = 1e-3  # a piece on the side of a square is listed in both squares


Ends = tuple[float, float, float, float]  # x and y of the lower end, then of the higher


class Box(NamedTuple):
    """The ground the streets cover."""

    x: float
    y: float
    width_m: float
    height_m: float


class Squares(NamedTuple):
    """Squares from the lower left, row by row: square s has piece[first[s]:first[s + 1]].

    Piece i runs from vertex i to vertex i + 1 of the streets, `xy`; those of edge e are the
    vertices first_xy[e]:first_xy[e + 1].
    """

    xy: Floats
    first_xy: Ints
    x: float
    y: float
    side_m: float
    columns: int
    rows: int
    first: Ints
    piece: NDArray[np.int32]


def box_of(xy: Floats) -> Box:
    """Return the box around the vertices, of which there must be some."""
    # column by column: numpy takes ten times as long for both at once
    (x, right), (y, top) = ((xy[:, i].min(), xy[:, i].max()) for i in (0, 1))
    return Box(float(x), float(y), float(right - x), float(top - y))


def squares_of(xy: Floats, first_xy: Ints, box: Box, side_m: float) -> Squares:
    """Return the squares of that side, with their pieces."""
    columns, rows = (int(span_m / side_m) + 1 for span_m in (box.width_m, box.height_m))
    first, none = np.zeros(columns * rows + 1, dtype=np.int64), np.zeros(0, dtype=np.int32)
    squares = Squares(xy, first_xy, box.x, box.y, side_m, columns, rows, first, none)
    _list(squares, first)
    np.cumsum(first, out=first)
    squares = squares._replace(piece=np.empty(first[-1], dtype=np.int32))
    _list(squares, first[:-1].copy())
    return squares


def square_of(xy: Floats, squares: Squares) -> Ints:
    """Return the number of the square each point is in, or nearest to."""
    at = (xy - (squares.x, squares.y)) / squares.side_m
    column, row = np.clip(at, 0, (squares.columns - 1, squares.rows - 1)).astype(np.int64).T
    return np.asarray(row * squares.columns + column, dtype=np.int64)


@compiled
def _list(squares: Squares, at: Ints) -> None:
    """Write down the pieces of each square from `at` on; with no room, count them one behind."""
    xy, first_xy, piece, columns = squares.xy, squares.first_xy, squares.piece, squares.columns
    counting = len(piece) == 0
    for edge in range(len(first_xy) - 1):
        for one in range(first_xy[edge], first_xy[edge + 1] - 1):
            low, high = (one, one + 1) if xy[one, 1] <= xy[one + 1, 1] else (one + 1, one)
            ends = (xy[low, 0], xy[low, 1], xy[high, 0], xy[high, 1])
            for row in range(*_rows(squares, ends)):
                left, right = _columns(squares, ends, row)
                for square in range(row * columns + left, row * columns + right):
                    if counting:
                        at[square + 1] += 1
                    else:
                        piece[at[square]] = one
                        at[square] += 1


@compiled
def _rows(squares: Squares, ends: Ends) -> tuple[int, int]:
    first = _within((ends[1] - PAD_M - squares.y) / squares.side_m, squares.rows)
    return first, _within((ends[3] + PAD_M - squares.y) / squares.side_m, squares.rows) + 1


@compiled
def _columns(squares: Squares, ends: Ends, row: int) -> tuple[int, int]:
    """Return the columns, first and one behind the last, in which the piece passes the row."""
    from_x, low_y, to_x, high_y = ends
    rise_m = high_y - low_y
    if rise_m > PAD_M:
        slope, base = (to_x - from_x) / rise_m, squares.y + row * squares.side_m
        to_x = from_x + slope * (min(high_y, base + squares.side_m + PAD_M) - low_y)
        from_x = from_x + slope * (max(low_y, base - PAD_M) - low_y)
    left, right = min(from_x, to_x) - PAD_M, max(from_x, to_x) + PAD_M
    first = _within((left - squares.x) / squares.side_m, squares.columns)
    return first, _within((right - squares.x) / squares.side_m, squares.columns) + 1


@compiled
def _within(value: float, count: int) -> int:
    return min(max(math.floor(value), 0), count - 1)
