"""Weights of the criteria: given directly, checked once at birth."""

import math
from collections.abc import Mapping
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
            if isinstance(share, bool) or not isinstance(share, int | float):
                raise InputError("scoring.weight_not_number", criterion=criterion, value=share)
            if not math.isfinite(share) or share < 0:
                raise InputError("scoring.weight_negative", criterion=criterion, value=share)
        total = math.fsum(self.shares.values())
        if total == 0:
            raise InputError("scoring.weights_all_zero")
        if abs(total - 1) > _SUM_TOLERANCE:
            raise InputError("scoring.weights_sum", total=round(total, 6))
