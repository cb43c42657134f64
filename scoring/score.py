"""The total as a sum of visible parts, with the range that unknown values leave open."""

import numpy as np
import pandas as pd

from scoring.weights import Weights
from tables import InputError


def score(indicator_points: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Return scores an estate: criterion scores, parts, total, range, need and readiness.

        criterion = Σ w[i]·s[i] / Σ w[i]            over its known indicators
        part[c]   = W[c]·criterion[c] / Σ W[known]  so that score = Σ part[c]
        score_low, score_high = Σ W[c]·low[c], Σ W[c]·high[c]   unknown indicators at their extremes

    Columns: estate_id; per criterion `<criterion>_score`, `_score_low`, `_score_high`, `_part`;
    score, score_low, score_high, need, readiness, completeness, incomplete. `need` and
    `readiness` are the weighted means of the criteria of each side. An unknown criterion has no
    score and no part; its weight is shared among the known ones, and `completeness` says how much
    weight was known. With nothing known the score is unknown too. Raises InputError when the
    weights name other criteria than the indicators, or a criterion mixes both sides.
    """
    criteria = list(dict.fromkeys(indicator_points["criterion"]))
    if set(criteria) != set(weights.shares):
        raise InputError(
            "scoring.criteria_mismatch",
            weights=", ".join(sorted(weights.shares)),
            criteria=", ".join(sorted(criteria)),
        )
    sides = _sides(indicator_points)
    estate_ids = list(dict.fromkeys(indicator_points["estate_id"]))
    means = {end: _means(indicator_points, end, estate_ids, criteria) for end in _ENDS}
    shares = np.array([weights.shares[criterion] for criterion in criteria])
    known = ~np.isnan(means["score"])
    parts = _parts(means["score"], shares)
    found = pd.DataFrame({"estate_id": estate_ids})
    for place, criterion in enumerate(criteria):
        for end, name in _ENDS.items():
            found[f"{criterion}_{name}"] = means[end][:, place]
        found[f"{criterion}_part"] = parts[:, place]
    total = _sum(parts)
    return found.assign(
        score=total,
        # an anchor that stops short of 0 or 100 must not push the range past the score itself
        score_low=np.fmin(means["low"] @ shares, total),
        score_high=np.fmax(means["high"] @ shares, total),
        completeness=_known_weight(indicator_points, estate_ids, criteria) @ shares,
        **{
            side: _sum(_parts(means["score"], shares * (sides[criteria] == side).to_numpy()))
            for side in ("need", "readiness")
        },
    ).assign(incomplete=~known.all(axis=1))


_ENDS = {"score": "score", "low": "score_low", "high": "score_high"}


def _sides(points: pd.DataFrame) -> pd.Series:
    """Return the side of each criterion; one that mixes need and readiness is refused."""
    sides = points.drop_duplicates(["criterion", "side"]).set_index("criterion")["side"]
    mixed = sides.index[sides.index.duplicated()]
    if len(mixed):
        raise InputError("scoring.mixed_sides", criterion=mixed[0])
    return sides


def _means(
    points: pd.DataFrame, column: str, estate_ids: list[str], criteria: list[str]
) -> np.ndarray:
    counted = points[points[column].notna()]
    weighted = (counted[column] * counted["weight_in_criterion"]).groupby(
        [counted["estate_id"], counted["criterion"]]
    )
    weight = counted.groupby(["estate_id", "criterion"])["weight_in_criterion"]
    mean = (weighted.sum() / weight.sum()).unstack("criterion")  # noqa: PD010 - a Series has no pivot
    return mean.reindex(index=estate_ids, columns=criteria).to_numpy(dtype=float)


def _known_weight(points: pd.DataFrame, estate_ids: list[str], criteria: list[str]) -> np.ndarray:
    groups = [points["estate_id"], points["criterion"]]
    weight = points["weight_in_criterion"]
    known = weight.where(points["known"], 0).groupby(groups).sum() / weight.groupby(groups).sum()
    wide = known.unstack("criterion")  # noqa: PD010 - a Series has no pivot
    return wide.reindex(index=estate_ids, columns=criteria).to_numpy()


def _parts(scores: np.ndarray, shares: np.ndarray) -> np.ndarray:
    known = ~np.isnan(scores) & (shares > 0)
    total = (known * shares).sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known, scores * shares / total, np.nan)


def _sum(parts: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(parts).all(axis=1), np.nan, np.nansum(parts, axis=1))
