"""Counting heads: how much an estate's score weighs when its residents count."""

import numpy as np
import pandas as pd

_SCORES = ("score", "score_low", "score_high", "need", "need_low", "need_high")


def people_factor(residents: pd.Series) -> pd.DataFrame:
    """Return what each estate's score is multiplied by: `counted`, with its range `low`, `high`.

        factor = residents / most residents of any estate

    An estate whose residents nobody knows counts as the median one; its range runs from the
    smallest to the largest of the known. With no residents known at all every factor is 1.

    >>> people_factor(pd.Series([100, None, 400]))["counted"].tolist()
    [0.25, 0.625, 1.0]
    """
    heads = pd.to_numeric(residents).to_numpy(dtype=float, na_value=np.nan)
    heads = np.where(heads > 0, heads, np.nan)
    known = heads[~np.isnan(heads)]
    if not len(known):
        known = np.ones(1)
    ends = {"counted": np.median(known), "low": known.min(), "high": known.max()}
    return pd.DataFrame(
        {name: np.where(np.isnan(heads), end, heads) / known.max() for name, end in ends.items()}
    )


def per_resident(scores: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """Return the scores as they rank when every resident counts, in the order of `scores`.

        ranked score = score x residents / most residents of any estate

    One estate twice as large as another of the same score ranks as twice as much need relieved.
    Dividing by the largest keeps 0-100 points and never changes an order. Unknown residents: see
    `people_factor`.

    >>> two = pd.DataFrame({"score": [50.0, 40.0]})
    >>> per_resident(two, pd.Series([100, 400]))["score"].tolist()
    [12.5, 40.0]
    """
    factor = people_factor(residents)
    ends = {"low": "low", "high": "high"}
    return scores.assign(
        **{
            name: scores[name].to_numpy()
            * factor[ends.get(name.rpartition("_")[2], "counted")].to_numpy()
            for name in _SCORES
            if name in scores
        }
    )
