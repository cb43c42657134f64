"""The legend of a map: every class with its colour, its words and how many estates it holds."""

from collections.abc import Sequence

import pandas as pd

from layers.classes import MapClass
from texts import say

_IF_ANY = {"unknown", "small_number", "no_estates"}
_RATES = {"coverage", "trust_out", "trust_depends", "trust_in"}  # classes of rates, told in %


def legend(keys: pd.Series, classes: Sequence[MapClass], *, locale: str) -> pd.DataFrame:
    """Return one row a class: key, label, fill, stroke, dash, count, in the order of `classes`.

    `keys` holds one class key an estate (or area). Classes for what is not known or not ranked are
    left out when nothing falls in them.

    >>> from layers.classes import score_classes
    >>> legend(pd.Series(["score.5"]), score_classes(), locale="en")["count"].tolist()
    [0, 0, 0, 0, 1]
    """
    counts = keys.value_counts()
    rows = [
        {
            "key": item.key,
            "label": label(item, locale=locale),
            "fill": item.fill,
            "stroke": item.stroke,
            "dash": item.dash,
            "count": int(counts.get(item.key, 0)),
        }
        for item in classes
        if item.key not in _IF_ANY or counts.get(item.key, 0)
    ]
    return pd.DataFrame(rows, columns=["key", "label", "fill", "stroke", "dash", "count"])


def label(item: MapClass, *, locale: str) -> str:
    """Return the words of a class.

    >>> from layers.classes import score_classes, coverage_classes
    >>> label(score_classes()[4], locale="zh"), label(coverage_classes()[0], locale="zh")
    ('70–100 分', '0–20 %')
    """
    if item.key.isdigit():
        return say(locale, "legend.year", year=item.key)
    if item.low is None or item.high is None:
        return say(locale, f"legend.{item.key}")
    name = item.key.split(".", maxsplit=1)[0]
    scale = 100 if name in _RATES else 1
    return say(locale, f"legend.{name}", low=f"{item.low * scale:g}", high=f"{item.high * scale:g}")
