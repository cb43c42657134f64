"""Regions written once above the rows they hold for, as merged cells leave them in a CSV."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from intake.cells.values import clean
from intake.headings import headers
from tables import Column, Issue

FILLED_DOWN = ("district", "street", "community")  # from the largest to the smallest

_SHOWN = 12


def filled_down(
    cells: pd.DataFrame, names: Sequence[str], columns: Sequence[Column]
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return `cells` with the blanks below a region filled, and a repair for each column.

    Only where the column is written so throughout: its first row is filled, no region is written
    twice, and at least a third of the cells are blank. A community ends where the street does.
    """
    regions = [column for column in columns if column.name in FILLED_DOWN]
    found = {m.column: m for m in headers.match(names, regions, {}) if m.column}
    result = cells.copy()
    issues: list[Issue] = []
    above = [False] * len(cells)
    for name in FILLED_DOWN:
        if name not in found:
            continue
        match = found[name]
        values = [clean(value) for value in cells[match.position].tolist()]
        if _written_once(values):
            values, rows = _down(values, above)
            result[match.position] = pd.Series(values, index=cells.index, dtype="object")
            issues += _said(match.header, name, [cells.index[row] for row in rows])
        above = [a or new for a, new in zip(above, _changes(values), strict=True)]
    return result, issues


def _changes(values: Sequence[object]) -> list[bool]:
    """Return where a region begins."""
    return [row == 0 or value != values[row - 1] for row, value in enumerate(values)]


def _written_once(values: Sequence[object]) -> bool:
    known = [value for value in values if value is not None]
    blank = len(values) - len(known)
    repeated = any(a == b for a, b in pairwise(known)) or len(set(map(str, known))) < len(known)
    return bool(known) and values[0] is not None and not repeated and 2 * blank >= len(known)


def _down(values: Sequence[object], above: Sequence[bool]) -> tuple[list[object], list[int]]:
    """Return the values with blanks filled, and the rows that were; a larger region ends it."""
    told: list[object] = []
    rows = []
    last: object = None
    for row, (value, new) in enumerate(zip(values, above, strict=True)):
        last = value if value is not None or new else last
        told.append(last)
        if value is None and last is not None:
            rows.append(row)
    return told, rows


def _said(header: str, name: str, rows: Sequence[object]) -> list[Issue]:
    if not rows:
        return []
    numbers = [int(str(row)) for row in rows]
    more = "…" if len(numbers) > _SHOWN else ""
    where = "、".join(map(str, numbers[:_SHOWN])) + more
    detail = {"field": name, "count": len(numbers), "where": where, "rows": numbers}
    return [Issue("intake.filled_blank", "repair", row=numbers[0], column=header, detail=detail)]
