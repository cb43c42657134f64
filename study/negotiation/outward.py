"""Numbers of a proven range, rounded outwards so that “at least” and “at most” stay true."""

import math
from collections.abc import Callable

from study.negotiation.why_words import amount, percent

SHARE_DIGITS, POINT_DIGITS, YUAN_DIGITS = 4, 2, 4  # decimals: a hundredth of a per cent; 1 yuan
_DUST = 4  # decimals of a last digit that are no number, only dust of the solver


def down(value: float, digits: int) -> float:
    """Return a number rounded down to so many decimals; unknown and infinite as they are.

    >>> down(0.001299, 4), down(-0.00001, 4), down(0.3 - 0.1, 4)
    (0.0012, -0.0001, 0.2)
    """
    return _rounded(value, digits, math.floor)


def up(value: float, digits: int) -> float:
    """Return a number rounded up to so many decimals; unknown and infinite as they are.

    >>> up(0.001201, 4), up(-0.00001, 4), up(0.1 + 0.2, 4)
    (0.0013, 0.0, 0.3)
    """
    return _rounded(value, digits, math.ceil)


def at_least(share: float) -> str:
    """Return a share (0–1) in per cent, rounded down to a hundredth.

    >>> at_least(0.129999), at_least(0.000001)
    ('12.99%', '0%')
    """
    return percent(down(share, SHARE_DIGITS))


def at_most(share: float) -> str:
    """Return a share (0–1) in per cent, rounded up to a hundredth.

    >>> at_most(0.120001), at_most(0.000001), at_most(0.0)
    ('12.01%', '0.01%', '0%')
    """
    return percent(up(share, SHARE_DIGITS))


def at_least_amount(value: float) -> str:
    """Return an amount rounded down to the yuan (of 万元)."""
    return amount(down(value, YUAN_DIGITS))


def at_most_amount(value: float) -> str:
    """Return an amount rounded up to the yuan (of 万元)."""
    return amount(up(value, YUAN_DIGITS))


def _rounded(value: float, digits: int, to: Callable[[float], int]) -> float:
    if not math.isfinite(value):
        return value
    step = 10**digits
    whole: int = to(round(value * step, _DUST))
    return float(whole / step)
