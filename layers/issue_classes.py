"""Classes of what was found in the data of an estate: its gravest issue."""

from collections.abc import Iterable

import pandas as pd

from layers.classes import MapClass
from tables import Issue
from tables.issue import SEVERITIES

_NONE = "issue_none"


def issue_classes() -> tuple[MapClass, ...]:
    """Return a class a severity, the gravest first, then estates about which nothing was found."""
    return (
        MapClass("issue_error", "#a32a1c", "#3d0d08"),
        MapClass("issue_question", "#7b5ea7", "#2f2147", "1 3"),
        MapClass("issue_warning", "#e0a458", "#7a4d12", "5 2"),
        MapClass("issue_repair", "#8fc1d4", "#2f6478", "2 2"),
        MapClass("issue_info", "#dfe6ec", "#7c8893", "8 3 2 3"),
        MapClass(_NONE, "#f4f2ee", "#8a8f96", "6 3"),
    )


def issue_keys(estates: pd.DataFrame, issues: Iterable[Issue]) -> "pd.Series[str]":
    """Return the class of the gravest issue of each estate.

    >>> rows = pd.DataFrame({"estate_id": ["A", "B"]})
    >>> found = [Issue("x", "info", estate_id="A"), Issue("y", "error", estate_id="A")]
    >>> issue_keys(rows, found).tolist()
    ['issue_error', 'issue_none']
    """
    gravest: dict[str, int] = {}
    for issue in issues:
        at = SEVERITIES.index(issue.severity)
        gravest[issue.estate_id] = min(at, gravest.get(issue.estate_id, at))
    keys = {estate: f"issue_{SEVERITIES[at]}" for estate, at in gravest.items()}
    return estates["estate_id"].map(keys).astype(object).fillna(_NONE).rename("class")
