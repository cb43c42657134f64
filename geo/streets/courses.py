"""The vertices of pieces, run through piece by piece in machine code: how long, and where they go.

The same as the plain way in `geo.streets.pieces`, which serves where numba cannot compile.
"""

import numpy as np
from numpy.typing import NDArray

from geo.compiled import compiled

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@compiled
def measure(cm: Ints, start: Ints, end: Ints, backwards: Bools, mix: Ints) -> tuple[Floats, Ints]:
    """Return length in metres and course of the pieces from vertex `start` to `end`."""
    length_m, course = np.zeros(len(start)), np.zeros(len(start), np.int64)
    for piece in range(len(start)):
        count = end[piece] - start[piece] + 1
        step = -1 if backwards[piece] else 1
        at = end[piece] if backwards[piece] else start[piece]
        for turn in range(count):
            mixed = (cm[at, 0] * mix[0] + cm[at, 1]) * (2 * turn + 1) * mix[1]
            course[piece] += mixed ^ (mixed >> 31)
            if turn < count - 1:
                dx = (cm[at + step, 0] - cm[at, 0]) / 100.0
                dy = (cm[at + step, 1] - cm[at, 1]) / 100.0
                length_m[piece] += np.hypot(dx, dy)
            at += step
    return length_m, course


@compiled
def draw(cm: Ints, start: Ints, end: Ints, backwards: Bools, first_xy: Ints) -> Floats:
    """Return the vertices of the pieces in metres, one piece after another."""
    xy = np.empty((first_xy[-1], 2))
    for piece in range(len(start)):
        step = -1 if backwards[piece] else 1
        at = end[piece] if backwards[piece] else start[piece]
        for place in range(first_xy[piece], first_xy[piece + 1]):
            xy[place, 0], xy[place, 1] = cm[at, 0] / 100.0, cm[at, 1] / 100.0
            at += step
    return xy
