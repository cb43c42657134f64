"""Objective weights: what the spread of the estates' own scores says (entropy, CRITIC)."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.weights import Weights, equal, from_points
from tables import Issue

# a spread this small beside the values is rounding, not a difference between estates
_NO_SPREAD = 1e-9

# weights in the making smaller than this in all are rounding too
_NOTHING = 1e-12

_TWO = 2  # a correlation of fewer estates says nothing

_ALL_ALIKE = {"entropy": "weights.all_constant", "critic": "weights.no_conflict"}


@dataclass(frozen=True)
class Objective:
    """Weights found from the data, with a warning wherever they had to be decided otherwise."""

    weights: Weights
    warnings: tuple[Issue, ...] = ()


def entropy(scores: pd.DataFrame) -> Objective:
    """Return entropy weights of an estates × criteria table: the more estates differ, the more.

        p[i,c] = x[i,c] / Σi x,   e[c] = -Σi p·ln p / ln m,   w[c] ∝ 1 - e[c],   0·ln 0 = 0

    Every criterion is taken over its own known estates (m of them). A criterion with values below
    0 is first shifted to start at 0. A criterion that is the same everywhere, or unknown, weighs
    0; when that is all of them the weights are equal; each case with its warning. Raises
    InputError only when there is no criterion. Source: Shannon 1948; the form of the package CPP
    (function Entrop.weights).

    >>> found = entropy(pd.DataFrame({"age": [1.0, 3.0], "condition": [2.0, 2.0]}))
    >>> dict(found.weights.shares), [warning.code for warning in found.warnings]
    ({'age': 1.0, 'condition': 0.0}, ['weights.constant_criterion'])
    """
    known = _known(scores)
    shifted = known.sub(known.min().clip(upper=0).fillna(0))
    found = _weighed(known, lambda differing: _entropy_points(shifted[differing]), "entropy")
    return Objective(found.weights, (*found.warnings, *_at_or_below_zero(known)))


def critic(scores: pd.DataFrame) -> Objective:
    """Return CRITIC weights of an estates × criteria table: spread times conflict.

        z[i,c] = (x - min) / (max - min),   C[c] = σ(z[c])·Σk (1 - r[c,k]),   w[c] ∝ C[c]

    σ is the sample standard deviation, r Pearson's correlation; range and σ are taken over the
    known estates of a criterion, r over those known in both (0 where fewer than two are, or one
    of the two does not vary there). A criterion that is the same everywhere, or unknown, weighs 0
    and is no partner in conflict; criteria that all move together weigh the same; each case with
    its warning. Raises InputError only when there is no criterion. Source: Diakoulaki, Mavrotas
    and Papayannakis 1995, Computers & Operations Research 22: 763-770.

    >>> table = pd.DataFrame({"age": [0.0, 1.0, 0.0], "condition": [0.0, 0.0, 1.0]})
    >>> dict(critic(table).weights.shares)
    {'age': 0.5, 'condition': 0.5}
    """
    known = _known(scores)
    return _weighed(known, lambda differing: _critic_points(known[differing]), "critic")


def _known(scores: pd.DataFrame) -> pd.DataFrame:
    numbers = scores.astype(float).set_axis([str(key) for key in scores.columns], axis=1)
    return numbers.replace([math.inf, -math.inf], math.nan).sort_index()


def _weighed(
    known: pd.DataFrame, points: Callable[[list[str]], pd.Series], method: str
) -> Objective:
    differing, warnings = _differing(known)
    if not differing:
        code = {0: "weights.no_estates", 1: "weights.one_estate"}.get(len(known))
        warning = _warning(code or "weights.all_constant")
        return Objective(Weights(equal(known.columns).shares, method), (warning,))
    found = points(differing)
    if float(found.sum()) <= _NOTHING:
        warnings.append(_warning(_ALL_ALIKE[method]))
        found = pd.Series(1.0, index=differing)
    shares = {key: float(found.get(key, 0.0)) for key in known.columns}
    return Objective(from_points(shares, method=method), tuple(warnings))


def _differing(known: pd.DataFrame) -> tuple[list[str], list[Issue]]:
    differing, said = [], []
    for key in known.columns:
        values = known[key]
        cells = int(values.isna().sum())
        spread = values.max() - values.min()
        if cells == len(values):
            said.append(_warning("weights.unknown_everywhere", key))
        elif spread <= _NO_SPREAD * max(1.0, float(values.abs().max())):
            said.append(_warning("weights.constant_criterion", key))
        else:
            differing.append(key)
            said += [_warning("weights.unknown_cells", key, cells)] * bool(cells)
    return differing, said


def _entropy_points(values: pd.DataFrame) -> pd.Series:
    shares = values / values.sum()
    terms = (shares * np.log(shares.where(shares > 0, 1.0))).sum()
    return pd.Series(1 + terms / np.log(values.count())).clip(lower=0)


def _at_or_below_zero(known: pd.DataFrame) -> list[Issue]:
    said = []
    for key in known.columns:
        lowest, highest = known[key].min(), known[key].max()
        if lowest < 0 and lowest < highest:
            said.append(_warning("weights.shifted_criterion", key))
        elif lowest == 0 < highest:
            said.append(_warning("weights.zero_cells", key, int((known[key] == 0).sum())))
    return said


def _critic_points(values: pd.DataFrame) -> pd.Series:
    scaled = (values - values.min()) / (values.max() - values.min())
    related = _correlations(scaled)
    np.fill_diagonal(related, 1.0)
    conflict = np.where(1 - related > _NOTHING, 1 - related, 0.0).sum(axis=1)
    return pd.Series(scaled.std() * conflict)


def _correlations(scaled: pd.DataFrame) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return scaled.corr(min_periods=_TWO).fillna(0.0).to_numpy(copy=True)


def _warning(code: str, criterion: str = "", count: int | None = None) -> Issue:
    value = "" if count is None else str(count)
    return Issue(code, "warning", table="weights", column=criterion, value=value)
