"""How well a ranking stands: every draw of weights and data ranked, and what became of each estate.

Stochastic multicriteria acceptability analysis, SMAA-2: Lahdelma & Salminen 2001, Operations
Research 49(3): 444-454.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numba import njit

from scoring.robust.cells import Cells, Floats, Ints, no_cells
from scoring.robust.confidence import confidence
from scoring.robust.draws import Sampling
from scoring.robust.kernel import Board
from scoring.robust.noise import noise
from scoring.robust.tally import Tally, tally
from tables import InputError

_SCALE = (0.0, 100.0)  # points
_TAILS = {"rank_p05": 0.05, "rank_p95": 0.95}


@dataclass(frozen=True, eq=False)
class Matrix:
    """Criterion scores (estates x criteria, 0-100, NaN unknown) and the cells that are uncertain.

    With cells, `score` holds the certain rest: a cell's share of the criterion is drawn on top, and
    a criterion with an uncertain cell counts as known. Equal scores (at nine decimals, as `rank`)
    fall to the order of the rows: hand them in by need, households, estate_id.
    """

    estate_ids: tuple[str, ...]
    score: Floats
    cells: Cells | None = None

    def __post_init__(self) -> None:
        """Refuse a matrix whose rows are not the estates, and cells that lie outside it."""
        if self.score.ndim != len(("row", "column")) or len(self.score) != len(self.estate_ids):
            shape, estates = self.score.shape, len(self.estate_ids)
            raise InputError("robust.matrix_shape", shape=shape, estates=estates)
        cells, (rows, columns) = self.cells or no_cells(), self.score.shape
        outside = (cells.row < 0) | (cells.row >= rows)
        outside |= (cells.column < 0) | (cells.column >= columns)
        if outside.any():
            at = int(np.flatnonzero(outside)[0])
            row, column = int(cells.row[at]), int(cells.column[at])
            raise InputError("robust.cells_outside", row=row, column=column)

    def take(self, order: Sequence[int] | Ints) -> "Matrix":
        """Return the matrix with its rows in another order, cells with them."""
        order = np.asarray(order, dtype=np.int64)
        ids = tuple(self.estate_ids[row] for row in order)
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        if self.cells is None:
            return Matrix(ids, self.score[order])
        moved = {name: getattr(self.cells, name) for name in Cells.__dataclass_fields__}
        return Matrix(ids, self.score[order], Cells(**moved | {"row": place[self.cells.row]}))


@dataclass(frozen=True, eq=False)
class Robustness:
    """What became of the estates over all draws, rows in the order of the matrix.

    `table`, a row an estate: estate_id; rank_expected (mean rank); rank_p05, rank_p95 (90 of 100
    draws lie between; whole ranks, rounded outward to the bin); first_share and first_confidence;
    top_<k>_share and top_<k>_confidence for each k asked.
    `counts` (estates x bins): draws in a bin of ranks; bin b runs from bin_first[b] to bin_last[b].
    `central_weights`, by k (1 is first): estates x criteria, the mean weights of the draws with
    the estate among the first k, NaN where there was none.
    `standard_error`: the largest a share of draws can have.
    """

    table: pd.DataFrame
    counts: np.ndarray
    bin_first: Ints
    bin_last: Ints
    central_weights: dict[int, Floats]
    sampling: Sampling
    standard_error: float

    @property
    def acceptability(self) -> Floats:
        """Return the share of draws of each estate in each bin of ranks; rows sum to 1."""
        return np.asarray(self.counts / self.sampling.draws)


def robustness(
    matrix: Matrix, shares: Sequence[float] | Floats, sampling: Sampling, *, top_k: Sequence[int]
) -> Robustness:
    """Return rank acceptability, expected ranks, rank ranges, central weights, confidence factors.

        score = Σ w[c]·x[c] / Σ w[known c]   with w and the uncertain cells drawn anew in each draw
        acceptability[e, r] = share of draws in which estate e has rank r
        central[e] = mean w of the draws with e first (in the top k)
        confidence[e] = share of data draws with e first (in the top k) under w = central[e]

    `shares` are the chosen weights, one a column. An estate of which nothing is known ranks last.
    The same matrix, shares and sampling give the same bytes on any number of threads. Raises
    InputError for weights that do not match the columns or are not weights, and k below 1.
    """
    weights = weights_of(shares, matrix.score.shape[1])
    wrong = [k for k in top_k if k < 1]
    if wrong:
        raise InputError("robust.top_k", value=wrong[0])
    tops = sorted({1, *top_k})
    board = board_of(matrix, sampling.seed)
    counted = tally(board, weights, sampling, tops)
    central = {k: _central(counted, place) for place, k in enumerate(tops)}
    sure = {k: confidence(board, central[k], k, sampling) for k in tops}
    return Robustness(
        table=_table(matrix.estate_ids, counted, sampling.draws, sure),
        counts=counted.counts,
        bin_first=counted.bin_first,
        bin_last=counted.bin_last,
        central_weights=central,
        sampling=sampling,
        standard_error=sampling.standard_error,
    )


def weights_of(shares: Sequence[float] | Floats, criteria: int) -> Floats:
    """Return the chosen weights as numbers; refuse what are none, or not one a column."""
    weights = np.asarray(shares, dtype=float)
    if weights.shape != (criteria,):
        raise InputError("robust.weights_mismatch", weights=weights.size, criteria=criteria)
    if not (np.isfinite(weights).all() and (weights >= 0).all() and weights.sum() > 0):
        raise InputError("robust.bad_weights", weights=[float(weight) for weight in weights])
    return weights


def board_of(matrix: Matrix, seed: int) -> Board:
    """Return a matrix as the draws want it, its uncertain cells ready to be drawn."""
    cells = matrix.cells or no_cells()
    known = ~np.isnan(matrix.score)
    known[cells.row, cells.column] = True
    kinds, pattern = np.unique(known, axis=0, return_inverse=True)
    return Board(
        columns=np.ascontiguousarray(np.nan_to_num(matrix.score).T),
        pattern=np.asarray(pattern.reshape(-1), dtype=np.int64),
        known=kinds.astype(float),
        noise=noise(cells, seed, bounds=_SCALE),
    )


def _central(counted: Tally, place: int) -> Floats:
    top = int(counted.tops[place])
    often = _among(counted, top)[:, np.newaxis]
    found = np.full(counted.weight_sum[place].shape, np.nan)
    np.divide(counted.weight_sum[place], often, out=found, where=often > 0)
    return found


def _among(counted: Tally, top: int) -> Ints:
    bins = int(np.searchsorted(counted.bin_last, top, side="right"))
    return np.asarray(counted.counts[:, :bins].sum(axis=1, dtype=np.int64))


def _table(
    estate_ids: Sequence[str], counted: Tally, draws: int, sure: dict[int, Floats]
) -> pd.DataFrame:
    ends = {"rank_p05": counted.bin_first, "rank_p95": counted.bin_last}
    found: dict[str, object] = {
        "estate_id": list(estate_ids),
        "rank_expected": counted.rank_sum / draws,
    }
    for name, tail in _TAILS.items():
        found[name] = ends[name][_reached(counted.counts, int(np.ceil(tail * draws)))]
    for top, factor in sure.items():
        label = "first" if top == 1 else f"top_{top}"
        found[f"{label}_share"] = _among(counted, top) / draws
        found[f"{label}_confidence"] = factor
    return pd.DataFrame(found)


@njit(nogil=True, cache=True)
def _reached(counts: np.ndarray, needed: int) -> Ints:
    """Return the first bin by which a row has counted `needed` draws."""
    found = np.zeros(len(counts), np.int64)
    for row in range(len(counts)):
        total = np.int64(counts[row, 0])
        while total < needed:
            found[row] += 1
            total += counts[row, found[row]]
    return found
