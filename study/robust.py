"""How firmly each estate holds its rank: weights, survey error, missing values tried together."""

from dataclasses import replace

import numpy as np

from scoring.people import people_factor
from scoring.rerank import tie_order, tied_order
from scoring.robust import Cells, Matrix, Sampling, robustness, uncertain_cells
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
    matrix, shares = _matrix(ranked, choices)
    found = robustness(matrix, shares, sampling(ranked, choices), top_k=[k])
    table = found.table.rename(columns={f"top_{k}_share": "top_share"})
    if k == 1:
        table["top_share"] = table["first_share"]
    ordered = table.set_index("estate_id")[list(TRIED)].reindex(list(ranked.card.estate_ids))
    uncertain = len(matrix.cells.row) if matrix.cells else 0
    return Robust(ordered.reset_index(), k, ranked.card.criteria, uncertain, found)


def _matrix(ranked: Ranked, choices: Choices) -> tuple[Matrix, list[float]]:
    card, households = ranked.card, ranked.estates["households"]
    shares = [ranked.weights.shares.get(key, 0.0) for key in card.criteria]
    ties = tied_order(card, ranked.weights, tie_order(card, households))
    score, cells = certain_rest(ranked, choices)
    if choices.ranking.by_population:
        heads = people_factor(ranked.estates["residents"])["counted"].to_numpy()
        score, cells = score * heads[:, np.newaxis], _times(cells, heads)
    return Matrix(card.estate_ids, score, cells).take(ties), shares


def certain_rest(ranked: Ranked, choices: Choices) -> tuple[np.ndarray, Cells | None]:
    """Return what is certain of the criterion scores, and the cells to draw; None for no cell."""
    if not choices.ranking.data:
        return ranked.card.score, None
    confidence = ranked.measured.rules["interval_confidence"].value
    return uncertain_cells(ranked.indicators, surveyed=SURVEYED, confidence=confidence)


def _times(cells: Cells | None, heads: np.ndarray) -> Cells | None:
    if cells is None:
        return None
    factor = heads[cells.row]
    return replace(cells, low=cells.low * factor, mid=cells.mid * factor, high=cells.high * factor)


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
