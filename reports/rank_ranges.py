"""How far a rank may move, in words: where 90 of 100 trials put it, and what is possible at all."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from texts import say

ENDS = {"trials": ("rank_p05", "rank_p95"), "widest": ("rank_best", "rank_worst")}


def shown_range(table: pd.DataFrame) -> str:
    """Return which range a table tells first: "trials" where they were made, else "widest".

    >>> shown_range(pd.DataFrame({"rank_best": [1], "rank_worst": [3]}))
    'widest'
    """
    tried = set(ENDS["trials"]) <= set(table) and table["rank_p05"].notna().any()
    return "trials" if tried else "widest"


def ends(row: Mapping[Any, Any], kind: str) -> tuple[int, int] | None:
    """Return the first and last rank of a range of an estate, None where it is not known."""
    low, high = (row.get(name) for name in ENDS[kind])
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return None
    return int(low), int(high)


def told(row: Mapping[Any, Any], kind: str) -> str:
    """Return a range as it stands under a heading that names it.

    >>> told({"rank_best": 1, "rank_worst": 8}, "widest"), told({}, "trials")
    ('1–8', '')
    """
    found = ends(row, kind)
    return f"{found[0]}–{found[1]}" if found else ""


def named(row: Mapping[Any, Any], *, locale: str) -> list[str]:
    """Return each range that is known with its name, that of the trials first.

    >>> named({"rank_p05": 2.0, "rank_p95": 5.0, "rank_best": 1, "rank_worst": 8}, locale="zh")
    ['九成区间 2–5', '最宽范围 1–8']
    """
    known = ((kind, ends(row, kind)) for kind in ENDS)
    return [
        say(locale, f"range.{kind}_of", low=found[0], high=found[1])
        for kind, found in known
        if found
    ]
