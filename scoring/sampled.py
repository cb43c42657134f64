"""The scores themselves of the first draws that `robustness` ranks, for who needs more than ranks.

Draw d here is draw d there: the same weights, the same values of uncertain cells.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from scoring.robust.acceptability import Matrix, board_of, weights_of
from scoring.robust.cells import Floats
from scoring.robust.draws import Sampling, weight_draws
from scoring.robust.kernel import score_draws
from tables import InputError


def sampled_scores(
    matrix: Matrix,
    shares: Sequence[float] | Floats,
    sampling: Sampling,
    *,
    draws: int,
    counted: Sequence[bool] | None = None,
) -> pd.DataFrame:
    """Return the scores of the first `draws` draws: draws x estate_ids, 0-100, NaN unknown.

        score = Σ w[c]·x[c] / Σ w[known c]   with w and the uncertain cells drawn anew in each draw

    `counted` says which criteria count (those of need, of readiness; None: all); the weights are
    drawn as always and those of the others left out. Scores are those that ranks compare, at nine
    decimals. The same matrix, shares, seed and spread give the same scores, however many are asked.
    Raises InputError for weights that do not match, and for less than one draw.

    >>> matrix = Matrix(("E1", "E2"), np.array([[60.0, 20.0], [80.0, np.nan]]))
    >>> sampled_scores(matrix, [0.5, 0.5], Sampling(1, 1, "fixed"), draws=1).to_numpy().tolist()
    [[40.0, 80.0]]
    """
    if draws < 1:
        raise InputError("robust.draws", value=draws)
    chosen = weights_of(shares, matrix.score.shape[1])
    weights = weight_draws(chosen, sampling, 0, draws)
    if counted is not None:
        weights = weights * np.asarray(counted, dtype=float)
    scores = np.empty((draws, len(matrix.estate_ids)))
    score_draws(board_of(matrix, sampling.seed), np.ascontiguousarray(weights), 0, scores)
    return pd.DataFrame(scores, columns=list(matrix.estate_ids))
