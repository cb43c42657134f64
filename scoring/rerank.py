"""Scores and ranks again after a weight moved, without the tables: for a slider that answers."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from scoring.card import Scorecard
from scoring.score import shares_of
from scoring.weights import Weights

_DECIMALS = 9


class Reranked(NamedTuple):
    """The score (NaN unknown) and rank (1 is first) of each estate, in the order of the card."""

    score: np.ndarray
    rank: np.ndarray


def tie_order(card: Scorecard, households: pd.Series) -> np.ndarray:
    """Return the place of each estate where score and need are equal, 0 first.

    More households first (unknown last), then the lower estate_id. It does not depend on weights:
    make it once and hand it to `rerank` again and again.
    """
    count = pd.to_numeric(households).to_numpy(dtype=float, na_value=np.nan)
    table = pd.DataFrame({"households": count, "estate_id": list(card.estate_ids)})
    order = table.sort_values(
        ["households", "estate_id"], ascending=[False, True], na_position="last"
    ).index.to_numpy()
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place


def rerank(
    card: Scorecard, weights: Weights, ties: np.ndarray, factor: np.ndarray | None = None
) -> Reranked:
    """Return the scores and ranks that `score` and `rank` give, in milliseconds.

    Highest score first at nine decimals, then highest need, then `ties` (of `tie_order`); an
    unknown score comes last. `factor` multiplies both where heads count (`people_factor`).
    Raises InputError as `score` does.

    >>> card = Scorecard(("a", "b"), ("age",), ("need",), *[np.array([[10.0], [30.0]])] * 4)
    >>> ties = tie_order(card, pd.Series([5, 5]))
    >>> rerank(card, Weights({"age": 1.0}), ties).rank.tolist()
    [2, 1]
    """
    score, need = _scores(card, weights, factor)
    order = np.lexsort((ties, _falling(need), _falling(score)))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(1, len(order) + 1)
    return Reranked(score, place)


def tied_order(
    card: Scorecard, weights: Weights, ties: np.ndarray, factor: np.ndarray | None = None
) -> np.ndarray:
    """Return the rows of the card by need, then `ties`: how `robustness` breaks equal scores."""
    _, need = _scores(card, weights, factor)
    return np.lexsort((ties, _falling(need)))


def _scores(
    card: Scorecard, weights: Weights, factor: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return score and need of each estate, times its factor."""
    shares = shares_of(card, weights)
    each = np.ones(len(card.estate_ids)) if factor is None else factor
    return _mean(card.score, shares) * each, _mean(card.score, shares * card.on("need")) * each


def _falling(values: np.ndarray) -> np.ndarray:
    """Return numbers that rise as the values fall, unknown last."""
    return np.where(np.isnan(values), np.inf, -np.round(values, _DECIMALS))


def _mean(points: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return Σ w·x / Σ w over the known criteria: the sum of the parts that `score` shows."""
    known = ~np.isnan(points) & (shares > 0)
    total = (known * shares).sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = np.where(known, points * shares / total, 0.0)
    return np.where(known.any(axis=1), parts.sum(axis=1), np.nan)
