"""Blends of the weights people gave and the weights the data imply."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.weights import Weights, from_points
from tables import InputError, Issue


@dataclass(frozen=True)
class Blend:
    """Blended weights, with a warning where the blend asked for was not defined."""

    weights: Weights
    warnings: tuple[Issue, ...] = ()


def blend(subjective: Weights, objective: Weights, *, share: float) -> Blend:
    """Return share·subjective + (1 - share)·objective, criterion by criterion.

    A criterion only one side names counts 0 on the other. Raises InputError unless 0 ≤ share ≤ 1.

    >>> mixed = blend(Weights({"age": 1.0}), Weights({"age": 0.5, "condition": 0.5}), share=0.5)
    >>> dict(mixed.weights.shares)
    {'age': 0.75, 'condition': 0.25}
    """
    if not 0 <= share <= 1:
        raise InputError("weights.bad_share", value=share)
    mixed = {
        key: share * first + (1 - share) * second
        for key, (first, second) in _paired(subjective, objective).items()
    }
    return Blend(from_points(mixed, method="blend"))


def multiply(subjective: Weights, objective: Weights) -> Blend:
    """Return the products of both weights, scaled to sum to 1 (multiplicative blend).

        w[c] = s[c]·o[c] / Σ s·o

    When every product is 0 (the two sides weigh different criteria) the product says nothing: the
    mean of both is returned with the warning `weights.products_vanish`.

    >>> product = multiply(Weights({"a": 0.5, "b": 0.5}), Weights({"a": 0.2, "b": 0.8}))
    >>> dict(product.weights.shares)
    {'a': 0.2, 'b': 0.8}
    """
    paired = _paired(subjective, objective)
    products = {key: first * second for key, (first, second) in paired.items()}
    if sum(products.values()) < sys.float_info.min:
        mean = blend(subjective, objective, share=1 / 2).weights
        warning = Issue("weights.products_vanish", "warning", table="weights")
        return Blend(Weights(mean.shares, "product"), (warning,))
    return Blend(from_points(products, method="product"))


def _paired(subjective: Weights, objective: Weights) -> Mapping[str, tuple[float, float]]:
    keys = dict.fromkeys((*subjective.shares, *objective.shares))
    return {key: (subjective.shares.get(key, 0), objective.shares.get(key, 0)) for key in keys}
