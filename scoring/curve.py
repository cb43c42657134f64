"""Value functions: how many points a measured value is worth."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from tables import InputError

Curve = Literal["linear", "steps", "target"]
Anchors = tuple[tuple[float, float], ...]

CURVES: tuple[Curve, ...] = ("linear", "steps", "target")

_LEAST, _MOST = 0, 100  # grades and ranges stand on points of this scale


def read_off(values: np.ndarray, anchors: Sequence[tuple[float, float]], curve: str) -> np.ndarray:
    """Return the points of each value; an unknown value has none.

    linear, target: straight lines between the anchors, flat beyond the outer ones;
    steps: the points of the last anchor whose value is reached, those of the first below it.

    >>> read_off(np.array([1.0, 2.5]), ((0, 0), (2, 40), (3, 100)), "steps").tolist()
    [0.0, 40.0]
    """
    xs, ys = (np.array(column, dtype=float) for column in zip(*anchors, strict=True))
    if curve == "steps":
        found = ys[np.clip(np.searchsorted(xs, values, side="right") - 1, 0, None)]
    else:
        found = np.interp(values, xs, ys)
    return np.where(np.isnan(values), np.nan, found)


def extremes(
    low: np.ndarray, high: np.ndarray, anchors: Sequence[tuple[float, float]], curve: str
) -> tuple[np.ndarray, np.ndarray]:
    """Return the fewest and the most points of any value from `low` to `high`.

    A curve may turn on the way: the anchors between the two ends count as well.

    >>> tent = ((0, 0), (10, 100), (20, 0))
    >>> [float(end[0]) for end in extremes(np.array([5.0]), np.array([20.0]), tent, "target")]
    [0.0, 100.0]
    """
    seen = [read_off(low, anchors, curve), read_off(high, anchors, curve)]
    for value, point in anchors:
        inside = (low <= value) & (value <= high)
        seen.append(np.where(inside, float(point), np.nan))
    return np.fmin.reduce(seen), np.fmax.reduce(seen)


def check_anchors(key: str, anchors: Sequence[tuple[float, float]], curve: str) -> None:
    """Refuse anchors that do not rise, leave 0-100 points, or do not make the curve named.

    A target needs three anchors or more, its points rising to one highest place and falling after.
    """
    values = [value for value, _ in anchors]
    marks = [point for _, point in anchors]
    if curve not in CURVES:
        known = ", ".join(CURVES)
        raise InputError("scoring.bad_curve", indicator=key, given=curve, known=known)
    if len(values) < len(("low", "high")) or sorted(set(values)) != values:
        raise InputError("scoring.bad_anchors", indicator=key, anchors=anchors)
    if not np.isfinite(values).all() or not all(_LEAST <= mark <= _MOST for mark in marks):
        raise InputError("scoring.points_outside", indicator=key, anchors=anchors)
    if curve == "target" and not _has_one_top(marks):
        raise InputError("scoring.no_target", indicator=key, anchors=anchors)


def _has_one_top(marks: Sequence[float]) -> bool:
    top = int(np.argmax(marks))
    rises, falls = np.diff(marks[: top + 1]), np.diff(marks[top:])
    return 0 < top < len(marks) - 1 and bool((rises > 0).all() and (falls < 0).all())
