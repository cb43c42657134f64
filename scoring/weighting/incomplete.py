"""Incomplete judgement matrices: are all criteria linked, and how consistent can the rest be."""

from collections.abc import Sequence

import numpy as np

from scoring.weighting.priorities import log_least_squares
from tables import InputError

# λmax is flat around its minimum: this far in the cells is about 1e-12 in λmax
_CELL_TOLERANCE = 1e-6
_ROUNDS = 2000


def missing_pairs(judged: np.ndarray) -> int:
    """Return how many pairs of a judgement matrix are not compared.

    >>> missing_pairs(np.array([[1, np.nan], [np.nan, 1]]))
    1
    """
    return int(np.isnan(judged).sum()) // 2


def is_linked(judged: np.ndarray) -> bool:
    """Return whether the comparisons link all criteria: only then are the weights determined."""
    return len(_linked_to_first(judged)) == len(judged)


def check_linked(order: Sequence[str], judged: np.ndarray) -> None:
    """Raise InputError `weights.not_linked` naming two groups no comparison links."""
    linked = _linked_to_first(judged)
    if len(linked) < len(order):
        rest = [name for place, name in enumerate(order) if place not in linked]
        raise InputError(
            "weights.not_linked",
            first=", ".join(order[place] for place in sorted(linked)),
            second=", ".join(rest),
        )


def most_consistent(judged: np.ndarray) -> np.ndarray:
    """Return the matrix with every missing cell filled so that λmax is the smallest possible.

        x[i,j] = √(w[i]·v[j] / (w[j]·v[i])),  w, v: right and left principal eigenvectors

    repeated from the logarithmic least-squares solution until the cells stand still; the minimum
    is unique when all criteria are linked. Source: Bozóki, Fülöp and Rónyai 2010, Mathematical
    and Computer Modelling 52: 318-333.
    """
    missing = np.isnan(judged)
    shares = log_least_squares(judged)
    filled = np.where(missing, np.outer(shares, 1 / shares), judged)
    for _ in range(_ROUNDS if missing.any() else 0):
        scale = np.sqrt(_principal(filled) / _principal(filled.T))
        better = np.where(missing, np.outer(scale, 1 / scale), judged)
        still = np.abs(np.log(better / filled)).max() < _CELL_TOLERANCE
        filled = better
        if still:
            break
    return filled


def _principal(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eig(matrix)
    return np.asarray(np.abs(vectors[:, int(np.argmax(values.real))].real))


def _linked_to_first(judged: np.ndarray) -> set[int]:
    known = ~np.isnan(judged)
    found, front = {0}, {0}
    while front:
        near = {int(place) for row in front for place in np.flatnonzero(known[row])}
        front = near - found
        found |= near
    return found
