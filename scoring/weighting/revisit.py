"""Which judgements to revisit when a matrix contradicts itself, and what each would mend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.weighting.consistency import consistency_index, consistency_ratio, largest_eigenvalue
from scoring.weighting.incomplete import is_linked, missing_pairs
from scoring.weighting.priorities import priorities

_SHOWN = 3

# ratios that differ by less are told apart by rounding only: a tie
_TIE_DIGITS = 9


@dataclass(frozen=True)
class Revisit:
    """One judgement: how many times as important `first` was said to be as `second`.

    `implied` is what all the other judgements together say, `consistency_ratio` the CR of the
    matrix if this one judgement were changed so.
    """

    first: str
    second: str
    said: float
    implied: float
    consistency_ratio: float


def worst_judgements(
    order: Sequence[str], judged: np.ndarray, *, method: str, random_index: Mapping[int, float]
) -> tuple[Revisit, ...]:
    """Return the three judgements whose change would mend most, best mending first.

    Each is taken out, the weights found from the rest (w[i] / w[j], Harker's eigenvector or
    logarithmic least squares), put back so, and CR computed anew by `method`. Ties go by the order
    of the criteria. A judgement that alone links two groups contradicts nothing and is left out.
    Source: Saaty 2003, European Journal of Operational Research 145: 85-91.
    """
    found = []
    for row, column in np.argwhere(np.triu(~np.isnan(judged), k=1)).tolist():
        implied = _implied(judged, row, column, method)
        if implied is None:
            continue
        ratio = _ratio(_with(judged, row, column, implied), method, random_index)
        said = float(judged[row, column])
        found.append(Revisit(order[row], order[column], said, implied, ratio))
    return tuple(sorted(found, key=lambda one: round(one.consistency_ratio, _TIE_DIGITS))[:_SHOWN])


def _implied(judged: np.ndarray, row: int, column: int, method: str) -> float | None:
    rest = _with(judged, row, column, np.nan)
    if not is_linked(rest):
        return None
    shares = priorities(rest, "geometric" if method == "geometric" else "eigenvector")
    return float(shares[row] / shares[column])


def _with(judged: np.ndarray, row: int, column: int, ratio: float) -> np.ndarray:
    changed = judged.copy()
    changed[row, column], changed[column, row] = ratio, 1 / ratio
    return changed


def _ratio(judged: np.ndarray, method: str, random_index: Mapping[int, float]) -> float:
    index = consistency_index(largest_eigenvalue(judged, priorities(judged, method)), len(judged))
    return consistency_ratio(index, len(judged), random_index, missing_pairs(judged)) or 0.0
