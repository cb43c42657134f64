"""Indicators: a column of the estate table, turned into 0-100 points by a named value function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from scoring.curve import Anchors, Curve, check_anchors, extremes, read_off
from tables import InputError

Side = Literal["need", "readiness"]
Missing = Literal["share", "typical", "highest", "lowest"]

MISSING: tuple[Missing, ...] = ("share", "typical", "highest", "lowest")


@dataclass(frozen=True)
class Indicator:
    """One indicator of a criterion.

    `anchors` are (value, points) pairs in rising order of value, read as the `curve` says: linear
    between them, in steps, or towards a target (see `scoring.curve`). High points mean more urgent
    (`need`) or riper (`readiness`), so the direction lies in the anchors. `weight` counts within
    the criterion. `missing` says what an unknown value counts meanwhile: nothing, its weight shared
    among the known ones (`share`), the median of the estates that know it (`typical`), or the most
    or fewest points of the anchors (`highest`, `lowest`); its range stays open whatever it counts.
    `names` are what people call it, by language.
    """

    key: str
    criterion: str
    side: Side
    anchors: Anchors
    weight: float
    curve: Curve = "linear"
    missing: Missing = "share"
    unit: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse anchors that fit no curve, weights that are not positive, unknown rules."""
        check_anchors(self.key, self.anchors, self.curve)
        if not 0 < self.weight < float("inf"):
            raise InputError("scoring.bad_indicator_weight", indicator=self.key, weight=self.weight)
        if self.missing not in MISSING:
            raise InputError(
                "scoring.bad_missing_rule",
                indicator=self.key,
                given=self.missing,
                known=", ".join(MISSING),
            )

    @property
    def rising(self) -> bool | None:
        """Return whether more of the value means more points; None when it turns on the way."""
        points = [point for _, point in self.anchors]
        steps = np.diff(points)
        if (steps >= 0).all():
            return True
        return False if (steps <= 0).all() else None


def points(estates: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Return the points of every estate on every indicator, long, in the estates' order.

    Columns: estate_id, criterion, indicator, side, value (as measured), score (0-100), low, high,
    known, weight_in_criterion. The range low-high is the score itself where the value is known;
    it covers the columns `<key>_low` and `<key>_high` where the estates carry them. Where the value
    is unknown the range is that of both ends when both are known, else that of the anchors; the
    score is what the indicator's `missing` rule says, none under `share`: never zero by default.

    >>> age = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1)
    >>> points(pd.DataFrame({"estate_id": ["a"], "age_years": [35]}), [age])["score"].tolist()
    [50.0]
    """
    tables = [_points_of(estates, indicator) for indicator in indicators]
    if not tables:
        raise InputError("scoring.no_indicators")
    found = pd.concat(tables, ignore_index=True)
    turn = np.arange(len(found)).reshape(len(tables), -1).T.ravel()  # estate by estate
    return found.iloc[turn].reset_index(drop=True)


def _points_of(estates: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    value = _column(estates, indicator.key)
    known = ~np.isnan(value)
    score = read_off(value, indicator.anchors, indicator.curve)
    low, high = _range(estates, indicator, value)
    return pd.DataFrame(
        {
            "estate_id": estates["estate_id"].to_numpy(),
            "criterion": indicator.criterion,
            "indicator": indicator.key,
            "side": indicator.side,
            "value": value,
            "score": np.where(known, score, _meanwhile(indicator, score[known])),
            "low": low,
            "high": high,
            "known": known,
            "weight_in_criterion": float(indicator.weight),
        }
    )


def _meanwhile(indicator: Indicator, known: np.ndarray) -> float:
    """Return the points an unknown value counts until somebody knows it; NaN for none."""
    marks = [point for _, point in indicator.anchors]
    if indicator.missing == "typical":
        return float(np.median(known)) if len(known) else np.nan
    return {"highest": max(marks), "lowest": min(marks)}.get(indicator.missing, np.nan)


def _range(
    estates: pd.DataFrame, indicator: Indicator, value: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the fewest and the most points the value may come to."""
    ends = [_column(estates, f"{indicator.key}_{end}") for end in ("low", "high")]
    marks = [point for _, point in indicator.anchors]
    # fmin and fmax pass over an end that was not given
    lowest, highest = np.fmin.reduce([value, *ends]), np.fmax.reduce([value, *ends])
    least, most = extremes(lowest, highest, indicator.anchors, indicator.curve)
    told = ~np.isnan(value) | ~np.isnan(ends).any(axis=0)
    return np.where(told, least, min(marks)), np.where(told, most, max(marks))


def _column(estates: pd.DataFrame, name: str) -> np.ndarray:
    if name not in estates:
        return np.full(len(estates), np.nan)
    return estates[name].to_numpy(dtype=float, na_value=np.nan)
