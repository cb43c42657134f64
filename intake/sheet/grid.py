"""A grid of cells, as a sheet or a CSV holds it → the headers and the data rows below them."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd

from intake.cells.values import clean
from intake.headings import headers
from intake.places import in_both
from intake.raw import Raw
from intake.sheet import totals
from intake.sheet.blocks import Block, blocks, side_by_side, together
from intake.sheet.cell_text import Grid, is_number, letters, text, texts
from intake.sheet.header_rows import HEADER_WITHIN, Header, header
from intake.sheet.regions import filled_down
from intake.sheet.row_kinds import total_label
from intake.sheet.sideways import sideways
from intake.sheet.title_units import with_units
from tables import Column, InputError, Issue, Table
from tables.issue import moved

__all__ = ["HEADER_WITHIN", "Grid", "raw_from_grid"]

_DATA = 2  # numbers in a row: a title has one at most
_WARNED = {"intake.total_unsure", "intake.total_like", "intake.total_named"}


def raw_from_grid(
    grid: Grid, table: Table, columns: Sequence[Column], *, file: str, given: Collection[str]
) -> Raw:
    """Return the data rows of `grid` under its headers.

    The header is the row, or the two or three, that name most columns. Blank rows, repeated
    headers, totals and notes are left out; all but the first are said, and so are totals that
    disagree with the rows, columns without a header, regions filled down, tables below or beside
    each other, which become one.
    """
    head = _header(grid, table, columns, file=file, given=given)
    named, said = with_units(head.names, [texts(row) for row in grid[: head.top]], columns)
    found = blocks(grid, replace_names(head, named), columns)
    kept, left = _of_this_table(found, columns)
    parts = [part for block in kept for part in side_by_side(block, columns)]
    parts = [_without_sums(part, columns) for part in parts]
    names, rows = together(parts)
    names, blank = _all_named(names, [cells for _, cells in rows])
    cells = pd.DataFrame(
        [values for _, values in rows],
        index=[row + 1 for row, _ in rows],
        columns=range(len(names)),
        dtype="object",
    )
    cells, filled = filled_down(cells, names, columns)
    issues = [
        *_top(head, grid), *said, *_asides(kept, parts, grid), *left, *_joined(kept, parts),
        *(i for part in parts for i in totals.differing(_rows(part), columns)), *blank, *filled,
    ]  # fmt: skip
    here = [moved(issue, table=table.name, file=file) for issue in _in_order(issues)]
    return Raw(names, cells, issues=tuple(here))


def replace_names(head: Header, names: Sequence[str]) -> Header:
    """Return `head` with other names."""
    return head._replace(names=tuple(names))


def _header(
    grid: Grid, table: Table, columns: Sequence[Column], *, file: str, given: Collection[str]
) -> Header:
    found = header(grid, columns, given)
    if found is None:
        seen = next((row for row in grid if sum(map(bool, texts(row))) > 1), ())
        raise InputError(
            "intake.no_header",
            file=file,
            table=in_both(table),
            headers="、".join(filter(None, texts(seen))),
        )
    if sideways(grid, found, columns):
        raise InputError("intake.sideways", file=file, row=found.top + 1)
    return found


def _of_this_table(
    found: Sequence[Block], columns: Sequence[Column]
) -> tuple[list[Block], list[Issue]]:
    """Return the blocks that name their rows as the first does, and a warning for each other."""
    wanted = _naming_columns(found[0], columns)
    kept = [b for b in found if not wanted or wanted & _naming_columns(b, columns)]
    return kept, [
        Issue("intake.block_left_out", "warning", row=block.head.top + 1,
              value="、".join(filter(None, block.names)), detail={"count": len(block.data)})
        for block in found if block not in kept and block.data
    ]  # fmt: skip


def _naming_columns(block: Block, columns: Sequence[Column]) -> set[str]:
    wanted = [c for c in columns if c.required or c.name in {"name", "estate_id"}]
    return {m.column for m in headers.match(block.names, wanted, {}) if m.column}


def _without_sums(block: Block, columns: Sequence[Column]) -> Block:
    """Return `block` without rows that are sums of others and have no name, or one of a total."""
    sums = dict.fromkeys(totals.unlabelled(_rows(block), columns), "intake.total_like")
    sums |= dict.fromkeys(totals.named(_rows(block), columns), "intake.total_named")
    data = {row: cells for row, cells in block.data.items() if row not in sums}
    aside = (*block.aside, *((code, row) for row, code in sums.items()))
    return replace(block, data=data, aside=aside)


def _rows(block: Block) -> totals.Rows:
    return totals.Rows(block.names, block.data, block.totals)


def _top(head: Header, grid: Grid) -> list[Issue]:
    """Say where the header is, and warn of rows above it that look like data."""
    above = [n for n, row in enumerate(grid[: head.top]) if sum(map(is_number, row)) >= _DATA]
    found = [Issue("intake.header_row", "info", row=head.top + 1)] if head.top else []
    return found + [Issue("intake.row_above", "warning", row=n + 1) for n in above]


def _asides(kept: Sequence[Block], parts: Sequence[Block], grid: Grid) -> list[Issue]:
    """Return a note for each row left out, a warning where it may have been data.

    The label of a total is repeated; a note may name a person and is not.
    """
    found = dict.fromkeys(aside for block in (*kept, *parts) for aside in block.aside)
    return [
        Issue(code, "warning" if code in _WARNED else "info", row=row + 1,
              value=total_label(grid[row]),
              detail=_numbers(grid[row]) if code == "intake.total_named" else {})
        for code, row in found
    ]  # fmt: skip


def _numbers(row: Sequence[object]) -> dict[str, object]:
    """Return the name of a row and its numbers, as a sentence shows them."""
    words = [word for word in texts(row) if word]
    return {"name": words[0], "numbers": "、".join(text(cell) for cell in row if is_number(cell))}


def _joined(kept: Sequence[Block], parts: Sequence[Block]) -> list[Issue]:
    """Return a repair where tables below or beside each other became one."""
    below = [
        Issue("intake.block_below", "repair", row=block.head.top + 1,
              detail={"count": len(block.data)})
        for block in kept[1:]
    ]  # fmt: skip
    beside = len(parts) - len(kept)
    detail = {"count": beside + 1}
    return below + ([Issue("intake.side_by_side", "repair", detail=detail)] if beside else [])


def _all_named(
    names: Sequence[str], rows: Sequence[Sequence[object]]
) -> tuple[tuple[str, ...], list[Issue]]:
    """Return the headers, one missing between others called as Excel calls its column.

    A warning for each column that has cells and no header.
    """
    found, issues = list(names), []
    last = max((n for n, name in enumerate(names) if name), default=-1)
    for place in [n for n, name in enumerate(names) if not name]:
        known = [row[place] for row in rows if clean(row[place]) is not None]
        if not known or _counts(known):
            continue
        letter = letters(place)
        if place < last:
            found[place] = f"{letter}列"
        detail = {"letter": letter, "count": len(known)}
        issues.append(Issue("intake.header_blank", "warning", column=letter, detail=detail))
    return tuple(found), issues


def _counts(values: Sequence[object]) -> bool:
    """Return whether cells only number the rows."""
    words = [text(value).removesuffix(".0") for value in values]
    return words == [str(n) for n in range(1, len(words) + 1)]


def _in_order(issues: Sequence[Issue]) -> list[Issue]:
    return sorted(issues, key=lambda issue: issue.row or 0)
