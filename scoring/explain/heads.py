"""What counting residents does to a rank: the rank with and without."""

import dataclasses

import numpy as np
import pandas as pd

from scoring.explain.standing import Standing
from scoring.people import people_factor

COLUMNS = ("estate_id", "residents", "median", "factor", "rank", "rank_without")


def heads(plain: Standing, counted: Standing, residents: pd.Series) -> pd.DataFrame:
    """Return what counting residents does to each estate, in the order of `counted`.

    Columns: estate_id, residents (NaN: unknown, counted as the median), median (of the known),
    factor (residents / most residents), rank (as they count), rank_without (as in `plain`: the
    score of each estate counts once). With no residents known at all nobody counts: no row.

    >>> from scoring.explain.standing import standing
    >>> two = pd.DataFrame({"estate_id": ["a", "b"], "score": [60.0, 50], "need": [0.0, 0]})
    >>> homes = pd.Series([1, 1])
    >>> found = heads(standing(two, homes), standing(two, homes, np.array([0.5, 1])),
    ...     pd.Series([100, 200]))
    >>> found[["median", "rank", "rank_without"]].to_numpy().tolist()
    [[150.0, 2.0, 1.0], [150.0, 1.0, 2.0]]
    """
    known = pd.to_numeric(residents).to_numpy(dtype=float, na_value=np.nan)
    known = np.where(known > 0, known, np.nan)
    table = pd.DataFrame({
        "estate_id": counted.estate_ids,
        "residents": known,
        "median": np.nanmedian(known) if np.isfinite(known).any() else np.nan,
        "factor": counted.factor,
        "rank": counted.rank,
        "rank_without": plain.rank,
    })  # fmt: skip
    return table if np.isfinite(known).any() else table.iloc[:0]


def head_ranks(
    standing: Standing, residents: pd.Series, estate_id: str, *, scores: tuple[float, float]
) -> tuple[int, int]:
    """Return the best and worst rank of an estate whose residents nobody knows.

    `scores` are its score and need before residents count; its residents run from the fewest to the
    most that any estate is known to have, all others as they are.
    """
    at = standing.at(estate_id)
    ends = people_factor(residents).iloc[at]
    times = dataclasses.replace(standing, factor=np.ones(len(standing.factor)))
    ranks = [times.place(at, *(value * ends[end] for value in scores)) for end in ("low", "high")]
    return min(ranks), max(ranks)
