"""Weights of the criteria: given directly or as points, checked once at birth."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tables import InputError

_SUM_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Weights:
    """Shares of the criteria that add up to 1; `method` says how they were found.

    >>> Weights({"age": 0.4, "condition": 0.6}).shares["age"]
    0.4
    """

    shares: Mapping[str, float]
    method: str = "direct"

    def __post_init__(self) -> None:
        """Refuse text, negative, all-zero and not-summing weights, each with its own words."""
        for criterion, share in self.shares.items():
            _check(criterion, share)
        total = math.fsum(self.shares.values())
        if total == 0:
            raise InputError("scoring.weights_all_zero")
        if abs(total - 1) > _SUM_TOLERANCE:
            raise InputError("scoring.weights_sum", total=round(total, 6))


def from_points(points: Mapping[str, float], *, method: str = "direct") -> Weights:
    """Return shares in proportion to points of any positive total.

        share[c] = points[c] / Σ points

    Raises InputError for points that are no numbers, negative or all zero, as `Weights` does.

    >>> from_points({"age": 30, "condition": 50, "coverage": 20}).shares["condition"]
    0.5
    """
    for criterion, value in points.items():
        _check(criterion, value)
    total = math.fsum(points.values())
    if total == 0:
        raise InputError("scoring.weights_all_zero")
    return Weights({key: value / total for key, value in points.items()}, method)


def equal(criteria: Iterable[str]) -> Weights:
    """Return the same share for every criterion; raises InputError when there is none.

    >>> dict(equal(["age", "condition"]).shares)
    {'age': 0.5, 'condition': 0.5}
    """
    return from_points(dict.fromkeys(criteria, 1), method="equal")


def _check(criterion: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError("scoring.weight_not_number", criterion=criterion, value=value)
    if not math.isfinite(value) or value < 0:
        raise InputError("scoring.weight_negative", criterion=criterion, value=value)
