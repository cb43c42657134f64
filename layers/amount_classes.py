"""Classes of amounts: money, support, deposits, width of a rank range, missing categories.

Breaks are round numbers, the same in every study, so that two maps can be laid side by side. One
hue from light to dark each: ordered by lightness, so they hold under colour blindness and in grey.
"""

import math

from layers.classes import UNKNOWN, MapClass, graded

_MONEY = ("#f3eef7", "#d3c5e3", "#a78fc7", "#77539f", "#46246d")
_SUPPORT = ("#eef4f9", "#c3d9ea", "#86b2d4", "#437fb2", "#1a4877")
_WIDTH = ("#f7f1e5", "#e2cda3", "#c29f5f", "#927033", "#573f14")
_GAPS = ("#eef4ea", "#fbe3b0", "#f2b26b", "#d9743f", "#93361f")
_NOT_PLACED = MapClass("later", "#d3d0ca", "#8a8f96", "6 3")

_COST = {
    "cost": (0, 200, 500, 1000, 2000, math.inf),  # 万元
    "cost_household": (0, 2, 2.5, 3, 4, math.inf),  # 万元 a household
    "cost_m2": (0, 200, 300, 400, 600, math.inf),  # yuan a square metre
}
_GAP_BREAKS = (0, 1, 4, 7, 10, math.inf)
_SUPPORT_BREAKS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
_RATE_BREAKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_PAID_BREAKS = (0.0, 0.05, 0.1, 0.2, 0.5, 1.0)  # most sources pay a small part
_OF_ALL = 30  # the narrowest class of a rank range is about a thirtieth of the estates
_ROUND = (1, 2, 5)


def cost_classes(measure: str = "cost") -> tuple[MapClass, ...]:
    """Return five classes of `cost`, `cost_household` (万元) or `cost_m2` (yuan), dearest last.

    >>> [(item.low, item.high) for item in cost_classes()][-3:]
    [(1000, 2000), (2000, None), (None, None)]
    """
    return (*graded(measure, _COST[measure], _MONEY), UNKNOWN)


def paid_classes() -> tuple[MapClass, ...]:
    """Return five classes of the share (0–1) of the money of an estate that somebody pays."""
    return (*graded("paid", _PAID_BREAKS, _MONEY), _NOT_PLACED, UNKNOWN)


def support_classes() -> tuple[MapClass, ...]:
    """Return five classes of a support rate (0–1); the lowest holds all that is under 60 %."""
    return (*graded("support", _SUPPORT_BREAKS, _SUPPORT), UNKNOWN)


def deposit_classes() -> tuple[MapClass, ...]:
    """Return five classes of the share (0–1) of the deposits due that is paid in."""
    return (*graded("deposits", _RATE_BREAKS, _SUPPORT), UNKNOWN)


def width_classes(estates: int) -> tuple[MapClass, ...]:
    """Return five classes of how many ranks wide a range is, in a study of so many `estates`.

    Breaks are 1, 2, 4 and 8 times a round number (1, 2, 5, 10, 20, …) near a thirtieth of them.

    >>> [item.low for item in width_classes(555)][:5]
    [0, 10, 20, 40, 80]
    """
    step = _round_down(max(1.0, estates / _OF_ALL))
    breaks = (0, step, 2 * step, 4 * step, 8 * step, math.inf)
    return (*graded("rank_width", breaks, _WIDTH), UNKNOWN)


def gap_classes() -> tuple[MapClass, ...]:
    """Return five classes of how many categories an estate lacks: none, 1–3, 4–6, 7–9, ten or more.

    >>> [item.key for item in gap_classes()][:2]
    ['gaps_none', 'gaps.2']
    """
    none, *rest = graded("gaps", _GAP_BREAKS, _GAPS)
    return (MapClass("gaps_none", none.fill, low=0, high=1), *rest, UNKNOWN)


def _round_down(value: float) -> int:
    """Return the largest of 1, 2, 5, 10, 20, 50, … that is not above `value`."""
    unit: int = 10 ** int(math.log10(value))
    return max(first * unit for first in _ROUND if first * unit <= value)
