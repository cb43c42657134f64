"""The numbers of one estate: every criterion with its indicators, parts that sum to the score."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import criterion_colours
from layers.indicator_words import value_words
from layers.straight import by_straight_lines
from reports.figures import NOTHING
from study.reasons import Explained
from study.results import Results
from texts import say

_WALKED = "coverage"  # the indicator made of walks


def criteria(
    results: Results, row: Mapping[str, Any], told: Explained, *, locale: str
) -> list[dict[str, Any]]:
    """Return the criteria in order, each with its points, weight, part and indicators.

    A criterion that weighs nothing is not shown: nothing of it is in the score.
    """
    shares = results.weights.shares
    used = [item.key for item in results.tree.criteria if shares.get(item.key)]
    colours = criterion_colours(used)
    weights = told.parts.groupby("criterion")["weight"].sum(min_count=1)
    return [
        {
            "name": results.tree.name(locale, key),
            "colour": colours[key],
            "score": _points(row[f"{key}_score"]),
            "range": _range(row[f"{key}_score_low"], row[f"{key}_score_high"], locale),
            "weight": _percent(weights[key]),
            "stated": _percent(shares[key]),
            "part": _points(row[f"{key}_part"]),
            "share": 0.0 if pd.isna(row[f"{key}_part"]) else float(row[f"{key}_part"]) / 100,
            "indicators": _indicators(results, told.parts[told.parts["criterion"].eq(key)], locale),
        }
        for key in used
    ]


def _indicators(results: Results, own: pd.DataFrame, locale: str) -> list[dict[str, str]]:
    tree = results.tree
    return [
        {
            "name": tree.indicator_name(locale, row["indicator"]),
            "value": value_words(tree.indicator(row["indicator"]), row["value"], locale=locale),
            "median": value_words(tree.indicator(row["indicator"]), row["median"], locale=locale),
            "score": _points(row["score"]),
            "weight": _percent(row["weight"]),
            "part": _points(row["part"], 2),
            "how": say(locale, "walk_method.straight")
            if row["known"] and row["indicator"] == _WALKED and by_straight_lines(results)
            else _how(row, tree.indicator(row["indicator"]).missing, locale),
        }
        for row in own.to_dict("records")
    ]


def _how(row: Mapping[Any, Any], missing: str, locale: str) -> str:
    """Say whether a value is known, known within a range, or what is done without it."""
    if not row["known"]:
        return say(locale, f"estate_sheet.how.{missing}")
    if row["low"] < row["high"]:
        low, high = f"{row['low']:.0f}", f"{row['high']:.0f}"
        return say(locale, "estate_sheet.how.range", low=low, high=high)
    return say(locale, "estate_sheet.how.known")


def _range(low: float, high: float, locale: str) -> str:
    if pd.isna(low) or pd.isna(high) or high - low < 0.05:  # noqa: PLR2004 - told in tenths
        return ""
    return say(locale, "estate_sheet.between", low=f"{low:.1f}", high=f"{high:.1f}")


def _points(value: float, digits: int = 1) -> str:
    return NOTHING if pd.isna(value) else f"{value:.{digits}f}"


def _percent(value: float) -> str:
    return NOTHING if pd.isna(value) else f"{value * 100:.1f}\u00a0%"
