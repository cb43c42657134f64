"""Where every estate stands: what a rank is decided by, and the rank another score would have."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

GRAIN = 1e-9  # scores that differ by less are equal, as `scoring.rank` compares them
_DECIMALS = 9


@dataclass(frozen=True)
class Standing:
    """Score, need, households and id of every estate as `rank` compares them, in one order.

    `factor` is what a score is multiplied by before it is ranked (its residents, when they count).
    What is unknown stands at -inf: it ranks last.
    """

    estate_ids: np.ndarray
    score: np.ndarray
    need: np.ndarray
    households: np.ndarray
    factor: np.ndarray
    rank: np.ndarray

    def at(self, estate_id: str) -> int:
        """Return the place of an estate in the arrays. Raises KeyError for one not there."""
        found = np.flatnonzero(self.estate_ids == estate_id)
        if not len(found):
            raise KeyError(estate_id)
        return int(found[0])

    def place(self, at: int, score: float, need: float) -> int:
        """Return the rank the estate at `at` would have with another score and need.

        All others stay as they are; both numbers are as `score` returns them, before `factor`.
        """
        own_score, own_need = compared([score, need], self.factor[at])
        others = np.arange(len(self.score)) != at
        ahead = _ahead(
            (self.score, own_score),
            (self.need, own_need),
            (self.households, self.households[at]),
            (-np.argsort(np.argsort(self.estate_ids)), None),
            at=at,
        )
        return 1 + int(np.count_nonzero(ahead & others))


def standing(
    scores: pd.DataFrame, households: pd.Series, factor: np.ndarray | None = None
) -> Standing:
    """Return where the estates stand by the scores of `scoring.score` and their households.

    >>> two = pd.DataFrame({"estate_id": ["a", "b"], "score": [40.0, 60], "need": [40.0, 60]})
    >>> found = standing(two, pd.Series([10, 20]))
    >>> found.rank.tolist(), found.place(0, score=60, need=60), found.place(0, score=61, need=0)
    ([2, 1], 2, 1)
    """
    times = np.ones(len(scores)) if factor is None else np.asarray(factor, dtype=float)
    score, need = (
        compared(scores[name].to_numpy(dtype=float), times) for name in ("score", "need")
    )
    homes = pd.to_numeric(households).to_numpy(dtype=float, na_value=np.nan)
    homes = np.where(np.isnan(homes), -np.inf, homes)
    ids = scores["estate_id"].to_numpy()
    return Standing(ids, score, need, homes, times, _ranks(ids, score, need, homes))


def standing_by(now: Standing, score: np.ndarray, need: np.ndarray) -> Standing:
    """Return where the estates of `now` stand by other scores and needs, its factor in them."""
    ones = np.ones(len(now.score))
    found, needed = compared(score, ones), compared(need, ones)
    rank = _ranks(now.estate_ids, found, needed, now.households)
    return replace(now, score=found, need=needed, rank=rank)


def _ranks(ids: np.ndarray, score: np.ndarray, need: np.ndarray, homes: np.ndarray) -> np.ndarray:
    order = np.lexsort((np.argsort(np.argsort(ids)), -homes, -need, -score))
    rank = np.empty(len(ids), dtype=int)
    rank[order] = np.arange(1, len(ids) + 1)
    return rank


def compared(values: object, factor: object) -> np.ndarray:
    """Return scores as they are compared: times the factor, nine decimals, unknown at -inf."""
    times = np.asarray(values, dtype=float) * np.asarray(factor, dtype=float)
    return np.where(np.isnan(times), -np.inf, np.round(times, _DECIMALS))


def _ahead(*keys: tuple[np.ndarray, float | None], at: int) -> np.ndarray:
    """Return who comes before by the first key in which two differ; a larger key comes first."""
    found = np.zeros(len(keys[0][0]), dtype=bool)
    equal = ~found
    for values, own in keys:
        mine = values[at] if own is None else own
        found = found | (equal & (values > mine))
        equal = equal & (values == mine)
    return found
