"""Areas by rank: groups of places that follow each other, the first darkest."""

import math
from collections.abc import Sequence

import pandas as pd

from layers.areas import need_keys
from layers.classes import NO_ESTATES, SMALL_NUMBER, UNKNOWN, MapClass, classify, graded
from texts import say

_FIRST_DARK = ("#b30000", "#e34a33", "#fc8d59", "#fdcc8a", "#fef0d9")
_NAME = "area_rank"


def area_rank_classes(ranked: int) -> tuple[MapClass, ...]:
    """Return at most five classes of as many ranks each, then those of areas without a rank.

    `ranked`: how many areas of the level have a rank.

    >>> [(item.low, item.high) for item in area_rank_classes(13)][:5]
    [(1.0, 4.0), (4.0, 7.0), (7.0, 10.0), (10.0, 13.0), (13.0, 14.0)]
    """
    rest = (SMALL_NUMBER, NO_ESTATES, UNKNOWN)
    if not ranked:
        return rest
    step = math.ceil(ranked / len(_FIRST_DARK))
    breaks = [float(place) for place in range(1, ranked + 1, step)]
    colours = _FIRST_DARK[: len(breaks)]
    return (*graded(_NAME, [*breaks, float(ranked + 1)], colours), *rest)


def area_rank_keys(areas: pd.DataFrame, classes: Sequence[MapClass]) -> "pd.Series[str]":
    """Return the class of each area of one level; those not ranked say why."""
    ranks = areas["rank"].astype(float)
    return need_keys(areas).mask(ranks.notna(), classify(ranks, classes)).rename("rank_class")


def area_rank_names(classes: Sequence[MapClass], *, locale: str) -> dict[str, str]:
    """Return the words of the classes of ranks: "第 1–3 名"; a group of one is one rank."""
    named = {}
    for item in classes:
        if item.low is None or item.high is None:
            continue
        low, high = int(item.low), int(item.high) - 1
        code = f"legend.{_NAME}.one" if low == high else f"legend.{_NAME}"
        named[item.key] = say(locale, code, low=low, high=high)
    return named
