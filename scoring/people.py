"""Counting heads: how much an estate's score weighs when its residents count."""

import numpy as np
import pandas as pd

_SCORES = ("score", "score_low", "score_high", "need", "need_low", "need_high")


def per_resident(scores: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """Return the scores as they rank when every resident counts, in the order of `scores`.

        ranked score = score x residents / most residents of any estate

    One estate twice as large as another of the same score ranks as twice as much need relieved. An
    estate whose residents nobody knows counts as the median one; its range runs from the smallest
    to the largest of the known. With no residents known at all every estate counts the same.
    Dividing by the largest keeps 0-100 points and never changes an order.

    >>> two = pd.DataFrame({"score": [50.0, 40.0]})
    >>> per_resident(two, pd.Series([100, 400]))["score"].tolist()
    [12.5, 40.0]
    """
    heads = pd.to_numeric(residents).to_numpy(dtype=float, na_value=np.nan)
    heads = np.where(heads > 0, heads, np.nan)
    known = heads[~np.isnan(heads)]
    if not len(known):
        return scores
    largest = known.max()
    counted = np.where(np.isnan(heads), np.median(known), heads) / largest
    least = np.where(np.isnan(heads), known.min(), heads) / largest
    most = np.where(np.isnan(heads), largest, heads) / largest
    factor = {"low": least, "high": most}
    return scores.assign(
        **{
            name: scores[name].to_numpy() * factor.get(name.rpartition("_")[2], counted)
            for name in _SCORES
            if name in scores
        }
    )
