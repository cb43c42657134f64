"""The total as a sum of visible parts, with the range that unknown values leave open."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from scoring.card import Scorecard
from scoring.weights import Weights
from tables import InputError


def score(card: Scorecard, weights: Weights) -> pd.DataFrame:
    """Return scores an estate: criterion scores, parts, total, range, need and readiness.

        part[c]  = W[c]·criterion[c] / Σ W[known]   so that score = Σ part[c]
        score_low, score_high = Σ W[c]·low[c], Σ W[c]·high[c]   unknown indicators at their extremes

    Columns: estate_id; per criterion `<criterion>_score`, `_score_low`, `_score_high`, `_part`;
    score, need and readiness, each with `_low` and `_high`; completeness, incomplete. `need` and
    `readiness` are the weighted means of the criteria of each side. An unknown criterion has no
    score and no part; its weight is shared among the known ones, and `completeness` says how much
    weight was known. With nothing known the score is unknown too. A criterion the weights do not
    name weighs nothing. Raises InputError when the weights name a criterion the card has not.
    """
    shares = shares_of(card, weights)
    parts = _parts(card.score, shares)
    found: dict[str, object] = {"estate_id": list(card.estate_ids)}
    for place, criterion in enumerate(card.criteria):
        found[f"{criterion}_score"] = card.score[:, place]
        found[f"{criterion}_score_low"] = card.low[:, place]
        found[f"{criterion}_score_high"] = card.high[:, place]
        found[f"{criterion}_part"] = parts[:, place]
    found |= _total("score", card, shares)
    for side in ("need", "readiness"):
        found |= _total(side, card, shares * card.on(side))
    unknown = np.isnan(card.score) & (shares > 0)
    return pd.DataFrame(
        found | {"completeness": card.known @ shares, "incomplete": unknown.any(axis=1)}
    )


def shares_of(card: Scorecard, weights: Weights) -> np.ndarray:
    """Return the weight of each criterion of the card, in its order; 0 for one not named."""
    strangers = set(weights.shares) - set(card.criteria)
    if strangers:
        raise InputError(
            "scoring.criteria_mismatch",
            weights=", ".join(sorted(strangers)),
            criteria=", ".join(sorted(card.criteria)),
        )
    return np.array([weights.shares.get(criterion, 0.0) for criterion in card.criteria])


def side_weights(weights: Weights, need: Sequence[str], *, need_share: float) -> Weights:
    """Return the weights with the criteria of need (`need`) making up `need_share` together.

    Within each side the proportions stay. A side whose criteria all weigh nothing cannot be given
    a share: Raises InputError naming it.

    >>> side_weights(Weights({"age": 0.2, "support": 0.8}), ["age"], need_share=0.75).shares
    {'age': 0.75, 'support': 0.25}
    """
    totals = {"need": need_share, "readiness": 1 - need_share}
    side = {key: "need" if key in need else "readiness" for key in weights.shares}
    found: dict[str, float] = {}
    for name, share in totals.items():
        own = {key: value for key, value in weights.shares.items() if side[key] == name}
        whole = sum(own.values())
        if share > 0 and not whole:
            raise InputError("scoring.empty_side", side=name)
        found |= {key: value / whole * share if whole else 0.0 for key, value in own.items()}
    return Weights({key: found[key] for key in weights.shares}, weights.method)


def _parts(scores: np.ndarray, shares: np.ndarray) -> np.ndarray:
    known = ~np.isnan(scores) & (shares > 0)
    total = (known * shares).sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known, scores * shares / total, np.nan)


def _total(name: str, card: Scorecard, shares: np.ndarray) -> dict[str, np.ndarray]:
    """Return the weighted mean of the known criteria and its range, unknown where none is known."""
    parts = _parts(card.score, shares)
    whole = shares.sum()
    if not whole:
        nothing = np.full(len(parts), np.nan)
        return {name: nothing, f"{name}_low": nothing, f"{name}_high": nothing}
    total = np.where(np.isnan(parts).all(axis=1), np.nan, np.nansum(parts, axis=1))
    return {
        name: total,
        f"{name}_low": np.fmin(card.low @ shares / whole, total),
        f"{name}_high": np.fmax(card.high @ shares / whole, total),
    }
