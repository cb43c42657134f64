"""TOPSIS: how near an alternative is to the best of everything, how far from the worst."""

from collections.abc import Sequence

import numpy as np

from scoring.opinions.decision import PerCriterion, constant, decision, shared
from scoring.opinions.normalise import normalise

Gaps = tuple[np.ndarray, np.ndarray]

_MIDDLE = 0.5


def topsis(
    matrix: np.ndarray,
    weights: np.ndarray | Sequence[float],
    types: PerCriterion,
    *,
    normalisation: str = "vector",
) -> np.ndarray:
    """Return the closeness (n,) of each alternative to the ideal, 0-1; (d, n) for weights (d, m).

        r = normalised values;  r⁺, r⁻ = best, worst of each column
        D± = √Σ (w[j]·(r[i, j] - r±[j]))²,  closeness = D⁻ / (D⁺ + D⁻)

    Weights are divided by their sum. Where no criterion with weight tells the alternatives apart
    (all equal, one alternative) closeness would be 0/0: it is 0.5, as near as far.
    `normalisation`: "vector" (as published), "minmax" or "none". Raises InputError as `decision`.
    Source: Hwang & Yoon 1981, Multiple Attribute Decision Making.

    >>> topsis(np.array([[7.0, 9.0], [8.0, 7.0]]), [0.5, 0.5], [1, -1]).round(8).tolist()
    [0.0, 1.0]
    """
    gaps = squared_gaps(matrix, types, normalisation=normalisation)
    return closeness(gaps, weights)


def squared_gaps(matrix: np.ndarray, types: PerCriterion, *, normalisation: str) -> Gaps:
    """Return the squares (r⁺ - r)² and (r - r⁻)² of each cell, what no weight changes.

    Whoever tries many weights takes these once and asks `closeness` for each batch.
    """
    given = decision(matrix, np.ones(np.shape(matrix)[-1]), types)
    if not given.alternatives:
        return given.cells, given.cells
    values = normalise(given.cells, given.types, normalisation)
    # noise in a column that holds one value only must not place anybody
    values = np.where(constant(given.cells), 0, values)
    return np.square(values.max(axis=0) - values), np.square(values - values.min(axis=0))


def closeness(gaps: Gaps, weights: np.ndarray | Sequence[float]) -> np.ndarray:
    """Return the closeness of `squared_gaps` under weights (m,) or (d, m): (n,) or (d, n).

    Two tables of that size are held at once, none of (d, n, m): for very many weights ask in
    batches.
    """
    given = np.asarray(weights, dtype=float)
    names = [str(place + 1) for place in range(gaps[0].shape[1])]
    squares = np.square(shared(np.atleast_2d(given), names))
    to_best, to_worst = (np.sqrt(squares @ gap.T) for gap in gaps)
    np.add(to_best, to_worst, out=to_best)
    apart = to_best > 0
    np.divide(to_worst, to_best, out=to_worst, where=apart)
    to_worst[~apart] = _MIDDLE
    found: np.ndarray = to_worst[0] if given.ndim == 1 else to_worst
    return found
