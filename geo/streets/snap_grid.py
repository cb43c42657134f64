"""The street nearest to a point, found in a grid of squares: a hundred times as fast as a tree.

Every piece between two vertices is listed in the squares it passes. From the square of a point
the search goes outwards ring by ring until nothing unseen can be as near as what was found. The
sums are those of GEOS, step by step, so the answers are those of `shapely`, ties included.
"""

import math
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from geo.compiled import compiled, whole
from geo.streets.nearest import Nearest
from geo.streets.network import Floats, Ints, Network
from geo.streets.squares import PAD_M, Squares, box_of, square_of, squares_of

RINGS = 8  # farther out the search goes on in squares that much larger
LEAST_M = 1.0
SOMEWHERE_M = 1e12  # a coordinate beyond is no place on earth
ALONE = 512  # so few points are found sooner than a second thread starts
NOT_YET = -2


def nearest_place(xy: Floats, network: Network) -> Nearest:
    """Return the place on the streets nearest to each point; NaN coordinates have none.

    Equally near: the lowest edge, on it the first piece.
    """
    count = len(xy)
    found = Nearest(np.full(count, -1), np.full(count, np.nan), np.full(count, np.nan))
    todo = np.flatnonzero((np.abs(xy) < SOMEWHERE_M).all(axis=1))
    if not len(todo) or not len(network.u):
        return found
    box, pieces = box_of(network.xy), len(network.xy) - len(network.u)
    longest_m = max(box.width_m, box.height_m)
    side_m = max(LEAST_M, longest_m / pieces, math.sqrt(box.width_m * box.height_m / pieces))
    while len(todo):
        _in_threads(xy, todo, squares_of(network.xy, network.first_xy, box, side_m), found)
        todo = todo[found.edge[todo] == NOT_YET]
        side_m *= RINGS
    on = np.flatnonzero(found.edge >= 0)
    edge = np.searchsorted(network.first_xy, found.edge[on], side="right") - 1
    _locate(xy, on, network.xy, network.first_xy[edge], found)
    found.edge[on] = edge
    return found


def _in_threads(xy: Floats, todo: Ints, squares: Squares, found: Nearest) -> None:
    threads = (os.cpu_count() or 1) if len(todo) > ALONE else 1
    order = np.argsort(square_of(xy[todo], squares), kind="stable")
    parts = np.array_split(todo[order], threads)
    if threads == 1:
        _find(xy, parts[0], squares, found)
        return
    with ThreadPoolExecutor(threads) as pool:
        for part in [pool.submit(_find, xy, part, squares, found) for part in parts]:
            part.result()


@compiled
def _distance(px: float, py: float, ax: float, ay: float, bx: float, by: float) -> float:
    """Return how far the point is from the piece, in the steps of GEOS."""
    dx, dy = bx - ax, by - ay
    square_m2 = dx * dx + dy * dy
    along = (px - ax) * dx + (py - ay) * dy
    if square_m2 == 0 or along / square_m2 <= 0:
        return math.sqrt((px - ax) * (px - ax) + (py - ay) * (py - ay))
    if along / square_m2 >= 1:
        return math.sqrt((px - bx) * (px - bx) + (py - by) * (py - by))
    return abs(((ay - py) * dx - (ax - px) * dy) / square_m2) * math.sqrt(square_m2)


@compiled
def _scan(
    px: float, py: float, squares: Squares, square: int, best: tuple[float, int]
) -> tuple[float, int]:
    xy, first, piece = squares.xy, squares.first, squares.piece
    best_m, nearest = best
    for at in range(first[square], first[square + 1]):
        one = whole(piece[at])
        far_m = _distance(px, py, xy[one, 0], xy[one, 1], xy[one + 1, 0], xy[one + 1, 1])
        if far_m < best_m or (far_m == best_m and one < nearest):
            best_m, nearest = far_m, one
    return best_m, nearest


