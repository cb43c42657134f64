"""The scorecard: what each estate scores on each criterion, before any weight."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tables import InputError


@dataclass(frozen=True)
class Scorecard:
    """Estates by criteria, with what is unknown kept apart from zero.

    `score`, `low`, `high` are 0-100 points, shape (estates, criteria); a criterion of which nothing
    is known has the score NaN and the range of its anchors. `known` is the share of the criterion's
    weight whose value is known. `sides` says "need" or "readiness" for each criterion.
    """

    estate_ids: tuple[str, ...]
    criteria: tuple[str, ...]
    sides: tuple[str, ...]
    score: np.ndarray
    low: np.ndarray
    high: np.ndarray
    known: np.ndarray

    def on(self, side: str) -> np.ndarray:
        """Return which criteria stand on a side, as booleans."""
        return np.array([found == side for found in self.sides], dtype=bool)


def scorecard(points: pd.DataFrame) -> Scorecard:
    """Return the criterion scores of the long points table, estates in its order.

        score[c] = Σ w[i]·points[i] / Σ w[i]     over the indicators of c that have points
        low[c], high[c] = Σ w[i]·low[i] / Σ w[i], Σ w[i]·high[i] / Σ w[i]   over all of them

    Raises InputError where a criterion mixes need and readiness.
    """
    estates, estate_ids = pd.factorize(points["estate_id"])
    criteria, names = pd.factorize(points["criterion"])
    shape = (len(estate_ids), len(names))
    cell = estates * len(names) + criteria
    weight = points["weight_in_criterion"].to_numpy(dtype=float)

    def summed(values: np.ndarray) -> np.ndarray:
        total = np.bincount(cell, weights=values, minlength=shape[0] * shape[1])
        return np.asarray(total.reshape(shape))

    def mean(column: str) -> np.ndarray:
        values = points[column].to_numpy(dtype=float)
        told = ~np.isnan(values)
        with np.errstate(invalid="ignore", divide="ignore"):
            found = summed(np.where(told, values * weight, 0.0)) / summed(weight * told)
        return np.asarray(found)

    score = mean("score")
    return Scorecard(
        estate_ids=tuple(estate_ids),
        criteria=tuple(names),
        sides=_sides(points, tuple(names)),
        score=score,
        # an anchor that stops short of 0 or 100 must not push the range past the score itself
        low=np.fmin(mean("low"), score),
        high=np.fmax(mean("high"), score),
        known=summed(weight * points["known"].to_numpy(dtype=bool)) / summed(weight),
    )


def _sides(points: pd.DataFrame, criteria: tuple[str, ...]) -> tuple[str, ...]:
    pairs = points.drop_duplicates(["criterion", "side"])
    mixed = pairs.loc[pairs["criterion"].duplicated(), "criterion"]
    if len(mixed):
        raise InputError("scoring.mixed_sides", criterion=mixed.iloc[0])
    return tuple(pairs.set_index("criterion")["side"].reindex(list(criteria)))
