"""What was wrong in a file, where, and what was done about it: a row of the issue log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

Severity = Literal["error", "question", "warning", "repair", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "question", "warning", "repair", "info")

COLUMNS = (
    "severity",
    "code",
    "table",
    "file",
    "sheet",
    "row",
    "estate_id",
    "column",
    "value",
    "detail",
)


@dataclass(frozen=True)
class Issue:
    """One finding: a code (texts turn it into words) and the place it was found.

    `sheet` is the sheet or layer; `row` the row a person sees there (Excel counts from 1, headers
    included; features count from 1). `detail` fills the placeholders of the sentence.
    """

    code: str
    severity: Severity
    table: str = ""
    file: str = ""
    row: int | None = None
    estate_id: str = ""
    column: str = ""
    value: str = ""
    sheet: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


def moved(issue: Issue, **fields: str) -> Issue:
    """Return `issue` with other `fields`: what `dataclasses.replace` does, in a tenth of its time.

    A file may make hundreds of thousands of issues.

    >>> moved(Issue("a", "info", file="台账.csv"), sheet="台账").sheet
    '台账'
    """
    found = object.__new__(Issue)
    found.__dict__.update(issue.__dict__, **fields)
    return found


def issue_table(issues: Iterable[Issue]) -> pd.DataFrame:
    """Return the issue log as a table, gravest first, then by file, row and column.

    >>> issue_table([Issue("a", "info"), Issue("b", "error")])["code"].tolist()
    ['b', 'a']
    """
    rows = sorted(issues, key=_place)
    frame = pd.DataFrame(
        [[getattr(issue, name) for name in COLUMNS] for issue in rows], columns=list(COLUMNS)
    )
    return frame.astype({"row": "Int64"})


def _place(issue: Issue) -> tuple[object, ...]:
    return (
        SEVERITIES.index(issue.severity),
        issue.table,
        issue.file,
        issue.sheet,
        issue.row or 0,
        issue.estate_id,
        issue.column,
        issue.code,
        issue.value,
    )
