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


def rerank(card: Scorecard, weights: Weights, ties: np.ndarray) -> Reranked:
    """Return the scores and ranks that `score` and `rank` give, in milliseconds.

    Highest score first at nine decimals, then highest need, then `ties` (of `tie_order`); an
    unknown score comes last. Raises InputError as `score` does.

    >>> card = Scorecard(("a", "b"), ("age",), ("need",), *[np.array([[10.0], [30.0]])] * 4)
    >>> ties = tie_order(card, pd.Series([5, 5]))
    >>> rerank(card, Weights({"age": 1.0}), ties).rank.tolist()
    [2, 1]
    """
    order, score = _order(card, weights, ties)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(1, len(order) + 1)
    return Reranked(score, place)


def tied_order(card: Scorecard, weights: Weights, ties: np.ndarray) -> np.ndarray:
    """Return the rows of the card by need, then `ties`: how `robustness` breaks equal scores."""
    need = _mean(card.score, shares_of(card, weights) * card.on("need"))
    return np.lexsort((ties, _falling(need)))


def _order(card: Scorecard, weights: Weights, ties: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    shares = shares_of(card, weights)
    score = _mean(card.score, shares)
    need = _mean(card.score, shares * card.on("need"))
    return np.lexsort((ties, _falling(need), _falling(score))), score


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
