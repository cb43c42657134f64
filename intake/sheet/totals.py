"""Total rows of a sheet: whether what they print agrees with the rows, and those not labelled."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from intake.cells.values import clean, read
from intake.headings import headers
from intake.headings.headers import Match
from intake.sheet.row_kinds import is_average, naming
from tables import Column, Issue

_TOLERANCE = 0.001
_NOT_ADDED = {"floors", "unit_cost_yuan", "lon", "lat"}
_EXACTLY = 1e-9
_SEVERAL = 2
_MANY = 3
_LEAST = 100
_OWN = {"built_year", "renovated_year", "street", "address"}
_WHOLE = re.compile(
    r"[全本](?:[市区县省镇乡州旗]|街道|社区|片区?|部|体)|总(?:数|量|额|体)?|所有小区|[一-龥]{1,6}[市县]|[一-龥]{1,6}(?<![小社园校院新片])区"
)
_PLAIN = 1e15

Row = Sequence[object]


class Rows(NamedTuple):
    """The rows of one block: its headers, data rows and total rows by their place in the grid."""

    names: Sequence[str]
    data: Mapping[int, Row]
    totals: Mapping[int, Row]


def differing(rows: Rows, columns: Sequence[Column]) -> list[Issue]:
    """Return a warning for each printed total that is no sum of the rows it may stand for.

    It may be the sum of all rows, of those above it, of those since the total before it, or of
    those up to the next one; they are compared to 0.1 %. Where a row is unknown nothing is said
    unless the printed total is less than what is known.
    """
    issues: list[Issue] = []
    for match, column in _added(rows.names, columns) if rows.totals else ():
        known = {place: _number(row, match, column) for place, row in rows.data.items()}
        for place, row in rows.totals.items():
            printed = None if is_average(row) else _number(row, match, column)
            if printed is not None and known:
                issues += _compared(place, printed, known, sorted(rows.totals), match)
    return issues


def unlabelled(rows: Rows, columns: Sequence[Column]) -> list[int]:
    """Return the rows without a name whose every number is the sum of other rows.

    A row with one number only, or with a region, may also be an estate without its name: it must
    be the sum of all others and say nothing else, or two of its numbers must be such sums.
    """
    added = _added(rows.names, columns)
    places = naming(rows.names, columns)
    nameless = [p for p, row in rows.data.items() if not _named(row, places)]
    if not nameless or not added:
        return []
    marks = sorted([*nameless, *rows.totals])
    return [p for p in nameless if _sums_up(p, rows, added, marks)]


def named(rows: Rows, columns: Sequence[Column]) -> list[int]:
    """Return the first or last row where it is called 全市, 总 or so and sums up all the others.

    The last row under another name counts too, where two of its numbers or more are such sums and
    one is not small. It says nothing of its own (year, street, address), and each of its numbers
    is known of three other rows or more.
    """
    added = _added(rows.names, columns)
    places = naming(rows.names, columns)
    if len(rows.data) <= _MANY or not added:
        return []
    own = [m.position for m in headers.match(rows.names, columns, {}) if m.column in _OWN]
    last = max(rows.data)
    found = []
    for place in sorted({min(rows.data), last}):
        row, sums = rows.data[place], _equal_sums(place, rows, added)
        odd = place == last and len(sums) >= _SEVERAL and max(sums) >= _LEAST
        total = odd or (bool(sums) and _called_whole(row, places))
        if total and not any(_filled(row, one) for one in own):
            found.append(place)
    return found


def _equal_sums(place: int, rows: Rows, added: Sequence[tuple[Match, Column]]) -> list[float]:
    """Return the numbers of a row where each is the sum of all other rows, else none."""
    found = []
    for match, column in added:
        printed = _number(rows.data[place], match, column)
        others = [_number(row, match, column) for p, row in rows.data.items() if p != place]
        if printed is None:
            continue
        few = sum(map(bool, others)) < _MANY
        if few or not math.isclose(printed, _sum(others), rel_tol=_EXACTLY):
            return []
        found.append(printed)
    return found


def _called_whole(row: Row, places: Collection[int]) -> bool:
    return any(p < len(row) and _WHOLE.fullmatch(str(clean(row[p]))) for p in places)


def _filled(row: Row, place: int) -> bool:
    return place < len(row) and clean(row[place]) is not None


def _sums_up(
    place: int, rows: Rows, added: Sequence[tuple[Match, Column]], marks: Sequence[int]
) -> bool:
    row = rows.data[place]
    agreeing, whole = 0, True
    for match, column in added:
        printed = _number(row, match, column)
        if not printed:
            continue
        known = {p: _number(other, match, column) for p, other in rows.data.items()
                 if p not in marks}  # fmt: skip
        groups = [group for group in _groups(place, known, marks) if len(group) >= _SEVERAL]
        if not any(_agree(printed, _sum(group)) for group in groups):
            return False
        agreeing += 1
        whole = whole and _agree(printed, _sum(known.values()))
    silent = not any(isinstance(cell, str) and cell.strip() for cell in row)
    return agreeing >= _SEVERAL or (agreeing == 1 and silent and whole)


def _compared(
    place: int,
    printed: float,
    known: Mapping[int, float | None],
    marks: Sequence[int],
    match: Match,
) -> list[Issue]:
    groups = [group for group in _groups(place, known, marks) if group]
    if any(_agree(printed, _sum(group)) for group in groups):
        return []
    whole = groups[0]
    if any(value is None for value in whole) and printed >= _sum(whole):
        return []
    detail = {"field": match.column, "sum": f"{_sum(whole):.10g}", "printed": f"{printed:.10g}"}
    return [
        Issue("intake.total_differs", "warning", row=place + 1, column=match.header,
              value=f"{printed:.10g}", detail=detail)
    ]  # fmt: skip


def _groups(
    place: int, known: Mapping[int, float | None], marks: Sequence[int]
) -> list[list[float | None]]:
    """Return the rows a total may stand for, the likeliest first."""
    before = max((mark for mark in marks if mark < place), default=-1)
    after = min((mark for mark in marks if mark > place), default=math.inf)
    limits = ((before, place), (-1, place), (place, after), (-1, math.inf), (place, math.inf))
    found = [[v for p, v in known.items() if low < p < high] for low, high in limits]
    return [group for group in found if group]


def _agree(printed: float, total: float) -> bool:
    return math.isclose(printed, total, rel_tol=_TOLERANCE, abs_tol=1e-9)


def _sum(values: Iterable[float | None]) -> float:
    return math.fsum(value for value in values if value is not None)


def _added(names: Sequence[str], columns: Sequence[Column]) -> list[tuple[Match, Column]]:
    declared = {c.name: c for c in columns}
    found = [m for m in headers.match(names, columns, {}) if m.column]
    return [
        (m, declared[m.column])
        for m in found
        if declared[m.column].kind in {"integer", "number"} and m.column not in _NOT_ADDED
    ]


def _named(row: Row, places: Collection[int]) -> bool:
    return not places or any(_filled(row, p) for p in places)


def _number(row: Row, match: Match, column: Column) -> float | None:
    cell = row[match.position] if match.position < len(row) else None
    if type(cell) in {int, float} and abs(cell) < _PLAIN:  # type: ignore[arg-type]
        return float(cell) * match.factor  # type: ignore[arg-type]  # the many, in a shorter way
    boundless = replace(column, high=None)  # a total of many estates
    value = read(cell, boundless, factor=match.factor).value
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
