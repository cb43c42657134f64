"""The legend of a map: every class with its colour, its words and how many estates it holds."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from layers.classes import MapClass
from texts import say

_IF_ANY = {"unknown", "small_number", "no_estates"}
# Classes of rates, told in %.
_RATES = {"coverage", "trust_out", "trust_depends", "trust_in", "support", "paid", "deposits"} | {
    "placed_share",
}
_WHOLE = {"gaps"}  # classes of whole numbers: below 4 is up to 3


def legend(
    keys: pd.Series,
    classes: Sequence[MapClass],
    *,
    locale: str,
    names: Mapping[str, str] = MappingProxyType({}),
) -> pd.DataFrame:
    """Return one row a class: key, label, fill, stroke, dash, count, in the order of `classes`.

    `keys` holds one class key an estate (or area). Classes for what is not known or not ranked are
    left out when nothing falls in them. `names` are the words of classes that have their own.

    >>> from layers.classes import score_classes
    >>> legend(pd.Series(["score.5"]), score_classes(), locale="en")["count"].tolist()
    [0, 0, 0, 0, 1]
    """
    counts = keys.value_counts()
    rows = [
        {
            "key": item.key,
            "label": names.get(item.key) or label(item, locale=locale),
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
    if item.low is None:
        return say(locale, f"legend.{item.key}")
    name, dot, _ = item.key.partition(".")
    scale = 100 if name in _RATES else 1
    to = (item.high or 0) - (name in _WHOLE)
    low, high = (f"{bound * scale:,.10g}" for bound in (item.low, to))
    over = ".over" if dot and item.high is None else ""
    return say(locale, f"legend.{name}{over}", low=low, high=high)
