"""What estates would score in the draws that try a study's ranks: the ground of year shares."""

from collections.abc import Callable

import pandas as pd

from phasing.negotiation.sampled import YearShares, year_shares
from phasing.negotiation.standing import Standing
from phasing.solve import Hooks, Settings
from scoring.people import people_factor
from scoring.sampled import sampled_scores
from study.choices import Choices
from study.robust import matrix_of, sampling
from study.stages import Ranked

# Columns of the estates that change from draw to draw, and the criteria behind each.
SIDES = {"score": None, "need": "need", "readiness": "readiness"}

# A draw is one of many: half a percent decides less than the draws do among themselves.
DRAW_GAP, DRAW_NODES = 0.005, 50


def sampled_years(
    found: Ranked,
    choices: Choices,
    before: Standing,
    *,
    draws: int,
    hooks: Hooks | None = None,
    on_draw: Callable[[int], None] | None = None,
) -> YearShares:
    """Return in which year each estate comes in how many of the draws that try a study's ranks."""
    return year_shares(
        before,
        score_draws(found, choices, draws=draws),
        settings=Settings(DRAW_GAP, DRAW_NODES, choices.solver.seed),
        hooks=hooks,
        on_draw=on_draw,
    )


def score_draws(found: Ranked, choices: Choices, *, draws: int) -> dict[str, pd.DataFrame]:
    """Return score, need and readiness of the first draws: each draws × estate_ids, NaN unknown.

    They are the draws by which `study.robust` tries the ranks: weights and data vary as the section
    `ranking` of study.yaml says, from its seed. Where residents count in the ranks they do not
    count here: a plan counts them itself.
    """
    heads = None
    if choices.ranking.by_population:
        heads = people_factor(found.estates["residents"])["counted"].to_numpy()
    matrix, shares = matrix_of(found, choices, heads)
    how = sampling(found, choices)
    tables = {}
    for name, side in SIDES.items():
        counted = None if side is None else found.card.on(side).tolist()
        drawn = sampled_scores(matrix, shares, how, draws=draws, counted=counted)
        drawn = drawn[list(found.card.estate_ids)]
        tables[name] = drawn if heads is None else drawn.div(heads, axis=1)
    return tables
