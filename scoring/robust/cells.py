"""The cells of a scorecard that are not certain: values nobody knows, and survey proportions."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from tables import InputError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cells:
    """Uncertain cells, one a place of every array.

    `row` and `column` point into the matrix of criterion scores, `share` is the weight of the cell
    within its criterion (0-1): a draw adds share x value to the certain rest in the matrix.
    `interval` True: a survey proportion whose `low` and `high` hold the true value with the
    probability `confidence` around `mid`, drawn from a normal split at `mid` and clipped to the
    scale. False: unknown, any value from `low` to `high` is as likely.
    """

    row: Ints
    column: Ints
    share: Floats
    interval: npt.NDArray[np.bool_]
    low: Floats
    mid: Floats
    high: Floats
    confidence: float

    def __post_init__(self) -> None:
        """Refuse arrays of different lengths, ranges upside down, and no confidence at all."""
        arrays = (self.row, self.column, self.share, self.interval, self.low, self.mid, self.high)
        if len({len(array) for array in arrays}) > 1:
            raise InputError("robust.cells_unequal", lengths=[len(array) for array in arrays])
        if not 0 < self.confidence < 1:
            raise InputError("robust.confidence", value=self.confidence)
        inside = (self.low <= self.mid) & (self.mid <= self.high)
        wrong = np.flatnonzero(~np.where(self.interval, inside, self.low <= self.high))
        if len(wrong):
            low, high = float(self.low[wrong[0]]), float(self.high[wrong[0]])
            raise InputError("robust.cell_range", row=int(self.row[wrong[0]]), low=low, high=high)


def no_cells() -> Cells:
    """Return no uncertain cell: only the weights vary."""
    whole, real = np.zeros(0, np.int64), np.zeros(0)
    return Cells(whole, whole, real, np.zeros(0, bool), real, real, real, 1 / 2)


def uncertain_cells(
    points: pd.DataFrame, *, surveyed: Collection[str], confidence: float
) -> tuple[Floats, Cells]:
    """Return the certain rest of the criterion scores and the cells to draw, from long points.

        rest[e, c] = Σ w[i]·score[i] / Σ w[i]     summed over the certain indicators, divided by all

    Rows and columns are those of `scorecard(points)`. Uncertain is an indicator that is not known
    (any value of its range) or whose range has a width; the range of the indicators named in
    `surveyed` is a survey's interval at this confidence, that of others (a building period) is not.
    """
    rows, columns = pd.factorize(points["estate_id"])[0], pd.factorize(points["criterion"])[0]
    shape = (rows.max(initial=-1) + 1, columns.max(initial=-1) + 1)
    weight = points["weight_in_criterion"].to_numpy(dtype=float)
    whole = np.zeros(shape)
    np.add.at(whole, (rows, columns), weight)
    score, low, high = (points[name].to_numpy(dtype=float) for name in ("score", "low", "high"))
    share, known = weight / whole[rows, columns], points["known"].to_numpy(dtype=bool)
    vague = ~known | (low < high)
    rest = np.where(whole > 0, 0.0, np.nan)
    np.add.at(rest, (rows[~vague], columns[~vague]), (share * score)[~vague])
    cells = Cells(
        row=rows[vague].astype(np.int64),
        column=columns[vague].astype(np.int64),
        share=share[vague],
        interval=(known & points["indicator"].isin(list(surveyed)).to_numpy(dtype=bool))[vague],
        low=low[vague],
        mid=np.where(known, score, (low + high) / 2)[vague],
        high=high[vague],
        confidence=confidence,
    )
    return rest, cells
