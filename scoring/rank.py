"""Rank with ties broken by a stated rule, the ranks an estate could have, and its grade."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

_DECIMALS = 9


def rank(scores: pd.DataFrame, households: pd.Series) -> pd.DataFrame:
    """Return rank, rank_best and rank_worst an estate, in the order of `scores`.

    Rank 1 is the highest score. Ties: higher need first, then more households (unknown last), then
    the lower estate_id. Scores are compared at nine decimals, so that rounding noise decides
    nothing. An unknown score ranks after every known one. The best rank counts the estates that
    are surely ahead (their lowest score is above this one's highest), the worst rank all that may
    be ahead; both are widened to hold the rank itself.
    """
    homes = pd.to_numeric(households).to_numpy(dtype=float, na_value=np.nan)
    falling = [_falling(key) for key in (homes, scores["need"], scores["score"])]
    order = np.lexsort((_alphabet(scores["estate_id"]), *falling))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(1, len(order) + 1)
    low, high = (scores[end].round(_DECIMALS).to_numpy() for end in ("score_low", "score_high"))
    best = 1 + len(low) - np.searchsorted(np.sort(low), high, side="right")
    worst = len(high) - np.searchsorted(np.sort(high), low, side="left")
    return pd.DataFrame(
        {
            "estate_id": scores["estate_id"].to_numpy(),
            "rank": place,
            "rank_best": np.minimum(best, place),
            "rank_worst": np.maximum(worst, place),
        }
    )


def _falling(values: pd.Series | np.ndarray) -> np.ndarray:
    """Return numbers that rise as the values fall, unknown last."""
    numbers = np.asarray(values, dtype=float)
    return np.where(np.isnan(numbers), np.inf, -np.round(numbers, _DECIMALS))


def _alphabet(ids: pd.Series) -> np.ndarray:
    """Return the place of each id in the order of the ids; estates mostly come in it already."""
    if ids.is_monotonic_increasing:
        return np.arange(len(ids))
    return np.argsort(np.argsort(ids.to_numpy(), kind="stable"), kind="stable")


def grade(score: pd.Series, least_points: Sequence[float]) -> pd.Series:
    """Return the grade of each score: "1" where it reaches the first bound, then "2", and so on.

    >>> grade(pd.Series([70.0, 50.0, 10.0, float("nan")]), [65, 50, 35]).tolist()
    ['1', '2', '4', None]
    """
    bounds = sorted(least_points)
    place = len(bounds) + 1 - np.searchsorted(bounds, score.to_numpy(dtype=float), side="right")
    names = np.array([str(grade) for grade in range(len(bounds) + 2)], dtype=object)
    grades = pd.Series(names[place], index=score.index, dtype=object)
    return grades.where(score.notna(), None).rename("grade")
