"""Judgement matrices: pairwise comparisons as people write them, checked and read into numbers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from tables import InputError

# three decimals pass for a fraction: 3 against 0.333, 6 against 0.167
_RECIPROCAL_TOLERANCE = 5e-3

_BLANK = ("", "?", "？")


def judgement_matrix(order: Sequence[str], matrix: Sequence[Sequence[object]]) -> np.ndarray:
    """Return the judgements as numbers, (n, n); NaN where a pair is not compared.

    Cells may be numbers or fractions written as text ("1/3"); None, "" and "?" are not answered.
    Where one of two opposite cells is blank it is the inverse of the other; a blank diagonal is 1.
    Raises InputError for a matrix that is not square, not positive or not reciprocal (naming the
    pair), and for a criterion named twice.

    >>> judgement_matrix("ab", [[1, 4], [None, 1]])
    array([[1.  , 4.  ],
           [0.25, 1.  ]])
    """
    size = len(order)
    twice = [name for name in order if list(order).count(name) > 1]
    if twice:
        raise InputError("scoring.ahp_repeated", criterion=twice[0])
    if size == 0 or len(matrix) != size or any(len(row) != size for row in matrix):
        raise InputError("scoring.ahp_not_square", size=size, rows=len(matrix))
    given = np.array([[_number(cell) for cell in row] for row in matrix])
    given[np.diag_indices(size)] = np.where(np.isnan(np.diag(given)), 1.0, np.diag(given))
    judged = np.where(np.isnan(given), 1 / given.T, given)
    _check_reciprocal(order, matrix, judged)
    return judged


def answered_matrix(
    order: Sequence[str], answered: Mapping[tuple[str, str], object]
) -> list[list[object]]:
    """Return the matrix of cells of answers by pair; a pair nobody asked about stays None.

    `answered[(first, second)]` says how many times as important `first` is as `second`. Raises
    InputError for a criterion that is not in `order`.

    >>> answered_matrix("abc", {("a", "b"): 2, ("c", "b"): "1/3"})
    [[1, 2, None], [None, 1, None], [None, '1/3', 1]]
    """
    place = {name: index for index, name in enumerate(order)}
    cells: list[list[object]] = [[None] * len(order) for _ in order]
    for index in range(len(order)):
        cells[index][index] = 1
    for (first, second), answer in answered.items():
        for name in (first, second):
            if name not in place:
                raise InputError("weights.unknown_criterion", criterion=name)
        cells[place[first]][place[second]] = answer
    return cells


def is_blank(cell: object) -> bool:
    """Return whether a cell holds no answer: None, not-a-number, "" or "?"."""
    if isinstance(cell, str):
        return cell.strip() in _BLANK
    return cell is None or cell != cell  # noqa: PLR0124 - only not-a-number differs from itself


def _number(cell: object) -> float:
    if is_blank(cell):
        return float("nan")
    try:
        value = float(Fraction(str(cell)))
    except (ValueError, ZeroDivisionError, OverflowError):
        raise InputError("scoring.ahp_bad_cell", value=cell) from None
    if value <= 0:
        raise InputError("scoring.ahp_bad_cell", value=cell)
    return value


def _check_reciprocal(
    order: Sequence[str], matrix: Sequence[Sequence[object]], judged: np.ndarray
) -> None:
    wrong = np.argwhere(np.triu(np.abs(judged * judged.T - 1) > _RECIPROCAL_TOLERANCE))
    for row, column in wrong.tolist():
        raise InputError(
            "scoring.ahp_not_reciprocal",
            first=order[row],
            second=order[column],
            given=matrix[row][column],
            opposite=matrix[column][row],
        )
