"""A grid of cells, as a sheet or a CSV holds it → the header row and the data rows below it."""

import re
from collections.abc import Collection, Sequence

import pandas as pd

from intake import headers
from intake.places import in_both
from intake.raw import Raw
from tables import Column, InputError, Issue, Table

Grid = Sequence[Sequence[object]]

HEADER_WITHIN = 30  # title rows above a header are few
_LEADING = 4  # a total row says so in one of its first filled cells
_TOTAL = re.compile(
    r"^(?:合计|小计|总计|共计|累计|平均)|(?:合计|小计|总计)$|^(?:sub|grand)?totals?:?$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:注|附注|备注|说明|填表|填报|制表|审核|负责人|联系|单位负责|资料来源|数据来源|统计口径|note|source)"
    r"|^[*※]",
    re.IGNORECASE,
)


def raw_from_grid(
    grid: Grid, table: Table, columns: Sequence[Column], *, file: str, given: Collection[str]
) -> Raw:
    """Return the data rows below the header row of `grid`.

    The header row is the one among the first rows that names most columns. Blank rows, repeated
    headers, totals and footnotes are left out; the last three are said in issues.
    """
    top = _header_row(grid, table, columns, file=file, given=given)
    names = _names(grid[top])
    width = len(names)
    issues = [_note("intake.header_row", table, file, top + 1, "")] if top else []
    kept: list[int] = []
    for place in range(top + 1, len(grid)):
        code = _aside(grid[place], names, columns)
        if code == "":
            kept.append(place)
        elif code != "blank":
            issues.append(_note(code, table, file, place + 1, _first(grid[place])))
    cells = pd.DataFrame(
        [_padded(grid[place], width) for place in kept],
        index=[place + 1 for place in kept],
        columns=range(width),
        dtype="object",
    )
    return Raw(names, cells, issues=tuple(issues))


def _header_row(
    grid: Grid, table: Table, columns: Sequence[Column], *, file: str, given: Collection[str]
) -> int:
    scores = [headers.score(row, columns, given) for row in grid[:HEADER_WITHIN]]
    best = max(scores, default=0)
    if best == 0:
        seen = next((row for row in grid if sum(map(bool, map(_text, row))) > 1), ())
        raise InputError(
            "intake.no_header",
            file=file,
            table=in_both(table),
            headers="、".join(filter(None, map(_text, seen))),
        )
    return scores.index(best)


def _aside(row: Sequence[object], names: Sequence[str], columns: Sequence[Column]) -> str:
    texts = [_text(cell) for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return "blank"
    if tuple(texts) == names[: len(texts)]:
        return "intake.header_repeated"
    if any(_TOTAL.search(re.sub(r"\s", "", text)) for text in filled[:_LEADING]):
        return "intake.total_row"
    if _NOTE.search(filled[0]) and len(filled) <= _LEADING // 2:
        return "intake.footnote"
    if len(filled) == 1 and len(list(filter(None, names))) > 1 and _is_stray(texts, names, columns):
        return "intake.footnote"
    return ""


def _is_stray(texts: Sequence[str], names: Sequence[str], columns: Sequence[Column]) -> bool:
    """Return whether the only filled cell stands under no header that names a row."""
    place = next(i for i, text in enumerate(texts) if text)
    naming = [c for c in columns if c.required]
    return headers.score([names[place]], naming, ()) == 0


def _note(code: str, table: Table, file: str, row: int, value: str) -> Issue:
    return Issue(code, "info", table=table.name, file=file, row=row, value=value)


def _first(row: Sequence[object]) -> str:
    """Return the label of a total row; a footnote may name a person, so it is not repeated."""
    text = next(filter(None, map(_text, row)), "")
    return text if _TOTAL.search(re.sub(r"\s", "", text)) else ""


def _names(row: Sequence[object]) -> tuple[str, ...]:
    """Return the headers up to the last one that says something: beyond it no column has a name."""
    texts = [_text(cell) for cell in row]
    return tuple(texts[: max((n for n, text in enumerate(texts, start=1) if text), default=0)])


def _padded(row: Sequence[object], width: int) -> list[object]:
    return [*row[:width], *[None] * (width - len(row))]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
