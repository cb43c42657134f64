"""The inverse of a value function: the nearest value that is worth so many points."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.curve import read_off
from scoring.indicators import Indicator

Bound = Literal["at_least", "at_most", "below"]
Stretch = tuple[float, float, bool]  # from, to, and whether `to` itself belongs to it

_FUZZ = 1e-11  # of a step or a point: 0.3 / 0.1 is 2.9999… to the machine


@dataclass(frozen=True)
class Input:
    """What a value may be: `changeable` by people or a `fact`, in steps of `step`, within limits.

    None: any number; no limit.
    """

    kind: Literal["changeable", "fact"]
    step: float | None = None
    low: float | None = None
    high: float | None = None


def nearest(
    indicator: Indicator, value: float, least_points: float, given: Input
) -> tuple[float, Bound] | None:
    """Return the value nearest to `value` worth `least_points` or more, and which way it is meant.

    None where no value allowed is worth so much. A curve of steps that falls may have to stay
    `below` a value it must not reach; the number returned is then the next one under it.

    >>> age = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1)
    >>> nearest(age, 30, 50, Input("fact", step=1))
    (35, 'at_least')
    >>> nearest(age, 30, 101, Input("fact")) is None
    True
    """
    found = [
        hit
        for stretch in _stretches(indicator, least_points)
        if (hit := _hit(stretch, value, given)) is not None
    ]
    worth = [hit for hit in found if _points(indicator, hit[0]) >= least_points - _FUZZ]
    return min(worth, key=lambda hit: (abs(hit[0] - value), hit[0]), default=None)


def _stretches(indicator: Indicator, least: float) -> Iterator[Stretch]:
    """Give the stretches of values worth `least` points, from low to high."""
    anchors = indicator.anchors
    ends = [(-math.inf, anchors[0][1]), *anchors, (math.inf, anchors[-1][1])]
    for (x0, y0), (x1, y1) in itertools.pairwise(ends):
        if indicator.curve == "steps":
            if y0 >= least:
                yield x0, x1, x1 == math.inf
        elif max(y0, y1) >= least:
            yield _slope(x0, y0, least, x1, y1)


def _slope(x0: float, y0: float, least: float, x1: float, y1: float) -> Stretch:
    """Return the part of a straight piece that lies at `least` points or above."""
    if min(y0, y1) >= least:
        return x0, x1, True
    crossing = x0 + (x1 - x0) * (least - y0) / (y1 - y0)
    return (crossing, x1, True) if y1 > y0 else (x0, crossing, True)


def _hit(stretch: Stretch, value: float, given: Input) -> tuple[float, Bound] | None:
    """Return the value of a stretch nearest to `value`, on the steps and within the limits."""
    start, end, closed = stretch
    low = start if given.low is None else max(start, given.low)
    high = end if given.high is None or given.high >= end else given.high
    closed = closed or high < end
    if value < low:
        found = _up(low, given.step)
        return (found, "at_least") if found < high or (closed and found <= high) else None
    if value < high or (closed and value <= high):
        return value, "at_least"
    found = _down(high, given.step, closed=closed)
    bound: Bound = "at_most" if closed or given.step else "below"
    return (found, bound) if found >= low else None


def _up(value: float, step: float | None) -> float:
    return value if not step else _on(math.ceil(value / step - _FUZZ), step)


def _down(value: float, step: float | None, *, closed: bool) -> float:
    if not step:
        return value if closed else math.nextafter(value, -math.inf)
    place = math.floor(value / step + _FUZZ)
    if not closed and place * step >= value - _FUZZ * step:
        place -= 1
    return _on(place, step)


def _on(place: int, step: float) -> float:
    """Return a place on the steps: of whole parts (0.001) without the machine's dust."""
    parts = round(1 / step)
    return place / parts if parts > 1 else place * step


def _points(indicator: Indicator, value: float) -> float:
    return float(read_off(np.array([value]), indicator.anchors, indicator.curve)[0])
