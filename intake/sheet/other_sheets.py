"""The sheets of a workbook that were not read: those with the same table, and other data."""

from collections.abc import Mapping, Sequence
from typing import Any

from intake.headings import headers
from intake.questions import answered, question
from intake.sheet.cell_text import Grid, is_number
from intake.sheet.header_rows import header
from tables import Column, Issue, Table

ALL = "all"

_DATA_ROWS = 2
ALIKE = 0.6  # share of its columns another sheet must name


def alike(heads: Mapping[str, Grid], read: str, columns: Sequence[Column]) -> list[str]:
    """Return the sheets whose headers name nearly the columns of the sheet that was `read`.

    `heads` are the first rows of every visible sheet by its name.
    """
    own = _columns(heads[read], columns)
    if not own:
        return []
    return [
        name for name, grid in heads.items()
        if name != read and len(own & _columns(grid, columns)) >= ALIKE * len(own)
    ]  # fmt: skip


def not_read(
    heads: Mapping[str, Grid],
    read: str,
    table: Table,
    columns: Sequence[Column],
    *,
    file: str,
    answers: Mapping[str, Any],
) -> list[Issue]:
    """Return a question for each sheet with the same table, a note for one with other data.

    The answer stands under `sheets: <file or table>:`, `all` or the name of a sheet.
    """
    same = alike(heads, read, columns)
    told = answered(answers, "sheets", file, table.name)
    asked = [
        question(
            "intake.more_sheets", ("sheets", file), (ALL, *heads), proposed=ALL,
            table=table.name, file=file, value=name,
            detail={"sheet": read, "count": _data_rows(heads[name])},
        )
        for name in same if told is None
    ]  # fmt: skip
    others = [n for n, grid in heads.items() if n not in {read, *same} and _holds_data(grid)]
    noted = [Issue("intake.other_sheets", "info", table.name, file, value=n) for n in others]
    return asked + noted


def _columns(grid: Grid, columns: Sequence[Column]) -> set[str]:
    head = header(grid, columns)
    return {m.column for m in headers.match(head.names, columns, {}) if m.column} if head else set()


def _data_rows(grid: Grid) -> int:
    return sum(any(map(is_number, row)) for row in grid)


def _holds_data(grid: Grid) -> bool:
    return _data_rows(grid) >= _DATA_ROWS
