"""How firmly each estate holds its rank: weights, survey error, missing values tried together."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from scoring.people import people_factor
from scoring.rerank import tie_order, tied_order
from scoring.robust import (
    Cells,
    Matrix,
    Robustness,
    Sampling,
    robustness,
    uncertain_cells,
)
from study.choices import Choices
from study.stages import Ranked, Robust

TRIED = ("rank_expected", "rank_p05", "rank_p95", "first_share", "top_share")
SURVEYED = ("support_rate", "fee_rate")  # indicators whose range is a survey's interval


def robust(ranked: Ranked, choices: Choices, *, top_k: int) -> Robust:
    """Return how the ranks of the estates fare under other weights and other data.

    Every trial draws weights and data anew as `choices.ranking` says; equal scores fall to higher
    need, more households, the lower estate_id, as in the rank itself.
    """
    k = max(1, min(top_k, len(ranked.card.estate_ids)))
    heads = people_factor(ranked.estates["residents"]) if choices.ranking.by_population else None
    found, uncertain = _tried(ranked, choices, k, None if heads is None else heads["counted"])
    table = _table(found, ranked, k)
    if heads is not None and (heads["low"] < heads["high"]).any():
        table = _widened(
            table, heads, lambda own: _table(_tried(ranked, choices, k, own)[0], ranked, k)
        )
    return Robust(table.reset_index(), k, ranked.card.criteria, uncertain, found)


def _tried(
    ranked: Ranked, choices: Choices, k: int, heads: pd.Series | None
) -> tuple[Robustness, int]:
    matrix, shares = matrix_of(ranked, choices, None if heads is None else heads.to_numpy())
    found = robustness(matrix, shares, sampling(ranked, choices), top_k=[k])
    return found, len(matrix.cells.row) if matrix.cells else 0


def _table(found: Robustness, ranked: Ranked, k: int) -> pd.DataFrame:
    table = found.table.rename(columns={f"top_{k}_share": "top_share"})
    if k == 1:
        table["top_share"] = table["first_share"]
    return table.set_index("estate_id")[list(TRIED)].reindex(list(ranked.card.estate_ids))


def _widened(
    table: pd.DataFrame, heads: pd.DataFrame, tried: Callable[[pd.Series], pd.DataFrame]
) -> pd.DataFrame:
    """Return the table with the ranges of estates whose residents nobody knows made wider.

    Their best end is that of the trials in which they count as the largest estate known, their
    worst end that in which they count as the smallest.
    """
    unknown = (heads["low"] < heads["high"]).to_numpy()
    best, worst = tried(heads["high"])["rank_p05"], tried(heads["low"])["rank_p95"]
    return table.assign(
        rank_p05=table["rank_p05"].where(~unknown, best.combine(table["rank_p05"], min)),
        rank_p95=table["rank_p95"].where(~unknown, worst.combine(table["rank_p95"], max)),
    )


def matrix_of(
    ranked: Ranked, choices: Choices, heads: np.ndarray | None
) -> tuple[Matrix, list[float]]:
    """Return what is drawn from, its rows in the order of ties, and the chosen weights.

    `heads`: what each estate's score is multiplied by where residents count.
    """
    card, households = ranked.card, ranked.estates["households"]
    shares = [ranked.weights.shares.get(key, 0.0) for key in card.criteria]
    ties = tied_order(card, ranked.weights, tie_order(card, households), heads)
    score, cells = certain_rest(ranked, choices)
    if heads is not None:
        score = score * heads[:, np.newaxis]
        cells = cells and replace(cells, share=cells.share * heads[cells.row])
    return Matrix(card.estate_ids, score, cells).take(ties), shares


def certain_rest(ranked: Ranked, choices: Choices) -> tuple[np.ndarray, Cells | None]:
    """Return what is certain of the criterion scores, and the cells to draw; None for no cell."""
    if not choices.ranking.data:
        return ranked.card.score, None
    confidence = ranked.measured.rules["interval_confidence"].value
    return uncertain_cells(ranked.indicators, surveyed=SURVEYED, confidence=confidence)


def sampling(ranked: Ranked, choices: Choices) -> Sampling:
    """Return how a study samples: as `ranking` says, the concentration by the standard."""
    how = choices.ranking
    stated = ranked.measured.rules["weight_concentration"].value
    return Sampling(
        draws=how.draws,
        seed=how.seed,
        spread=how.spread,
        concentration=how.concentration or float(stated),
        confidence_draws=how.draws // 10 or 1 if how.data else None,
    )
