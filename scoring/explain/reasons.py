"""Reasons: what each indicator brings to a score, and the few facts that put an estate there."""

import numpy as np
import pandas as pd

from scoring.weights import Weights

_PICKED = [
    "estate_id", "place", "direction", "criterion", "criterion_difference", "indicator", "known",
    "value", "median", "difference",
]  # fmt: skip


def indicator_parts(points: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Return the points table with what each indicator weighs in the total and brings to it.

        weight = W[c] / Σ W[known]  x  w[i] / Σ w[known indicators of c]
        part   = weight x points           so that a criterion's parts sum to its own part
        median = the middle value of the estates that know it
        difference = weight x (points - middle points of the estates that know it)

    Columns added: weight, part, median, difference. An indicator without points, or of a criterion
    that weighs nothing, has neither weight nor part: NaN, not zero. The differences of an estate
    sum to its score less that of a median estate known as far as this one.
    """
    weight = _weight_in_total(points, weights)
    known = points[["indicator", "value", "score"]].where(points["known"].astype(bool))
    middle = known.groupby(points["indicator"], sort=False)[["value", "score"]].median()
    medians = middle.reindex(points["indicator"]).to_numpy(dtype=float)
    score = points["score"].to_numpy(dtype=float)
    return points.assign(
        weight=weight,
        part=weight * score,
        median=medians[:, 0],
        difference=weight * (score - medians[:, 1]),
    )


def facts(parts: pd.DataFrame, *, most: int, named: int, least_points: float) -> pd.DataFrame:
    """Return the facts that set each estate apart from the median one, strongest first.

    A fact is a criterion whose indicators together move the score by `least_points` or more, up or
    down, compared with the median estate. Of `most` facts all but one may point the way the score
    itself lies, the others are the strongest against it. Each is told by the indicator that pulls
    its way most; where fewer criteria are told than `most`, the next strongest are named beside, up
    to `named` a criterion and `most` rows in all. Columns: estate_id, place (1 = first fact),
    direction (up or down), criterion, criterion_difference, indicator, known, value, median,
    difference (points of the total). `parts` is what `indicator_parts` returns. An estate near the
    median in all has no row.
    """
    told = parts[parts["difference"].notna()]
    estate, ids = pd.factorize(told["estate_id"])
    told = told.assign(estate=estate, turn=np.arange(len(told)))
    chosen = _criteria(told, most=most, least_points=least_points)
    found = told.merge(chosen, on=["estate", "criterion"])
    found = found[found["difference"] * np.sign(found["criterion_difference"]) > 0]
    size = found["difference"].abs().round(9)
    found = found.assign(size=-size).sort_values(["estate", "place", "size", "turn"])
    found = found.assign(turn=found.groupby(["estate", "place"]).cumcount())
    found = found[found["turn"] < named].sort_values(["estate", "turn", "size"], kind="stable")
    found = found[found.groupby("estate").cumcount() < most].sort_values(
        ["estate", "place", "turn"]
    )
    up = found["criterion_difference"] > 0
    found = found.assign(estate_id=ids[found["estate"]], direction=np.where(up, "up", "down"))
    picked: pd.DataFrame = found[_PICKED].reset_index(drop=True)
    return picked


def _criteria(told: pd.DataFrame, *, most: int, least_points: float) -> pd.DataFrame:
    """Return the criteria told of each estate: estate, criterion, criterion_difference, place."""
    sums = told.groupby(["estate", "criterion"], sort=False)["difference"].sum()
    table = sums.rename("criterion_difference").reset_index()
    total = table.groupby("estate")["criterion_difference"].transform("sum")
    with_it = (table["criterion_difference"] > 0) == (total > 0)
    size = table["criterion_difference"].abs()
    table = table.assign(against=~with_it, size=-size.round(9))[size >= least_points]
    table = table.sort_values(["estate", "against", "size", "criterion"])
    turn = table.groupby(["estate", "against"]).cumcount()
    opposed = table.groupby("estate")["against"].transform("any")
    # all but one place for what points the way of the score, as long as something opposes it
    table = table[table["against"] | (turn < most - opposed)]
    place = table.groupby("estate").cumcount() + 1
    return table.assign(place=place)[place <= most].drop(columns=["against", "size"])


def _weight_in_total(points: pd.DataFrame, weights: Weights) -> np.ndarray:
    """Return what each row weighs in its estate's total; NaN for what has no part in it."""
    estate, ids = pd.factorize(points["estate_id"])
    criterion, names = pd.factorize(points["criterion"])
    shares = np.array([weights.shares.get(name, 0.0) for name in names])
    told = points["score"].notna().to_numpy() & (shares[criterion] > 0)
    own = np.where(told, points["weight_in_criterion"].to_numpy(dtype=float), 0.0)
    cell = estate * len(names) + criterion
    within = np.bincount(cell, weights=own, minlength=len(ids) * len(names))
    known = (within.reshape(len(ids), len(names)) > 0) @ shares
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(told, shares[criterion] / known[estate] * own / within[cell], np.nan)
