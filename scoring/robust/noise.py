"""What an uncertain cell is worth in one draw: random bits by counter, so that order never matters.

The bits of draw d and cell c are a function of (seed, d, c) alone: the finaliser of SplitMix64
(Steele, Lea & Flood 2014, OOPSLA) on a counter. Whoever computes a draw finds the same values.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numba import njit
from scipy.special import ndtri

from scoring.robust.cells import Cells, Floats, Ints

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SECOND_MIX = np.uint64(0x94D049BB133111EB)
_30, _27, _31, _ONE = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(1)

_QUANTILE_BITS = 14  # 16,384 equally likely values: within 3e-5 of the normal distribution
_TO_QUANTILE = np.uint64(64 - _QUANTILE_BITS)
_TO_FRACTION = np.uint64(11)
_FRACTION = 2.0**-53


class Noise(NamedTuple):
    """The cells as the compiled draws want them, sorted by row.

    An interval spreads below and above `mid` by its own standard deviation; a value of any of its
    range (`interval` False) lies between `low` and `high`. `low` and `high` bound every draw.
    """

    seed: np.uint64
    row: Ints
    column: Ints
    share: Floats
    interval: np.ndarray
    low: Floats
    mid: Floats
    high: Floats
    sd_below: Floats
    sd_above: Floats
    quantile: Floats


@cache
def _quantiles() -> Floats:
    """Return the standard normal at the middles of equal slices of probability."""
    slices = 2**_QUANTILE_BITS
    return np.asarray(ndtri((np.arange(slices) + 1 / 2) / slices))


def noise(cells: Cells, seed: int, *, bounds: tuple[float, float]) -> Noise:
    """Return the cells ready to be drawn; an interval is clipped to the bounds of the scale."""
    order = np.lexsort((cells.column, cells.row))
    low, mid, high = (end[order] for end in (cells.low, cells.mid, cells.high))
    interval = cells.interval[order]
    reach = float(ndtri((1 + cells.confidence) / 2))
    below, above = (mid - low) / reach, (high - mid) / reach
    quantile = _quantiles()
    return Noise(
        seed=np.uint64(seed),
        row=cells.row[order],
        column=cells.column[order],
        share=cells.share[order],
        interval=interval,
        low=np.where(interval, np.maximum(mid + below * quantile[0], bounds[0]), low),
        mid=mid,
        high=np.where(interval, np.minimum(mid + above * quantile[-1], bounds[1]), high),
        sd_below=below,
        sd_above=above,
        quantile=quantile,
    )


@njit(nogil=True, cache=True, forceinline=True)
def _mixed(bits: np.uint64) -> np.uint64:
    bits = (bits ^ (bits >> _30)) * _FIRST_MIX
    bits = (bits ^ (bits >> _27)) * _SECOND_MIX
    return bits ^ (bits >> _31)


@njit(nogil=True, cache=True)
def stream(seed: np.uint64, draw: int) -> np.uint64:
    """Return where the bits of a draw start."""
    return _mixed(_mixed(seed + _GOLDEN) + (np.uint64(draw) + _ONE) * _GOLDEN)


@njit(nogil=True, cache=True, forceinline=True)
def drawn(given: Noise, start: np.uint64, cell: int) -> float:
    """Return the points of a cell in the draw whose bits begin at `start`."""
    bits = _mixed(start + (np.uint64(cell) + _ONE) * _GOLDEN)
    low, high = given.low[cell], given.high[cell]
    if not given.interval[cell]:
        anywhere: float = low + (bits >> _TO_FRACTION) * _FRACTION * (high - low)
        return anywhere
    z = given.quantile[bits >> _TO_QUANTILE]
    value: float = given.mid[cell] + z * (given.sd_below[cell] if z < 0 else given.sd_above[cell])
    within: float = min(max(value, low), high)
    return within


@njit(nogil=True, cache=True)
def draw_all(given: Noise, first: int, size: int) -> Floats:
    """Return the points of every cell (draws x cells) in `size` draws from `first` on."""
    found = np.empty((size, len(given.row)))
    for draw in range(size):
        start = stream(given.seed, first + draw)
        for cell in range(len(given.row)):
            found[draw, cell] = drawn(given, start, cell)
    return found
