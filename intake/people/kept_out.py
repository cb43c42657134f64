"""People stay out: what looks like a person is dropped at the door, the place named, no value."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from intake.cells.units import strip_unit
from intake.cells.values import clean
from intake.headings import headers
from intake.people.person_cells import Role, told_of
from intake.people.person_headers import is_count, names_people
from intake.people.person_marks import MARK, shown, without
from intake.raw import Raw
from tables import Column, InputError, Issue

_ROLES: dict[str, Role] = {
    "id": "code", "integer": "count", "year": "number", "number": "number", "rate": "number",
    "date": "number", "severity": "number", "flag": "number", "code": "text", "text": "text",
}  # fmt: skip
_PLACES = {"lon", "lat", "wkt"}
_CODED = re.compile("(?:编码|编号|代码|宗地号|图斑号|标识码?|code)$")
_ID = re.compile(r"(?:^|[_\W])(?i:osm_?|object|[fgu])?u?(?i:id)$|(?:Id|ID)$")
_MEASURED = re.compile(
    "面积|金额|投资|资金|造价|费用?$|单价|长度|里程|坐标|经度|纬度|人口|[数量率]$|日期|时间|年份?$"
    "|area|amount|cost|price|length|perimeter|population|date|time|^[xy]$|lon|lat$"
)
_HALF = 2
_REPEATED = {"headers", "reason", "layer", "layers", "sheet", "sheets"}  # of a file, in an error
_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")


@dataclass(frozen=True)
class Door:
    """Where the cells come from, and which columns of the table they may fill."""

    table: str
    file: str
    columns: tuple[Column, ...]
    given: Mapping[str, str]


@dataclass(frozen=True)
class _Found:
    """One column of a file: its cells as they may go on, and the rows that lost something."""

    header: str
    matched: bool
    cells: pd.Series
    cleared: tuple[int, ...] = ()
    masked: tuple[int, ...] = ()
    dropped: bool = False


def kept_out(raw: Raw, door: Door) -> Raw:
    """Return `raw` without what looks like a person, and an issue for each column or cell.

    A column is dropped when its header is one for people (姓名, 联系电话, 身份证号) and names no
    column of the table, or when half of its cells are telephones, identity cards with a valid
    check digit, bank cards or mail addresses. In other columns such cells become unknown, and a
    number, account or name inside a text becomes `***`. Codes are not taken for telephones; a
    code of 18 digits is taken for an identity card only when its province, day of birth and check
    digit are right, and so are most of those in the column: codes that hold a date pass one time
    in eleven. A header that a person assigned to a column is not dropped for its name.
    """
    names = tuple(shown(header) for header in raw.headers)
    known = {c.name for c in door.columns}
    given = {h: c for h, c in door.given.items() if c in known}
    matches = headers.match(names, door.columns, given, cut=raw.cut)
    kinds = {c.name: c.kind for c in door.columns}
    found = []
    for match in matches:
        cells = raw.cells[match.position]
        role = _role(match.header, match.column, kinds)
        people = names_people(match.header, cut=raw.headers[match.position] in raw.cut)
        seen = _dropped(cells, match.header) if people and not match.column else None
        found.append(seen or _seen(cells, match.header, role, matched=bool(match.column)))
    kept = [column for column in found if not column.dropped]
    said = [issue for column in found for issue in _said(column, raw, door)]
    whole = pd.DataFrame({n: c.cells for n, c in enumerate(kept)}, index=raw.cells.index)
    return replace(
        raw,
        headers=tuple(column.header for column in kept),
        layer=shown(raw.layer),
        cells=whole.astype("object"),
        issues=(*map(_quiet, raw.issues), *said),
    )


def samples(raw: Raw, columns: Iterable[Column]) -> list[str]:
    """Return the headers of `raw` and the names of regions and estates, with nobody in them."""
    texts = {shown(header) for header in raw.headers}
    read = [c for c in columns if c.kind == "text" and c.name not in {"remarks", "problems"}]
    for match in headers.match(raw.headers, read, {}, cut=raw.cut):
        if match.column:
            cells = raw.cells[match.position].dropna().unique().tolist()
            texts |= {told for value in cells if isinstance(value, str) if (told := without(value))}
    return sorted(texts)


def unnamed(error: InputError) -> InputError:
    """Return `error` with nobody in the headers, sheets and the reason it repeats from a file.

    Where one of the headers was a telephone, the row is one of people: names go with it.
    """
    told = {
        key: _list(value) if key in _REPEATED and isinstance(value, str) else value
        for key, value in error.values.items()  # noqa: PD011 - no table
    }
    return type(error)(error.code, **told)


def _list(text: str) -> str:
    parts = text.split("、")
    masked = [shown(part) for part in parts]
    if masked == parts:
        return text
    return "、".join(MARK if _NAME.fullmatch(part) else part for part in masked)


def _role(header: str, column: str, kinds: Mapping[str, str]) -> Role:
    if column in _PLACES:
        return "place"
    text = headers.plain(header)
    coded = _CODED.search(text) or _ID.search(header.strip())
    if column.endswith("_id") or coded:
        return "code"
    if column:
        return _ROLES[kinds[column]]
    return "number" if _MEASURED.search(text) or strip_unit(header) != header.strip() else "text"


def _dropped(cells: pd.Series, header: str) -> _Found | None:
    """Return a column with a header for people; None where its cells only say yes or how many."""
    values = cells.tolist()
    if all(map(is_count, values)):
        return None
    rows = tuple(row for row, value in zip(cells.index, values, strict=True) if _there(value))
    return _Found(header, matched=False, cells=cells, cleared=rows, dropped=True)


def _seen(cells: pd.Series, header: str, role: Role, *, matched: bool) -> _Found:
    values = cells.tolist()
    if role == "place":
        return _Found(header, matched, cells)
    told = told_of(values, role)
    lost = [v is not t and _there(v) for v, t in zip(values, told, strict=True)]
    if not any(lost):
        return _Found(header, matched, cells)
    rows = [(row, t) for row, t, gone in zip(cells.index, told, lost, strict=True) if gone]
    cleared = tuple(row for row, text in rows if text is None)
    masked = tuple(row for row, text in rows if text is not None)
    dropped = not matched and len(cleared) * _HALF >= sum(map(_there, values))
    return _Found(header, matched, pd.Series(told, index=cells.index, dtype="object"),
                  cleared, masked, dropped)  # fmt: skip


def _there(value: object) -> bool:
    return clean(value) is not None


def _said(column: _Found, raw: Raw, door: Door) -> list[Issue]:
    """Name the column, or each cell; a value that the table would have read needs a look."""
    detail: dict[str, object] = {"sheet": shown(raw.layer) or door.file}
    blank = Issue("", "repair", door.table, door.file, column=column.header, detail=detail)
    if column.dropped:
        counted = {**detail, "count": len(column.cleared)}
        return [replace(blank, code="intake.person_column", detail=counted)]
    lost = replace(
        blank, code="intake.person_cell", severity="warning" if column.matched else "repair"
    )
    text = replace(blank, code="intake.person_text")
    return [
        *(replace(lost, row=int(row)) for row in column.cleared),
        *(replace(text, row=int(row)) for row in column.masked),
    ]


def _quiet(issue: Issue) -> Issue:
    """Return an issue of a reader with nobody in what it repeats."""
    told = {key: _quiet_value(value) for key, value in issue.detail.items()}
    return replace(issue, value=shown(issue.value), detail=told)


def _quiet_value(value: object) -> object:
    """Return a text with nobody in it, a list of answers without those that hold somebody."""
    if isinstance(value, list):
        return [one for one in value if not isinstance(one, str) or shown(one) == one]
    return shown(value) if isinstance(value, str) else value
