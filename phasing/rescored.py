"""A problem whose estates score otherwise: with other weights, other data, another score asked."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from phasing.problem import Problem

RANK, RANKED_BY = "rank", "score"


def rescored(problem: Problem, values: Mapping[str, "pd.Series | np.ndarray"]) -> Problem:
    """Return the problem with other values of its estates, by column, in the order of its rows.

    Ranks follow from scores and settle who comes up first (`fill.score_order`: filling, batches,
    polishing). Ranks that came of another score no longer hold: they go, and the score stands in
    for them, unless `values` bring the ranks that hold now.

    >>> from phasing.problem import problem
    >>> pool = pd.DataFrame({"estate_id": ["E1"], "district": ["河东"], "cost_wan": [300.0]})
    >>> posed = problem(pool.assign(score=80.0, rank=1), years=[2027])
    >>> "rank" in rescored(posed, {"score": np.array([90.0])}).estates
    False
    """
    stale = [RANK] if RANKED_BY in values and RANK in problem.estates else []
    estates = problem.estates.drop(columns=stale)
    return replace(problem, estates=estates.assign(**dict(values)))
