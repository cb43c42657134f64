"""Weights from pairwise judgements: the analytic hierarchy process (AHP)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.weights import Weights
from tables import InputError

_RECIPROCAL_TOLERANCE = 1e-3


@dataclass(frozen=True)
class Judgement:
    """Weights with how consistent the judgements behind them are.

    `consistency_ratio` is CI / RI of the table handed in; 0 by definition up to two criteria.
    `acceptable` is whether it stays within the stated largest ratio.
    """

    weights: Weights
    lambda_max: float
    consistency_index: float
    consistency_ratio: float
    acceptable: bool


def judge(
    order: Sequence[str],
    matrix: Sequence[Sequence[object]],
    *,
    random_index: Mapping[int, float],
    largest_ratio: float,
) -> Judgement:
    """Return the principal-eigenvector weights of a judgement matrix and its consistency.

        A·w = λmax·w,  Σw = 1,  CI = (λmax - n) / (n - 1),  CR = CI / RI[n]

    Cells may be numbers or fractions written as text ("1/3"). Raises InputError for a matrix that
    is not square, not positive or not reciprocal (naming the pair), or larger than the table.
    Source: Saaty 1990, European Journal of Operational Research 48: 9-26.

    >>> found = judge("ab", [[1, 3], ["1/3", 1]], random_index={2: 0}, largest_ratio=0.1)
    >>> {key: round(share, 4) for key, share in found.weights.shares.items()}
    {'a': 0.75, 'b': 0.25}
    """
    judged = _checked(order, matrix)
    size = len(order)
    if size not in random_index:
        raise InputError("scoring.ahp_too_large", size=size, largest=max(random_index))
    values, vectors = np.linalg.eig(judged)
    principal = int(np.argmax(values.real))
    weights = np.abs(vectors[:, principal].real)
    shares = weights / weights.sum()
    largest = float(values[principal].real)
    index = (largest - size) / (size - 1) if size > 1 else 0.0
    ratio = index / random_index[size] if random_index[size] else 0.0
    given = Weights(dict(zip(order, (float(share) for share in shares), strict=True)), "ahp")
    return Judgement(given, largest, index, ratio, ratio <= largest_ratio)


def _checked(order: Sequence[str], matrix: Sequence[Sequence[object]]) -> np.ndarray:
    size = len(order)
    twice = [name for name in order if order.count(name) > 1]
    if twice:
        raise InputError("scoring.ahp_repeated", criterion=twice[0])
    if size == 0 or len(matrix) != size or any(len(row) != size for row in matrix):
        raise InputError("scoring.ahp_not_square", size=size, rows=len(matrix))
    judged = np.array([[_number(cell) for cell in row] for row in matrix])
    for row in range(size):
        for column in range(row, size):
            product = judged[row, column] * judged[column, row]
            if abs(product - 1) > _RECIPROCAL_TOLERANCE:
                raise InputError(
                    "scoring.ahp_not_reciprocal",
                    first=order[row],
                    second=order[column],
                    given=matrix[row][column],
                    opposite=matrix[column][row],
                )
    return judged


def _number(cell: object) -> float:
    try:
        value = float(Fraction(str(cell)))
    except (ValueError, ZeroDivisionError):
        raise InputError("scoring.ahp_bad_cell", value=cell) from None
    if value <= 0:
        raise InputError("scoring.ahp_bad_cell", value=cell)
    return value