@compiled
def _ring(
    px: float, py: float, squares: Squares, ring: int, best: tuple[float, int]
) -> tuple[float, int]:
    """Look at the squares `ring` steps away, all but those that are too far."""
    side_m = squares.side_m
    column, row = math.floor((px - squares.x) / side_m), math.floor((py - squares.y) / side_m)
    for r in range(max(row - ring, 0), min(row + ring, squares.rows - 1) + 1):
        edge = r in (row - ring, row + ring)
        first = max(column - ring, 0) if edge else column - ring
        last = min(column + ring, squares.columns - 1) if edge else column + ring
        for c in range(first, last + 1, 1 if edge else 2 * ring):
            near_m2 = best[0] * best[0] + PAD_M
            if 0 <= c < squares.columns and _gap_m2(px, py, squares, c, r) <= near_m2:
                best = _scan(px, py, squares, r * squares.columns + c, best)
    return best


@compiled
def _gap_m2(px: float, py: float, squares: Squares, column: int, row: int) -> float:
    """Return the square of how far the point is from a square of the squares."""
    low_x, low_y = squares.x + column * squares.side_m, squares.y + row * squares.side_m
    gap_x = max(low_x - px, px - low_x - squares.side_m, 0.0)
    gap_y = max(low_y - py, py - low_y - squares.side_m, 0.0)
    return gap_x * gap_x + gap_y * gap_y


@compiled
def _nearest_piece(px: float, py: float, squares: Squares) -> tuple[float, int]:
    """Return how far the nearest piece is and its number, or NOT_YET after so many rings."""
    side_m, east_m, north_m = squares.side_m, px - squares.x, py - squares.y
    column, row = math.floor(east_m / side_m), math.floor(north_m / side_m)
    in_x, in_y = east_m - column * side_m, north_m - row * side_m
    margin_m = min(in_x, side_m - in_x, in_y, side_m - in_y)
    right, top = squares.columns - 1 - column, squares.rows - 1 - row
    first, last = max(-column, -right, -row, -top, 0), max(column, right, row, top)
    best = (np.inf, whole(NOT_YET))
    for ring in range(first, min(last, first + RINGS) + 1):
        best = _ring(px, py, squares, ring, best)
        if best[0] + PAD_M < margin_m + ring * side_m:
            return best
    return best if last <= first + RINGS else (np.inf, whole(NOT_YET))


@compiled
def _along(px: float, py: float, xy: Floats, first: int, piece: int) -> float:
    """Return how far along its edge, from vertex `first`, the piece is nearest to the point."""
    offset_m = 0.0
    for one in range(first, piece):
        dx, dy = xy[one + 1, 0] - xy[one, 0], xy[one + 1, 1] - xy[one, 1]
        offset_m += math.sqrt(dx * dx + dy * dy)
    ax, ay = xy[piece, 0], xy[piece, 1]
    dx, dy = xy[piece + 1, 0] - ax, xy[piece + 1, 1] - ay
    square_m2 = dx * dx + dy * dy
    if square_m2 == 0:
        return offset_m
    share = ((px - ax) * dx + (py - ay) * dy) / square_m2
    return float(offset_m + min(max(share, 0.0), 1.0) * math.sqrt(square_m2))


@compiled
def _find(xy: Floats, points: Ints, squares: Squares, found: Nearest) -> None:
    """Write the nearest piece of each point, for the time being in the place of its edge."""
    for point in points:
        px, py = xy[point, 0], xy[point, 1]
        found.snap_m[point], found.edge[point] = _nearest_piece(px, py, squares)


@compiled
def _locate(xy: Floats, points: Ints, network_xy: Floats, first: Ints, found: Nearest) -> None:
    """Write how far along its edge, from vertex `first`, each point meets its piece."""
    for at in range(len(points)):
        point = points[at]
        found.offset_m[point] = _along(
            xy[point, 0], xy[point, 1], network_xy, first[at], found.edge[point]
        )
