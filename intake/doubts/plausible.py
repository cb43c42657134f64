"""Values that are read well and still look wrong: kept, and said."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from intake.doubts.purposes import unknown_purposes
from intake.doubts.stated_rates import rates_apart
from intake.doubts.telling_remarks import telling_remarks
from intake.places import in_both, issues_at
from tables import TABLES, Column, Issue, Table

_GAPS = "intake.gaps"
_NOT_COUNTED = {"text", "id"}


def doubts(frame: pd.DataFrame, table: Table, heads: Mapping[str, tuple[str, str]]) -> list[Issue]:
    """Return what looks wrong in one table: gaps counted, estates without a name, odd pairs.

    What is held against the outlines is in `unit_doubts`, after they are joined.

    `heads` gives the file that has a column, and its header there.
    """
    issues = _gaps(frame, table, heads)
    if table.name == "estates":
        issues += _nameless(frame)
        issues += _greater(frame, table, "households", "residents")
        issues += _greater(frame, table, "elders", "residents")
        issues += _greater(frame, table, "vulnerable_households", "households")
        issues += _greater(frame, table, "exempt_households", "households")
        issues += _greater(frame, table, "built_year_low", "built_year_high")
        issues += _outside_its_range(frame, table.column("built_year"))
        issues += _greater(frame, table, "support_households", "households")
        issues += _greater(frame, table, "built_year", "renovated_year")
        issues += rates_apart(frame, table)
        issues += telling_remarks(frame, table)
    if table.name == "surveys":
        issues += _greater(frame, table, "returned", "issued")
        issues += _greater(frame, table, "support", "returned")
    if table.name == "budgets":
        issues += unknown_purposes(frame, table)
    return [_headed(issue, heads) for issue in issues]


def _headed(issue: Issue, heads: Mapping[str, tuple[str, str]]) -> Issue:
    """Return an issue with the header of its column as its file writes it."""
    file, header = heads.get(str(issue.detail.get("field")), ("", ""))
    return replace(issue, column=header) if header and file == issue.file else issue


def strangers(frame: pd.DataFrame, table: Table, estate_ids: set[str]) -> list[Issue]:
    """Return the rows of `frame` whose estate the ledger does not hold; they are kept."""
    named = frame["estate_id"]
    odd = frame[named.notna() & ~named.isin(estate_ids)]
    said = issues_at(odd, "intake.unknown_estate", "warning", table=table.name)
    return [replace(issue, value=issue.estate_id) for issue in said]


def refers_to_estates(table: Table) -> bool:
    """Return whether rows of `table` name an estate of the ledger."""
    apart = {"estates", "outlines"}
    return "estate_id" in table.names and table.name not in apart and table.name in TABLES


def _gaps(frame: pd.DataFrame, table: Table, heads: Mapping[str, tuple[str, str]]) -> list[Issue]:
    """Count the unknown values of every column the files have, names and remarks left out."""
    issues = []
    for column in table.columns:
        if column.name not in heads or column.kind in _NOT_COUNTED:
            continue
        count = int(_unknown(frame, column.name).sum())
        if count:
            file, header = heads[column.name]
            detail = {"count": count, "total": len(frame), "field": column.name}
            issues.append(Issue(_GAPS, "info", table.name, file, column=header, detail=detail))
    return issues


def _unknown(frame: pd.DataFrame, name: str) -> pd.Series:
    """Return where a value is unknown; a year counts as known when its range is."""
    unknown = frame[name].isna()
    for bound in (f"{name}_low", f"{name}_high"):
        if bound in frame:
            unknown = unknown & frame[bound].isna()
    return unknown


def _nameless(frame: pd.DataFrame) -> list[Issue]:
    rows = frame[frame["name"].isna()]
    detail = {"field": "name"}
    return issues_at(rows, "intake.name_missing", "warning", table="estates", detail=detail)


def _outside_its_range(frame: pd.DataFrame, column: Column) -> list[Issue]:
    """Return the rows whose year lies before its earliest or after its latest, as far as known."""
    year, low, high = (frame[f"{column.name}{end}"] for end in ("", "_low", "_high"))
    odd = frame[(year < low).fillna(value=False) | (year > high).fillna(value=False)]
    years = zip(year[odd.index], low[odd.index], high[odd.index], strict=True)
    said = issues_at(odd, "intake.year_outside_range", "warning", table="estates")
    return [
        replace(issue, column=column.zh, value=str(own),
                detail={"low": _year(first), "high": _year(last), "field": column.name})
        for issue, (own, first, last) in zip(said, years, strict=True)
    ]  # fmt: skip


def _year(value: int | None) -> str:
    return "…" if pd.isna(value) else str(value)


def _greater(frame: pd.DataFrame, table: Table, less: str, more: str) -> list[Issue]:
    """Return the rows in which `less` is greater than `more`, both known."""
    odd = frame[(frame[less] > frame[more]).fillna(value=False).astype(bool)]
    this, other = table.column(less), table.column(more)
    names = {"this": in_both(this), "other": in_both(other)}
    return [
        replace(issue, column=this.zh, value=str(row[less]),
                detail={**names, "other_value": str(row[more]), "field": less})
        for issue, row in zip(
            issues_at(odd, "intake.greater", "warning", table=table.name),
            odd[[less, more]].to_dict("records"), strict=True)
    ]  # fmt: skip
