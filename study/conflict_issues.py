"""What a planner should know of the estates that lie in a plan of the city, and whom to ask."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from intake.questions import question
from study.told import told
from tables import Issue
from tables.issue import Severity

_SETTLED: dict[str, Severity] = {
    "ledger": "info",
    "in_programme": "info",
    "not": "info",
    "block": "warning",
}
_ASKED, _UTILITY = "asked", "utility"
_PERCENT = 0.01


def conflict_issues(
    found: pd.DataFrame,
    slivers: pd.DataFrame,
    nowhere: Iterable[str],
    for_nobody: Iterable[str],
    *,
    asked: Mapping[str, str],
) -> list[Issue]:
    """Return an issue a conflict, a question an estate that may be in another programme.

    `slivers`, the estates that are `nowhere` and answers `for_nobody` are counted; `asked` is the
    word each estate is asked under. Nothing waits for the questions: without an answer an estate
    stays as the ledger has it.
    """
    issues: list[Issue] = []
    for code, severity in _SETTLED.items():
        settled = found[found["settled"].eq(code)]
        issues += told(f"planning.settled_{code}", severity, _pairs(settled), table="plans")
    utility = found["kind"].eq(_UTILITY)
    open_ = found[~utility & ~found["settled"].isin(list(_SETTLED))]
    return [
        *(_issue(row, asked[str(row.estate_id)]) for row in open_.itertuples()),
        *issues,
        *told("planning.utility", "info", _pairs(found[utility]), table="plans"),
        *told("planning.slivers", "info", _pairs(slivers), table="plans"),
        *told("planning.no_outline", "warning", nowhere),
        *told("planning.answer_for_nobody", "warning", for_nobody),
    ]


def _issue(row: Any, word: str) -> Issue:  # noqa: ANN401 - a row of the table
    value = row.plan if isinstance(row.plan, str) else "—"
    place: dict[str, Any] = {"table": "plans", "estate_id": row.estate_id, "value": value}
    place["detail"] = {"estate": row.estate_id, "extent": extent(row)}
    if row.settled != _ASKED:
        return Issue(f"planning.conflict_{row.kind}", "warning", **place)
    place["detail"] |= {"estate": word}
    path, options = ("plans", word), ("in_programme", "not")
    return question(f"planning.asked_{row.kind}", path, options, counts=False, **place)


def extent(row: Any) -> str:  # noqa: ANN401 - a row of the table
    """Return how much of the estate it is: a share, the metres of a line, or — for a point."""
    if not pd.isna(row.share):
        return f"{row.share:.0%}" if row.share >= _PERCENT else "< 1%"
    return "—" if pd.isna(row.length_m) else f"{row.length_m:.0f} m"


def _pairs(rows: pd.DataFrame) -> list[str]:
    """Return "E1 (plan, year)" for each row."""
    columns = (rows["estate_id"], rows["plan"], rows["year_from"])
    return [
        f"{estate} ({' '.join(str(cell) for cell in cells if not pd.isna(cell)) or '—'})"
        for estate, *cells in zip(*columns, strict=True)
    ]
