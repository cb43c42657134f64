"""A made-up ranking for the tests of reasons: a tree of four indicators, towns of any values."""

import numpy as np
import pandas as pd

from scoring.card import scorecard
from scoring.explain.reach import Input
from scoring.explain.reasons import indicator_parts
from scoring.explain.standing import standing
from scoring.indicators import Indicator, points
from scoring.rank import rank
from scoring.score import score
from scoring.weights import Weights

SHEET = (
    Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1),
    Indicator("leak", "condition", "need", ((0, 0), (1, 20), (2, 70), (3, 100)), 0.6, "steps"),
    Indicator("coverage", "condition", "need", ((0, 100), (1, 0)), 0.4),
    Indicator("support", "willingness", "readiness", ((0.5, 0), (0.75, 60), (1, 100)), 1),
)
INPUTS = {
    "age_years": Input("fact", step=1, low=0),
    "leak": Input("fact", step=1, low=0, high=3),
    "coverage": Input("fact", low=0, high=1),
    "support": Input("changeable", step=0.001, low=0, high=1),
}
WEIGHTS = Weights({"age": 0.3, "condition": 0.4, "willingness": 0.3})


def town(rows):
    """Return the estates of rows (age, leak, coverage, support[, households]); None is unknown."""
    table = pd.DataFrame(
        [(*row, *(100,) * (5 - len(row))) for row in rows],
        columns=["age_years", "leak", "coverage", "support", "households"],
        dtype=float,
    )
    return table.assign(estate_id=[f"E{place + 1:02d}" for place in range(len(table))])


def case(estates, weights=WEIGHTS):
    """Return the parts of every estate and where they stand."""
    found = points(estates, SHEET)
    scores = score(scorecard(found), weights)
    return indicator_parts(found, weights), standing(scores, estates["households"]), scores


def ranks(estates, weights=WEIGHTS):
    """Return the ranks by estate_id, through the door everybody uses."""
    scores = score(scorecard(points(estates, SHEET)), weights)
    return rank(scores, estates["households"]).set_index("estate_id")["rank"].astype(int)


def random_town(lottery, count, unknown=0.2):
    """Return estates of random values, some unknown."""
    values = {
        "age_years": lottery.integers(10, 60, count).astype(float),
        "leak": lottery.integers(0, 4, count).astype(float),
        "coverage": lottery.random(count).round(2),
        "support": lottery.uniform(0.4, 1, count).round(3),
    }
    table = pd.DataFrame(values)
    table = table.mask(lottery.random(table.shape) < unknown)
    homes = lottery.choice([80.0, 100.0, np.nan], count)
    return table.assign(estate_id=[f"E{place + 1:02d}" for place in range(count)], households=homes)
