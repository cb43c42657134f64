"""How far the nearest facility of one category is, as classes of a map."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from layers.classes import UNKNOWN, MapClass
from texts import say

# Within is dark teal, then ever warmer: apart under colour blindness, and the last one dashed.
_WITHIN, _NEAR, _FAR, _NONE = "#2a7f83", "#f1d58a", "#de8a4a", "#8f3b2a"
_TWICE = 2


def reach_classes(radius_m: float) -> tuple[MapClass, ...]:
    """Return the classes within the radius, up to twice it, farther, out of reach, unknown."""
    twice_m = _TWICE * radius_m
    return (
        MapClass("reach_within", _WITHIN, low=0.0, high=radius_m),
        MapClass("reach_near", _NEAR, low=radius_m, high=twice_m),
        MapClass("reach_far", _FAR, low=twice_m),
        MapClass("reach_none", _NONE, "#5c1f12", "4 2"),
        UNKNOWN,
    )


def reach_keys(walks: pd.DataFrame, radius_m: float) -> pd.Series:
    """Return the class of each row of `walks` (status, walk_m): ≤ radius, ≤ 2 radius, > 2 radius.

    >>> walks = pd.DataFrame({"status": ["reached", "reached", "beyond_limit", "off_network"],
    ...                       "walk_m": [300.0, 300.1, None, None]})
    >>> reach_keys(walks, 300).tolist()
    ['reach_within', 'reach_near', 'reach_none', 'unknown']
    """
    walk_m = walks["walk_m"].astype(float)
    steps = [walk_m <= radius_m, walk_m <= _TWICE * radius_m, walk_m.notna()]
    keys = np.select(steps, ["reach_within", "reach_near", "reach_far"], "reach_none")
    known = walks["status"].isin(["reached", "beyond_limit", "unreachable"])
    return pd.Series(np.where(known, keys, UNKNOWN.key), walks.index, dtype=object, name="class")


def reach_legend(keys: pd.Series, classes: Sequence[MapClass], *, locale: str) -> pd.DataFrame:
    """Return one row a class: key, label, fill, stroke, dash, count; metres in the labels."""
    counts = keys.value_counts()
    rows = [
        {
            "key": item.key,
            "label": _label(item, locale),
            "fill": item.fill,
            "stroke": item.stroke,
            "dash": item.dash,
            "count": int(counts.get(item.key, 0)),
        }
        for item in classes
        if item is not UNKNOWN or counts.get(item.key, 0)
    ]
    return pd.DataFrame(rows, columns=["key", "label", "fill", "stroke", "dash", "count"])


def _label(item: MapClass, locale: str) -> str:
    return say(locale, f"legend.{item.key}", low=f"{item.low or 0:,g}", high=f"{item.high or 0:,g}")
