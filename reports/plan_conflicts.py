"""The plans of the city an estate lies in, as sentences for its sheet."""

from typing import Any

import pandas as pd

from study.conflict_issues import extent
from study.results import Results
from texts import say


def conflict_lines(results: Results, estate_id: str, *, locale: str) -> list[str]:
    """Return a line a plan the estate lies in, or work it lies along: kind, plan, how much, year.

    None where the study has no layer of plans or works.
    """
    found = results.conflicts
    own = found[found["estate_id"].eq(estate_id)] if len(found) else found
    return [_line(row, locale) for row in own.itertuples()]


def _line(row: Any, locale: str) -> str:  # noqa: ANN401 - a row of the table
    told = [row.plan if isinstance(row.plan, str) else "", *_years(row), extent(row)]
    parts = say(locale, "list.semicolon").join(part for part in told if part not in {"", "—"})
    kind = say(locale, f"plan_kind.{row.kind}")
    if not parts:
        return say(locale, "planning.line_plain", kind=kind)
    return say(locale, "planning.line", kind=kind, parts=parts)


def _years(row: Any) -> list[str]:  # noqa: ANN401 - a row of the table
    known = [str(year) for year in (row.year_from, row.year_to) if not pd.isna(year)]
    return ["–".join(known)] if known else []
