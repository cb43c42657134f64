"""Consistency of judgements: λmax, consistency index and consistency ratio."""

from collections.abc import Mapping

import numpy as np

from scoring.weighting.incomplete import missing_pairs, most_consistent
from tables import InputError

ALWAYS_CONSISTENT = 2


def largest_eigenvalue(judged: np.ndarray, shares: np.ndarray) -> float:
    """Return λmax of a judgement matrix weighed by `shares`.

        λmax = mean over i of (A·w)[i] / w[i]

    which for eigenvector weights is the principal eigenvalue. Of an incomplete matrix it is the
    principal eigenvalue of its most consistent completion, whatever the method of the weights:
    that is what the reduced random index was computed for (Ágoston and Csató 2022).
    """
    if missing_pairs(judged):
        return float(np.linalg.eigvals(most_consistent(judged)).real.max())
    return float((judged @ shares / shares).mean())


def consistency_index(lambda_max: float, size: int) -> float:
    """Return CI = (λmax - n) / (n - 1); 0 for one criterion, and never below 0.

    >>> round(consistency_index(4.2301, 4), 4)
    0.0767
    """
    return max(0.0, (lambda_max - size) / (size - 1)) if size > 1 else 0.0


def consistency_ratio(
    index: float, size: int, random_index: Mapping[int, float], missing: int = 0
) -> float | None:
    """Return CR = CI / RI, 0 by definition up to two criteria; None when it cannot be judged yet.

        RI(n, m) = (1 - 2·m / ((n - 1)·(n - 2)))·RI(n),  m pairs missing

    With only n - 1 comparisons (a tree) nothing is said twice, so no contradiction could show:
    None, not 0. Raises InputError when the table has no value for `size`. Source of the reduced
    index: Ágoston and Csató 2022, Omega 108: 102576, an approximation good to a few hundredths.

    >>> round(consistency_ratio(0.0767, 4, {4: 0.9}), 4)
    0.0852
    >>> consistency_ratio(0, 4, {4: 0.9}, missing=3) is None
    True
    """
    if size <= ALWAYS_CONSISTENT:
        return 0.0
    if size not in random_index:
        raise InputError("scoring.ahp_too_large", size=size, largest=max(random_index))
    loops = (size - 1) * (size - 2) // 2
    if missing >= loops:
        return None
    return index / ((1 - missing / loops) * random_index[size])
