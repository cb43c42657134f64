"""Where a row came from, and issues that point there."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from tables import TABLES, Column, Issue, Table
from tables.issue import Severity

FILE, SHEET, ROW, OWN_ID = "_file", "_sheet", "_row", "_own_id"
UNREAD = "_unread"  # cells under headers that fill no column: two rows may differ only there
UNPLACED = "_unplaced"  # the shape as the file has it, while nobody knows where it lies
_LABELS = ("name", "street")
TRACES = (FILE, SHEET, ROW, OWN_ID, UNPLACED, UNREAD)  # taken off before a table leaves intake


def issues_at(
    rows: pd.DataFrame,
    code: str,
    severity: Severity,
    *,
    table: str,
    detail: Mapping[str, object] | None = None,
) -> list[Issue]:
    """Return one issue for each of `rows`, its value being what a person calls the row."""
    return [
        Issue(
            code,
            severity,
            table,
            str(row[FILE]),
            int(row[ROW]),
            estate_id=_text(row, "estate_id"),
            value=named(row, table),
            sheet=str(row.get(SHEET) or ""),
            detail=detail or {},
        )
        for row in labelled(rows, table).to_dict("records")
    ]


def in_both(declared: Column | Table) -> str:
    """Return what a table or a column is called, in both languages: files may be in either.

    >>> in_both(TABLES["estates"].column("name"))
    '小区名称（Name）'
    """
    return f"{declared.zh}（{declared.en}）"


def labelled(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return only the columns that place or name a row: a table has many more."""
    wanted = {FILE, SHEET, ROW, "estate_id", *TABLES[table].key, *_LABELS}
    return pd.DataFrame(rows[[name for name in rows.columns if name in wanted]])


def named(row: Mapping[Hashable, Any], table: str) -> str:
    """Return what a person calls a row: its key, its name and its street, as far as known.

    >>> named({"estate_id": "E1", "name": "锦绣花园", "street": None}, "estates")
    'E1 锦绣花园'
    """
    labels = dict.fromkeys((*TABLES[table].key, *_LABELS))
    return " ".join(filter(None, (_text(row, label) for label in labels)))


def _text(row: Mapping[Hashable, Any], label: str) -> str:
    value = row.get(label)
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return str(value) if isinstance(value, (str, int)) else ""
