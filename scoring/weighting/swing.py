"""Swing weights: points for the swing of each criterion from its worst to its best."""

from collections.abc import Mapping

from scoring.weights import Weights, from_points
from tables import InputError


def swing(points: Mapping[str, float], *, best: float) -> Weights:
    """Return shares from swing points: the most valued swing gets `best` points, others fewer.

        share[c] = points[c] / Σ points

    Raises InputError when a criterion has more than `best` points or none has as many. Source:
    von Winterfeldt and Edwards 1986, Decision Analysis and Behavioral Research, chapter 8.

    >>> swing({"condition": 100, "age": 60, "coverage": 40}, best=100).shares["condition"]
    0.5
    """
    given = from_points(points, method="swing")
    above = [criterion for criterion, value in points.items() if value > best]
    if above:
        raise InputError(
            "weights.swing_above", criterion=above[0], value=points[above[0]], best=best
        )
    if max(points.values()) < best:
        raise InputError("weights.swing_no_best", best=best, largest=max(points.values()))
    return given
