"""The order of points along a Hilbert curve: neighbours on the ground stay neighbours in memory."""

import numpy as np
from numpy.typing import NDArray

LEVELS = 16
LAST = 2**LEVELS - 1


def hilbert(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far along a Hilbert curve of 2¹⁶ × 2¹⁶ cells over all points each point lies.

    >>> hilbert(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 0])).argsort()
    array([0, 1, 2, 3])
    """
    x, y = _cells(x), _cells(y)
    along = np.zeros(len(x), dtype=np.int64)
    for level in reversed(range(LEVELS)):
        right, up = (x >> level) & 1, (y >> level) & 1
        along |= ((3 * right) ^ up) << (2 * level)
        flip = (right & ~up & 1).astype(bool)
        x[flip], y[flip] = LAST - x[flip], LAST - y[flip]
        turn = up == 0
        x[turn], y[turn] = y[turn], x[turn]
    return along


def _cells(values: NDArray[np.int64]) -> NDArray[np.int64]:
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    width = int(np.ptp(values))
    if not width:
        return np.zeros(len(values), dtype=np.int64)
    cells: NDArray[np.int64] = ((values - values.min()) * (LAST / width)).astype(np.int64)
    return cells
