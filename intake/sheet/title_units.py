"""A unit written once above the table (单位：万平方米) → the headers it holds for."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from intake.cells.units import factor, scale
from intake.headings import headers
from tables import Column, Issue

_UNITS = re.compile(
    r"(?:^|[\s(（【\[]|面积|金额|资金|计量|投资)(?:单位)\s*[:：]?\s*([^)）】\]:：]{1,30})|\b[Uu]nits?\s*:\s*([^)]{1,30})"
)
_BETWEEN = re.compile(r"[、，,;；/\s]+|和|及")
_MEASURES = {"m2", "yuan", "wan"}


def with_units(
    names: Sequence[str], above: Iterable[Sequence[str]], columns: Sequence[Column]
) -> tuple[tuple[str, ...], list[Issue]]:
    """Return `names` with the unit of the title in brackets where they have none, and a repair.

    Only areas and money: a title that gives two units for one of them leaves the headers as they
    are, which is a warning.
    """
    words, row = _words(above)
    declared = {column.name: column for column in columns}
    found, issues = list(names), []
    for match in headers.match(names, columns, {}) if words else ():
        unit = declared[match.column].unit if match.column else ""
        if unit not in _MEASURES or factor(match.header, unit)[1]:
            continue
        fitting = [word for word in words if scale(word, unit) is not None]
        if len({scale(word, unit) for word in fitting}) > 1:
            issues.append(_said("intake.unit_in_title_unclear", row, match.header, fitting))
        elif fitting and scale(fitting[0], unit) != 1:
            found[match.position] = f"{match.header}（{fitting[0]}）"
            issues.append(_said("intake.unit_in_title", row, match.header, fitting))
    return tuple(found), issues


def _words(above: Iterable[Sequence[str]]) -> tuple[list[str], int]:
    """Return the words after 单位 above a table, and the row they stand in, counted from 1."""
    for row, cells in enumerate(above, start=1):
        for n, cell in enumerate(cells):
            told = _UNITS.search(cell)
            after = cells[n + 1] if n + 1 < len(cells) else ""
            told = told or (_UNITS.search(cell + after) if cell.strip(":： ") == "单位" else None)
            if told:
                text = next(group for group in told.groups() if group)
                half = unicodedata.normalize("NFKC", text.strip())
                return [word for word in _BETWEEN.split(half) if word], row
    return [], 0


def _said(code: str, row: int, header: str, words: Sequence[str]) -> Issue:
    sure = code == "intake.unit_in_title"
    return Issue(
        code,
        "repair" if sure else "warning",
        row=row,
        column=header,
        value="、".join(words),
    )
