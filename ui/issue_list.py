"""The issue log as sentences: how grave, where, what to do."""

from collections.abc import Collection
from typing import Any

import pandas as pd
import streamlit as st

from reports.issues import issue_sentences
from tables import Issue, issue_table
from ui.words import locale, missing, t

OPEN = {"error", "question", "warning"}  # what waits for somebody
COLUMNS = {
    "severity": 72,
    "sentence": 620,
    "table": 84,
    "file": 130,
    "row": 56,
    "estate_id": 90,
    "value": 130,
}


def listed(issues: tuple[Issue, ...], severities: Collection[str]) -> pd.DataFrame:
    """Return the issues of some severities as people read them, gravest first."""
    wanted = [issue for issue in issues if issue.severity in severities]
    table = issue_sentences(wanted, locale=locale())[list(COLUMNS)]
    rows = ["" if missing(row) else str(row) for row in table["row"]]
    return table.assign(row=rows, value=table["value"].astype(str))


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
