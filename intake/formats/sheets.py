"""Sheets of a workbook of any program → the cells of the one that holds the table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from intake.formats.mojibake import spoiled
from intake.headings import headers
from intake.raw import Raw
from intake.sheet.grid import HEADER_WITHIN, Grid, raw_from_grid
from intake.sheet.merges import Area, spread
from intake.sheet.other_sheets import not_read
from intake.source import Source
from tables import Column, InputError, Issue, Table

_A_TABLE = 2  # columns the header row of a table names; a cover may name one by chance


@dataclass(frozen=True)
class Body:
    """The cells of a sheet: merged areas, rows hidden (counted from 1), formulas without a value.

    `uncached` holds (row, column) of formulas, both from 1, that no program has calculated yet.
    """

    grid: Grid
    areas: Sequence[Area] = ()
    hidden: frozenset[int] = frozenset()
    uncached: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its first rows and how many are filled, to choose by; its body when chosen."""

    name: str
    head: Callable[[int], Grid]
    body: Callable[[], Body]
    count: Callable[[], int] = lambda: 0
    hidden: bool = False


def sheet_cells(
    sheets: Sequence[Sheet], source: Source, table: Table, columns: Sequence[Column]
) -> Raw:
    """Return the data of the named sheet, else of the one whose first rows name most columns.

    A hidden sheet is read only where no visible one holds the table, which is said. Rows hidden
    by a filter are read. Errors: the named sheet is not there; no header row; no sheet at all.
    """
    given = [*source.columns, *([source.category] if source.category else [])]
    sheet = _chosen(sheets, source, columns, given)
    body = sheet.body()
    rows, filled = spread(body.grid, body.areas, columns)
    raw = raw_from_grid(rows, table, columns, file=source.label, given=given)
    said = [
        *(Issue("intake.filled_down", "repair", column=header) for header in filled),
        *_hidden(sheet, body, raw), *_uncached(body, raw),
    ]  # fmt: skip
    here = [replace(issue, table=table.name, file=source.label) for issue in said]
    others = _not_read(sheets, sheet, source, table, columns)
    issues = (*raw.issues, *here, *others, *spoiled(raw, table, source.label))
    return Raw(raw.headers, raw.cells, layer=sheet.name, issues=issues)


def _not_read(
    sheets: Sequence[Sheet],
    read: Sheet,
    source: Source,
    table: Table,
    columns: Sequence[Column],
) -> list[Issue]:
    """Return what to ask and to say of the other sheets, where no one said which to read."""
    seen = [sheet for sheet in sheets if sheet is read or not sheet.hidden]
    if source.sheet is not None or len(seen) == 1:
        return []
    heads = {sheet.name: sheet.head(HEADER_WITHIN) for sheet in seen}
    return not_read(heads, read.name, table, columns, file=source.label, answers={})


def _chosen(
    sheets: Sequence[Sheet], source: Source, columns: Sequence[Column], given: Sequence[str]
) -> Sheet:
    if not sheets:
        raise InputError("intake.empty", file=source.label, layer="")
    if source.sheet is None:
        fits = {sheet.name: _fitting(sheet, columns, given) for sheet in sheets}
        held = [s for s in sheets if not s.hidden and fits[s.name] >= _A_TABLE]
        return max(held or sheets, key=lambda s: (fits[s.name], not s.hidden))
    for sheet in sheets:
        if sheet.name == source.sheet:
            return sheet
    names = "、".join(sheet.name for sheet in sheets)
    raise InputError("intake.sheet_missing", file=source.label, sheet=source.sheet, sheets=names)


def _fitting(sheet: Sheet, columns: Sequence[Column], given: Sequence[str]) -> int:
    rows = sheet.head(HEADER_WITHIN)
    return max((headers.score(row, columns, given) for row in rows), default=0)


def _hidden(sheet: Sheet, body: Body, raw: Raw) -> list[Issue]:
    count = len(body.hidden.intersection(raw.cells.index))
    found = [Issue("intake.rows_hidden", "info", detail={"count": count})] if count else []
    if sheet.hidden:
        found.append(Issue("intake.sheet_hidden", "info", detail={"sheet": sheet.name}))
    return found


def _uncached(body: Body, raw: Raw) -> list[Issue]:
    """Say how many cells of each column are formulas whose value was never saved."""
    rows = set(raw.cells.index)
    counts: dict[int, list[int]] = {}
    for row, column in sorted(body.uncached):
        if row in rows and column <= len(raw.headers):
            counts.setdefault(column, []).append(row)
    return [
        Issue("intake.formula_uncached", "warning", row=found[0], column=raw.headers[column - 1],
              detail={"count": len(found)})
        for column, found in sorted(counts.items())
    ]  # fmt: skip


def trimmed(row: Sequence[object]) -> list[object]:
    """Return a row without the empty cells at its end."""
    width = next((n for n in range(len(row), 0, -1) if row[n - 1] not in {None, ""}), 0)
    return list(row[:width])
