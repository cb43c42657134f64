"""The issue log as sentences: how grave, where, what to do; what a reader filters."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from reports.issues import issue_sentences
from tables import Issue, issue_table
from ui.session.words import locale, missing, t

OPEN = {"error", "question", "warning"}  # what waits for somebody
COLUMNS = {
    "severity": 68,
    "title": 150,
    "file": 100,
    "row": 46,
    "sentence": 420,
    "value": 110,
    "estate_id": 90,
    "table": 90,
}


def listed(issues: tuple[Issue, ...], severities: Collection[str]) -> pd.DataFrame:
    """Return the issues of some severities as people read them, gravest first."""
    wanted = [issue for issue in issues if issue.severity in severities]
    table = told(issue_sentences(wanted, locale=locale(), here=True))
    return table[[name for name in COLUMNS if name in table]]


def sorted_issues(issues: Iterable[Issue]) -> list[Issue]:
    """Return issues in the order in which the log tells them."""
    listed_ = list(issues)
    order = issue_table(replace(i, detail={"at": n}) for n, i in enumerate(listed_))["detail"]
    return [listed_[detail["at"]] for detail in order]


def told(table: pd.DataFrame) -> pd.DataFrame:
    """Return a log in words with its rows and values as text."""
    rows = ["" if missing(row) else str(row) for row in table["row"]]
    return table.assign(row=rows, value=table["value"].astype(str))


def fitting(table: pd.DataFrame, wanted: Mapping[str, str | None], words: str) -> pd.DataFrame:
    """Return the rows that say `wanted` in a column each and hold `words` in any, as typed.

    >>> table = pd.DataFrame({"file": ["a.xlsx", "b.csv"], "sentence": ["Year", "Area"]})
    >>> fitting(table, {"file": None}, "YEAR")["file"].tolist()
    ['a.xlsx']
    """
    kept = pd.Series(data=True, index=table.index)
    for column, value in wanted.items():
        if value is not None:
            kept &= table[column].eq(value)
    whole = table.astype(str).agg(" ".join, axis=1).str.casefold() if len(table) else None
    for word in words.casefold().split():
        if whole is not None:
            kept &= whole.str.contains(word, regex=False)
    return table[kept]


def counts(issues: tuple[Issue, ...]) -> dict[str, int]:
    """Return how many issues there are of each severity that occurs, gravest first."""
    found = issue_table(issues)["severity"].value_counts(sort=False)
    return {str(severity): int(count) for severity, count in found.items()}


def headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of the issue log."""
    return {
        name: st.column_config.TextColumn(t(f"ui.issue.{name}"), width=width)
        for name, width in COLUMNS.items()
    }
