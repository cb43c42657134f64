"""How far a share among those who answered may lie from the share among all."""

from statistics import NormalDist

import numpy as np
import pandas as pd


def share_interval(
    yes: pd.Series, replies: pd.Series, population: pd.Series, *, confidence: float
) -> pd.DataFrame:
    """Return low, high (0–1) and `basis` of each share yes / replies, in the order given.

        z  = quantile of the normal at (1 + confidence) / 2,   p = yes / replies
        n* = replies · (population - 1) / (population - replies)
        low, high = (p + z²/2n* ∓ z·√(p(1-p)/n* + z²/4n*²)) / (1 + z²/n*)

    This is Wilson's score interval (E. B. Wilson 1927, JASA 22, 209–212) with the correction for a
    finite population: n* replies drawn with replacement would tell as much as `replies` drawn
    without (B. O'Neill 2021, Mathematical properties and finite-population correction for the
    Wilson score interval). What was answered is certain, so the interval is cut to
    [yes / population, (population - replies + yes) / population].

    `basis`: `finite` as above; `census` everybody answered, a point; `no_population` nobody knows
    of how many, and `few_people` fewer than answered: both without the correction, which is wider;
    `no_replies` and `unknown` (counts unknown or impossible): anything from 0 to 1.

    The interval speaks of chance alone. That those who answer differ from those who do not is
    another matter: see the response rate.

    >>> forty = (pd.Series([40]), pd.Series([50]), pd.Series([100]))
    >>> share_interval(*forty, confidence=0.95).round(3).to_dict("records")
    [{'low': 0.711, 'high': 0.867, 'basis': 'finite'}]
    """
    k, n, people = (_numbers(column) for column in (yes, replies, population))
    basis = _basis(k, n, people)
    counted = np.isin(basis, ["finite", "census"])
    told = counted | np.isin(basis, ["no_population", "few_people"])
    with np.errstate(invalid="ignore", divide="ignore"):
        ends = _wilson(k / n, _effective(n, people, corrected=counted), confidence)
        sure = (k / people, (people - n + k) / people)
    low = np.where(counted, np.maximum(ends[0], sure[0]), ends[0])
    high = np.where(counted, np.minimum(ends[1], sure[1]), ends[1])
    return pd.DataFrame(
        {"low": np.where(told, low, 0.0), "high": np.where(told, high, 1.0), "basis": basis},
        index=yes.index,
    )


def _basis(k: np.ndarray, n: np.ndarray, people: np.ndarray) -> np.ndarray:
    possible = (n > 0) & (k >= 0) & (k <= n)
    return np.select(
        [n == 0, ~possible, ~(people > 0), people < n, people == n],
        ["no_replies", "unknown", "no_population", "few_people", "census"],
        default="finite",
    ).astype(object)


def _effective(n: np.ndarray, people: np.ndarray, *, corrected: np.ndarray) -> np.ndarray:
    """Return how many replies drawn with replacement tell as much; of everybody, without end."""
    inner = n * (people - 1) / (people - n)
    return np.where(corrected, np.where(people == n, np.inf, inner), n)


def _wilson(p: np.ndarray, n: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = p + z**2 / (2 * n)
    reach = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    wide = 1 + z**2 / n
    return np.clip((middle - reach) / wide, 0, p), np.clip((middle + reach) / wide, p, 1)


def _numbers(column: pd.Series) -> np.ndarray:
    return pd.to_numeric(column).to_numpy(dtype=float, na_value=np.nan)
