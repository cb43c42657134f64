"""Indicators: a column of the estate table, turned into 0-100 points by named anchors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from tables import InputError

Side = Literal["need", "readiness"]

_LEAST, _MOST = 0, 100  # grades and ranges stand on points of this scale


@dataclass(frozen=True)
class Indicator:
    """One indicator of a criterion.

    `anchors` are (value, points) pairs in rising order of value; between them points are linear,
    beyond them they stay at the end anchor. High points mean more urgent (`need`) or riper
    (`readiness`), so the direction lies in the anchors. `weight` counts within the criterion.
    """

    key: str
    criterion: str
    side: Side
    anchors: tuple[tuple[float, float], ...]
    weight: float

    def __post_init__(self) -> None:
        """Refuse anchors that do not rise or leave 0-100, and weights that are not positive."""
        values = [value for value, _ in self.anchors]
        if len(values) < len(("low", "high")) or sorted(set(values)) != values:
            raise InputError("scoring.bad_anchors", indicator=self.key, anchors=self.anchors)
        if not all(_LEAST <= point <= _MOST for _, point in self.anchors):
            raise InputError("scoring.points_outside", indicator=self.key, anchors=self.anchors)
        if not self.weight > 0:
            raise InputError("scoring.bad_indicator_weight", indicator=self.key, weight=self.weight)


def points(estates: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Return the points of every estate on every indicator, long, in the estates' order.

    Columns: estate_id, criterion, indicator, side, value (as measured), score (0-100), low, high,
    known, weight_in_criterion. The range low-high is the score itself where the value is known;
    it covers the columns `<key>_low` and `<key>_high` where the estates carry them; it runs
    between the extremes of the anchors where the value is unknown, which has no score, not zero.

    >>> age = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1)
    >>> points(pd.DataFrame({"estate_id": ["a"], "age_years": [35]}), [age])["score"].tolist()
    [50.0]
    """
    tables = [_points_of(estates, indicator) for indicator in indicators]
    if not tables:
        raise InputError("scoring.no_indicators")
    found = pd.concat(tables, ignore_index=True)
    order = {estate: place for place, estate in enumerate(estates["estate_id"])}
    place = found["estate_id"].map(order)
    return found.iloc[np.argsort(place.to_numpy(), kind="stable")].reset_index(drop=True)


def _points_of(estates: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    value = _column(estates, indicator.key)
    score = _scale(value, indicator)
    ends = [
        _scale(_column(estates, f"{indicator.key}_{end}"), indicator) for end in ("low", "high")
    ]
    known = ~np.isnan(score)
    lowest, highest = (end([point for _, point in indicator.anchors]) for end in (min, max))
    return pd.DataFrame(
        {
            "estate_id": estates["estate_id"].to_numpy(),
            "criterion": indicator.criterion,
            "indicator": indicator.key,
            "side": indicator.side,
            "value": value,
            "score": score,
            # fmin and fmax pass over an end that was not given
            "low": np.where(known, np.fmin.reduce([score, *ends]), lowest),
            "high": np.where(known, np.fmax.reduce([score, *ends]), highest),
            "known": known,
            "weight_in_criterion": float(indicator.weight),
        }
    )


def _scale(value: np.ndarray, indicator: Indicator) -> np.ndarray:
    xs = [value for value, _ in indicator.anchors]
    ys = [point for _, point in indicator.anchors]
    return np.where(np.isnan(value), np.nan, np.interp(value, xs, ys))


def _column(estates: pd.DataFrame, name: str) -> np.ndarray:
    if name not in estates:
        return np.full(len(estates), np.nan)
    return estates[name].to_numpy(dtype=float, na_value=np.nan)
