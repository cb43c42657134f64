"""A decision table checked once: alternatives × criteria, a weight and a direction each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tables import InputError

# Beyond this sums of squares leave what a computer can hold.
LARGEST = 1e100
# A spread this small beside the values themselves is rounding noise.
_NOISE = 1e-12

PerCriterion = Mapping[str, float] | Sequence[float] | np.ndarray


@dataclass(frozen=True)
class Decision:
    """Cells (n, m) of the alternatives, weights (m,) that sum to 1, types (m,) of 1 and -1.

    A type of 1 means the more the better, -1 the less the better.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    cells: np.ndarray
    weights: np.ndarray
    types: np.ndarray

    def among(self, kept: np.ndarray) -> "Decision":
        """Return the decision by the `kept` criteria alone, their weights summing to 1 again."""
        weights = self.weights[kept]
        return Decision(
            self.alternatives,
            tuple(name for name, stays in zip(self.criteria, kept, strict=True) if stays),
            self.cells[:, kept],
            weights / weights.sum() if weights.sum() > 0 else weights,
            self.types[kept],
        )


def decision(
    matrix: pd.DataFrame | np.ndarray, weights: PerCriterion, types: PerCriterion
) -> Decision:
    """Return the checked decision; weights are divided by their sum.

    `matrix` is a table (index: alternatives, columns: criteria) or an array, whose rows and columns
    are then called 1, 2, …; `weights` and `types` go by criterion, or stand in column order.
    Raises InputError naming the row and column of a cell that is unknown, not finite or beyond
    1e100, and the criterion of a bad weight or type.

    >>> found = decision(np.array([[7.0, 9.0], [8.0, 7.0]]), [1, 3], [1, -1])
    >>> found.criteria, found.weights.tolist()
    (('1', '2'), [0.25, 0.75])
    """
    if isinstance(matrix, pd.DataFrame):
        rows, columns = _names(matrix.index), _names(matrix.columns)
        values = matrix.to_numpy(dtype=float, na_value=np.nan)
    else:
        values = np.asarray(matrix, dtype=float)
        if values.ndim != len(("rows", "columns")):
            raise InputError("methods.not_a_table", dimensions=values.ndim)
        rows, columns = (tuple(str(place + 1) for place in range(n)) for n in values.shape)
    if not columns:
        raise InputError("methods.no_criterion")
    _refuse_cells(values, rows, columns)
    shares = shared(_in_order(weights, columns, "weights"), columns)
    return Decision(rows, columns, values, shares, _signs(types, columns))


def shared(weights: np.ndarray, criteria: Sequence[str]) -> np.ndarray:
    """Return `weights` (m,) or (d, m) divided by their sums; the first that cannot be is refused.

    Raises InputError for a negative or unknown weight (naming the criterion), and for all zero.

    >>> shared(np.array([[1.0, 3.0], [2.0, 2.0]]), "ab").tolist()
    [[0.25, 0.75], [0.5, 0.5]]
    """
    if weights.shape[-1] != len(criteria):
        given, needed = weights.shape[-1], len(criteria)
        raise InputError("methods.wrong_length", what="weights", given=given, needed=needed)
    wrong = ~(np.isfinite(weights) & (weights >= 0))
    if wrong.any():
        place = tuple(np.argwhere(wrong)[0])
        value = float(weights[place])
        raise InputError("scoring.weight_negative", criterion=criteria[place[-1]], value=value)
    top = weights.max(axis=-1, keepdims=True)
    if (top == 0).any():
        raise InputError("scoring.weights_all_zero")
    # weights of 1e308 have a sum beyond what a computer can hold; a power of two rounds nothing
    scaled = np.ldexp(weights, -np.frexp(top)[1])
    shares: np.ndarray = scaled / scaled.sum(axis=-1, keepdims=True)
    return shares


def constant(values: np.ndarray) -> np.ndarray:
    """Return which columns hold one value only, but for rounding noise; all where no rows are.

    >>> constant(np.array([[1.0, 5.0], [1.0, 7.0]])).tolist()
    [True, False]
    """
    if not len(values):
        return np.ones(values.shape[1], dtype=bool)
    spread: np.ndarray = np.ptp(values, axis=0)
    same: np.ndarray = spread <= _NOISE * np.abs(values).max(axis=0)
    return same


def _names(labels: pd.Index) -> tuple[str, ...]:
    names = tuple(str(label) for label in labels)
    twice = pd.Index(names).duplicated()
    if twice.any():
        raise InputError("methods.name_twice", name=names[int(twice.argmax())])
    return names


def _refuse_cells(values: np.ndarray, rows: Sequence[str], columns: Sequence[str]) -> None:
    unknown = ~np.isfinite(values)
    wrong = unknown | (np.abs(np.where(unknown, 0, values)) > LARGEST)
    if wrong.any():
        row, column = (int(place) for place in np.argwhere(wrong)[0])
        code = "methods.unknown_cell" if unknown[row, column] else "methods.cell_too_large"
        value = float(values[row, column])
        raise InputError(code, row=rows[row], column=columns[column], value=value)


def _in_order(given: PerCriterion, criteria: Sequence[str], what: str) -> np.ndarray:
    if isinstance(given, Mapping):
        if set(given) != set(criteria):
            names = sorted(set(map(str, given)) ^ set(criteria))
            raise InputError("methods.criteria_differ", what=what, names=", ".join(names))
        given = [given[name] for name in criteria]
    if len(given) != len(criteria):
        raise InputError("methods.wrong_length", what=what, given=len(given), needed=len(criteria))
    return np.asarray(given, dtype=float)


def _signs(types: PerCriterion, criteria: Sequence[str]) -> np.ndarray:
    signs = _in_order(types, criteria, "types")
    for criterion, sign in zip(criteria, signs, strict=True):
        if abs(sign) != 1:
            raise InputError("methods.bad_type", criterion=criterion, value=float(sign))
    return signs
