"""Unknowns: how far score and rank of an estate may move when one more thing becomes known."""

import numpy as np
import pandas as pd

from scoring.explain.standing import Standing
from scoring.weights import Weights

COLUMNS = (
    "indicator", "criterion", "known", "value", "low", "high", "score_low", "score_high",
    "rank_best", "rank_worst",
)  # fmt: skip


def unknowns(own: pd.DataFrame, standing: Standing, weights: Weights) -> pd.DataFrame:
    """Return what is open about an estate and how much each could change, the widest first.

    `own` are the estate's rows of the points table. A row for every indicator that is unknown, or
    known only within a range: its fewest and most points (low, high), and the score and rank of the
    estate if that one alone came to be known at either end, all else as it is now. Columns:
    indicator, criterion, known, value, low, high, score_low, score_high, rank_best, rank_worst.
    An indicator of a criterion that weighs nothing is left out: it can change nothing.
    """
    at = standing.at(own["estate_id"].iloc[0])
    shares = own["criterion"].map(dict(weights.shares)).fillna(0.0).to_numpy()
    open_ = (own["low"] < own["high"]).to_numpy() & (shares > 0)
    rows = []
    for place in map(int, np.flatnonzero(open_)):
        row = own.iloc[place].to_dict()
        ends = [_scored(own, place, row[end], shares) for end in ("low", "high")]
        ranks = [standing.place(at, *end) for end in ends]
        span = {"score_low": ends[0][0], "score_high": ends[1][0]}
        rows.append(row | span | {"rank_best": min(ranks), "rank_worst": max(ranks)})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    width = (table["score_high"] - table["score_low"]).astype(float).round(9)
    order = table.assign(width=-width).sort_values(["width", "indicator"]).index
    return table.loc[order].reset_index(drop=True)


def _scored(
    own: pd.DataFrame, place: int, points: float, shares: np.ndarray
) -> tuple[float, float]:
    """Return score and need when the indicator at `place` is worth `points`."""
    score = own["score"].to_numpy(dtype=float).copy()
    score[place] = points
    need = own["side"].eq("need").to_numpy()
    return _mean(own, score, shares), _mean(own, score, shares * need)


def _mean(own: pd.DataFrame, score: np.ndarray, shares: np.ndarray) -> float:
    """Return Σ W[c]·(Σ w·points / Σ w) / Σ W[known c]; NaN where nothing that counts is known."""
    weight = own["weight_in_criterion"].to_numpy(dtype=float)
    told = ~np.isnan(score) & (shares > 0)
    criteria = own["criterion"].to_numpy()
    total = known = 0.0
    for criterion in dict.fromkeys(criteria[told]):
        members = told & (criteria == criterion)
        share = float(shares[members][0])
        total += share * float(np.average(score[members], weights=weight[members]))
        known += share
    return total / known if known else np.nan
