"""Shares in per cent, rounded so that what is said of them stays true."""

import math
from collections.abc import Callable

from reports.figures import NOTHING, percent

_HUNDREDTHS, _DUST = 10_000, 6  # of a per cent; decimals of one that are no number


def at_least(share: float) -> str:
    """Return a share (0–1) in per cent, rounded down to a hundredth.

    >>> at_least(0.001299), at_least(float("nan"))
    ('0.12 %', '–')
    """
    return _rounded(share, math.floor)


def at_most(share: float) -> str:
    """Return a share (0–1) in per cent, rounded up to a hundredth.

    >>> at_most(0.001201), at_most(0.02), at_most(float("inf"))
    ('0.13 %', '2.00 %', '–')
    """
    return _rounded(share, math.ceil)


def _rounded(share: float, to: Callable[[float], int]) -> str:
    if not math.isfinite(share):
        return NOTHING
    return percent(to(round(share * _HUNDREDTHS, _DUST)) / _HUNDREDTHS, 2)
