"""Second opinions on a rank: the same estates and weights by other methods, and how far they agree.

Opinions only: the rank itself stays the weighted sum of points on anchors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.opinions.agreement import decided_by_method, rank_correlation, top_overlap
from scoring.opinions.methods import METHODS, Opinions, opinions
from scoring.people import people_factor
from scoring.rerank import tie_order, tied_order
from study.choices import Choices
from study.stages import Ranked
from tables import Issue

DEFAULT = "weighted_sum"


@dataclass(frozen=True, eq=False)
class SecondOpinions:
    """What other methods say of the same scores and weights.

    `ranks`: a row an estate with a score (index estate_id, in the order of its rank), a column a
    method, the default first; 1 is the best. `spearman`, `kendall`, `overlap` (of the first
    `top_k`): method × method. `decided`: the estates that some methods put among the first `top_k`
    and others do not (see `scoring.opinions.agreement`). `estates` have a score and are compared;
    `filled` unknown criterion scores of `filled_estates` estates were set to the estate's
    own score. `notes` say what a method could not do with these data.
    """

    ranks: pd.DataFrame
    spearman: pd.DataFrame
    kendall: pd.DataFrame
    overlap: pd.DataFrame
    decided: pd.DataFrame
    top_k: int
    estates: int
    filled: int
    filled_estates: int
    notes: tuple[Issue, ...]


def second_opinions(
    ranked: Ranked, choices: Choices, *, top_k: int, methods: Sequence[str] = tuple(METHODS)
) -> SecondOpinions:
    """Return how other methods rank the estates that have a score, by the criteria that weigh.

        an unknown criterion score = the estate's own score = Σ w·s / Σ w over the known criteria

    so that the weighted sum gives every estate the score it has, and whatever differs is the
    method. Residents count where the choices say so; equal scores fall as in the rank itself.
    """
    given, unknown = _filled(ranked, choices)
    weights = [ranked.weights.shares[str(key)] for key in given]
    asked = [DEFAULT, *(key for key in methods if key != DEFAULT)]
    # points on anchors need no stretching: it would make the rank depend on who takes part
    found = opinions(given, weights, [1] * len(weights), asked, normalisation={DEFAULT: "none"})
    k = max(1, min(top_k, len(given)))
    return _compared(found, k, unknown)


def _compared(found: Opinions, k: int, unknown: np.ndarray) -> SecondOpinions:
    ranks = found.ranks.sort_values(DEFAULT)
    return SecondOpinions(
        ranks=ranks,
        spearman=rank_correlation(found.shared_ranks, "spearman"),
        kendall=rank_correlation(found.shared_ranks, "kendall"),
        overlap=top_overlap(ranks, k),
        decided=decided_by_method(ranks, k),
        top_k=k,
        estates=len(ranks),
        filled=int(unknown.sum()),
        filled_estates=int(unknown.any(axis=1).sum()),
        notes=found.warnings,
    )


def _filled(ranked: Ranked, choices: Choices) -> tuple[pd.DataFrame, np.ndarray]:
    """Return criterion scores without gaps, a row an estate in the order of ties; and the gaps."""
    card, estates = ranked.card, ranked.estates
    counts = [ranked.weights.shares.get(key, 0) > 0 for key in card.criteria]
    cells = card.score[:, counts]
    own = estates["score"].to_numpy(dtype=float)[:, np.newaxis]
    unknown = np.isnan(cells)
    whole, heads = np.where(unknown, own, cells), None
    if choices.ranking.by_population:
        heads = people_factor(estates["residents"])["counted"].to_numpy()
        whole = whole * heads[:, np.newaxis]
    order = tied_order(card, ranked.weights, tie_order(card, estates["households"]), heads)
    rows = order[~np.isnan(own[order, 0])]
    names = [key for key, counted in zip(card.criteria, counts, strict=True) if counted]
    index = pd.Index([card.estate_ids[row] for row in rows], dtype=object)
    return pd.DataFrame(whole[rows], index=index, columns=names), unknown[rows]
