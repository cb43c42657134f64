"""Several counts in one cell, such as 12栋360户 → each in the column of its own unit."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from intake.cells.values import clean, read
from intake.headings import headers
from intake.headings.headers import Match
from intake.places import in_both
from intake.raw import Raw
from intake.source import Source
from tables import Column, Issue, Table

_UNITS = {
    "buildings": ("栋楼", "幢楼", "栋", "幢", "座"),
    "stairwell_units": ("个单元", "单元", "个门洞"),
    "households": ("户居民", "户", "套"),
    "residents": ("人",),
    "floor_area_m2": ("万平方米", "万m2", "平方米", "平米", "m2"),
}
_COLUMN = {unit: name for name, units in _UNITS.items() for unit in units}
_PART = re.compile(
    rf"(?:共计?|约|总计|合计|居民|住宅楼?)*(\d+(?:,\d{{3}})*(?:\.\d+)?)"
    rf"({'|'.join(sorted(_COLUMN, key=len, reverse=True))})(?:左右)?[,、;/.。和及\s]*"
)
_TWO_NUMBERS = re.compile(r"\d\D+\d")
_HALF = 2


class Counted(NamedTuple):
    """One cell that lists counts: its header, its row, its text, and column → number."""

    match: Match
    row: int
    text: str
    told: Mapping[str, str]


def parts(value: object) -> dict[str, str]:
    """Return column → number (an area with its unit) of a cell that lists two or more counts.

    >>> parts("12栋360户")
    {'buildings': '12', 'households': '360'}
    >>> parts("3幢 约120户，0.9万㎡"), parts("12栋"), parts("12栋，其中3栋砖木")
    ({'buildings': '3', 'households': '120', 'floor_area_m2': '0.9万m2'}, {}, {})
    """
    if not isinstance(value, str) or not _TWO_NUMBERS.search(value):
        return {}
    text = "".join(unicodedata.normalize("NFKC", value).split())
    found = list(_PART.finditer(text))
    if len(found) < _HALF or "".join(one[0] for one in found) != text:
        return {}
    told = {_COLUMN[one[2]]: _written(one) for one in found}
    return told if len(told) == len(found) else {}


def apart(raw: Raw, table: Table, source: Source) -> Raw:
    """Return `raw` with several counts in one cell each in its own column, as a repair.

    Tables side by side have two rows of one number: they are told apart by place meanwhile.
    """
    rows = raw.cells.index
    if rows.is_unique:
        return _apart(raw, table, source)
    placed = replace(raw, cells=raw.cells.set_axis(range(len(rows))), issues=())
    found = _apart(placed, table, source)
    said = [replace(i, row=i.row if i.row is None else int(rows[i.row])) for i in found.issues]
    return replace(found, cells=found.cells.set_axis(rows), issues=(*raw.issues, *said))


def _apart(raw: Raw, table: Table, source: Source) -> Raw:
    """Return `raw` with counts that share a cell in columns of their own, and an issue a cell.

    A cell is taken apart under the header of one of its counts, and under a header that names no
    column when half of its cells list counts. What the row already says elsewhere stays; where
    the two differ a warning says so.
    """
    wanted = {c.name: c for c in table.columns if c.name in _UNITS}
    given = {header: name for header, name in source.columns.items() if name in table.names}
    matches = headers.match(raw.headers, table.columns, given, cut=raw.cut)
    found = [
        Counted(match, int(str(row)), str(value), told)
        for match in matches
        if _may_list(match, raw.cells[match.position], wanted)
        for row, value in raw.cells[match.position].items()
        if (told := {name: n for name, n in parts(value).items() if name in wanted})
        and (not match.column or match.column in told)
    ]
    if not found:
        return raw
    own = {m.column: m for m in matches if m.column}
    blank = Issue("", "repair", table.name, source.label)
    return _without_lists(_spread(raw, found, own, wanted, blank=blank), found)


def _may_list(match: Match, cells: pd.Series, wanted: Mapping[str, Column]) -> bool:
    if match.column:
        return match.column in wanted
    known = [value for value in cells.tolist() if clean(value) is not None]
    return bool(known) and sum(bool(parts(value)) for value in known) * _HALF >= len(known)


def _spread(
    raw: Raw,
    found: Sequence[Counted],
    own: Mapping[str, Match],
    wanted: Mapping[str, Column],
    *,
    blank: Issue,
) -> Raw:
    new = [n for n in wanted if n not in own and any(n in one.told for one in found)]
    names = (*raw.headers, *(wanted[name].zh for name in new))
    cells = raw.cells.copy()
    place = {m.column: m.position for m in own.values()}
    for name in new:
        place[name] = cells.shape[1]
        cells[place[name]] = pd.Series([None] * len(cells), index=cells.index, dtype="object")
    issues = [_split(one, wanted, blank) for one in found]
    for one in found:
        for name, number in one.told.items():
            column, header = wanted[name], names[place[name]]
            there = cells.loc[one.row, place[name]]
            if one.match.column == name or clean(there) is None:
                factor = own[name].factor if name in own else 1.0
                cells.loc[one.row, place[name]] = _cell(number, column, factor)
            elif _differs(there, number, column, own[name].factor):
                issues.append(_odd(one, header, there, number, blank))
    return replace(raw, headers=names, cells=cells, issues=(*raw.issues, *issues))


def _without_lists(raw: Raw, found: Sequence[Counted]) -> Raw:
    """Return `raw` without headers that named no column and whose every cell was taken apart."""
    spent = {
        one.match.position
        for one in found
        if not one.match.column and _all_known(raw.cells[one.match.position], found)
    }
    kept = [place for place in range(len(raw.headers)) if place not in spent]
    cells = raw.cells[kept].set_axis(range(len(kept)), axis="columns")
    return replace(raw, headers=tuple(raw.headers[place] for place in kept), cells=cells)


def _all_known(cells: pd.Series, found: Sequence[Counted]) -> bool:
    rows = {one.row for one in found if one.match.position == cells.name}
    return all(row in rows for row, value in cells.items() if clean(value) is not None)


def _written(found: re.Match[str]) -> str:
    number = found[1].replace(",", "")
    return number + found[2] if _COLUMN[found[2]] == "floor_area_m2" else number


def _cell(number: str, column: Column, factor: float) -> str:
    """Return a count as a plain number; under a header of 万户 with its unit."""
    return number if factor == 1 or not number.isdecimal() else f"{number}{column.unit}"


def _differs(there: object, number: str, column: Column, factor: float) -> bool:
    return read(there, column, factor=factor).value != read(number, column).value


def _split(one: Counted, wanted: Mapping[str, Column], blank: Issue) -> Issue:
    told = "、".join(f"{in_both(wanted[name])} {number}" for name, number in one.told.items())
    return replace(blank, code="intake.value_split", row=one.row, column=one.match.header,
                   value=one.text, detail={"read": told})  # fmt: skip


def _odd(one: Counted, header: str, there: object, number: str, blank: Issue) -> Issue:
    return replace(blank, code="intake.split_differs", severity="warning", row=one.row,
                   column=header, value=str(there),
                   detail={"other": one.match.header, "read": number})  # fmt: skip
