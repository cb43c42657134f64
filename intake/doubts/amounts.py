"""Amounts of money no city has: kept, and said; a whole column of them asks for its unit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from intake.cells.column_units import ask, said
from intake.headings.headers import Match
from intake.places import FILE, issues_at
from tables import Issue, Table

_MOST_WAN = 1_000_000  # 10 billion yuan of one source in one year
_MOST = 0.6  # of the amounts of a file, for its whole column to be in another unit
_YUAN = 1e-4  # 万元 of one 元


def odd_amounts(
    frame: pd.DataFrame,
    table: Table,
    heads: Mapping[tuple[str, str, str], Match] | None = None,
    answers: Mapping[str, Any] | None = None,
) -> list[Issue]:
    """Return the yearly amounts beyond 100 亿元, most likely 元 read as 万元; nothing is changed.

    Where most amounts of a file are so, the unit of the column is asked, once.
    """
    column = table.column("amount_wan")
    issues: list[Issue] = []
    for file, rows in frame.groupby(FILE, sort=True):
        large = rows[rows[column.name] > _MOST_WAN]
        match = (heads or {}).get((table.name, str(file), column.name))
        match = match or Match(column.zh, 0, column.name, "exact")
        if large.empty or said(match, table.name, str(file), answers):
            continue
        total = int(rows[column.name].notna().sum())
        if len(large) >= _MOST * total:
            place = Issue("", "question", table.name, str(file))
            issues.append(ask(place, match, column, times=_YUAN, count=len(large), total=total))
        else:
            issues += _large(large, table, match)
    return issues


def _large(rows: pd.DataFrame, table: Table, match: Match) -> list[Issue]:
    amounts = rows[match.column].tolist()
    said_of = issues_at(rows, "intake.amount_large", "warning", table=table.name)
    return [
        replace(issue, column=match.header, value=f"{amount:.10g}",
                detail={"field": match.column, "read": f"{amount * _YUAN:.10g}"})
        for issue, amount in zip(said_of, amounts, strict=True)
    ]  # fmt: skip
