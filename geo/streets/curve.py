"""The order of points along a Hilbert curve: neighbours on the ground stay neighbours in memory."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.uint32]

LEVELS = 16
LAST = 2**LEVELS - 1
AT_ONCE = 2**15  # points whose working arrays stay in the processor's cache
BITS = 63


def hilbert(x: Ints, y: Ints) -> Ints:
    """Return how far along a Hilbert curve of 2¹⁶ × 2¹⁶ cells over all points each point lies.

    >>> hilbert(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 0])).argsort()
    array([0, 1, 2, 3])
    """
    column, row = _cells(x), _cells(y)
    along = np.empty(len(x), dtype=np.int64)
    for start in range(0, len(x), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        along[part] = _along(column[part].copy(), row[part].copy())
    return along


def order(keys: Ints) -> Ints:
    """Return the order of keys ≥ 0; equal ones keep theirs.

    Key and place are sorted as one number where both fit into one: twice as fast as argsort.

    >>> order(np.array([5, 2, 5, 0]))
    array([3, 1, 0, 2])
    """
    room = max(len(keys) - 1, 0).bit_length()
    if int(keys.max(initial=0)).bit_length() + room > BITS:
        return np.argsort(keys, kind="stable")
    packed = (keys << room) | np.arange(len(keys))
    packed.sort()
    return packed & ((1 << room) - 1)


def _along(x: Words, y: Words) -> Words:
    along, one = np.zeros(len(x), dtype=np.uint32), np.uint32(1)
    for level in reversed(range(LEVELS)):
        right, up = (x >> level) & one, (y >> level) & one
        along |= (right * np.uint32(3) ^ up) << (2 * level)
        flip = (right & ~up) * np.uint32(LAST)
        x ^= flip
        y ^= flip
        turn = (x ^ y) & (up - one)  # up - 1 is all ones where up is 0
        x ^= turn
        y ^= turn
    return along


def _cells(values: Ints) -> Words:
    if not len(values):
        return np.zeros(0, dtype=np.uint32)
    low, high = int(values.min()), int(values.max())
    if low == high:
        return np.zeros(len(values), dtype=np.uint32)
    cells: Words = ((values - low) * (LAST / (high - low))).astype(np.uint32)
    return cells
