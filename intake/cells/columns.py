"""Cells under matched headers → the declared columns of a table, with an issue for each doubt."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from intake.cells import years
from intake.cells.column_units import ask_counts, units_of
from intake.cells.levels import as_told, unread_words, word_issues
from intake.cells.levels import key as word_key
from intake.cells.listed_things import without_nones
from intake.cells.numbers import unspaced
from intake.cells.rate_counts import counts_among
from intake.cells.rates import rates
from intake.cells.reading import Reading, half_width
from intake.cells.values import known, read
from intake.cells.zeros import without_zeros
from intake.headings.headers import Match
from intake.people.person_marks import MARK, may_be_name
from intake.raw import Raw
from tables import Column, Issue, Table
from tables.issue import Severity

DTYPES: dict[str, Any] = {  # a plain str would ask pandas-stubs which of forty it is
    "integer": "Int64",
    "year": "Int64",
    "severity": "Int64",
    "number": "float64",
    "rate": "float64",
    "flag": "boolean",
    "date": "datetime64[us]",
}

SEVERITIES: dict[str, Severity] = {
    "interpreted": "repair",
    "unread": "warning",
    "outside": "warning",
    "open": "warning",
    "range_unused": "warning",
    "rate_unsure": "warning",
    "date_number": "repair",
    "became_date": "warning",
    "zero": "warning",
    "digits_lost": "warning",
}
_PLAIN = (str, int, float)  # nearly all cells: what else there is takes longer to look at


class Cells(NamedTuple):
    """One column of a file as found, and where: file, header and unit."""

    found: pd.Series
    match: Match
    column: Column
    table: str
    file: str
    levels: Mapping[str, str]


def typed(
    raw: Raw,
    matches: Iterable[Match],
    table: Table,
    *,
    file: str,
    levels: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the declared columns of `table` read from `raw`, unknown where not found.

    The index stays the row a person sees. A value that cannot be read, or lies outside the
    column's limits, is unknown and makes an issue. `levels` says what words of severity mean that
    nobody knows but the person asked (`intake.cells.levels`).
    """
    data: dict[str, pd.Series] = {}
    issues: list[Issue] = []
    for cells in _matched(raw, matches, table, file, levels or {}):
        series, found = _years(cells, table) if cells.column.kind == "year" else _plain(cells)
        issues += found
        for name, values in series.items():
            data[name] = data[name].fillna(values) if name in data else values
    return _complete(data, table, raw.cells.index), issues


def level_words(raw: Raw, matches: Iterable[Match], table: Table) -> frozenset[str]:
    """Return the words of severity that nobody knows, as answers call them (`levels.key`)."""
    return frozenset(
        word_key(cells.match.header, str(value))
        for cells in _matched(raw, matches, table, "", {})
        if cells.column.kind == "severity"
        for value, reading in zip(cells.found.tolist(), _readings(cells), strict=True)
        if reading.code == "unread"
    )


def empty(table: Table) -> pd.DataFrame:
    """Return `table` with its columns and no row."""
    return _complete({}, table, pd.RangeIndex(0))


def dtype(column: Column) -> Any:  # noqa: ANN401
    """Return the pandas dtype of a column: text is object, with None where unknown."""
    return DTYPES.get(column.kind, "object")


def _matched(
    raw: Raw, matches: Iterable[Match], table: Table, file: str, levels: Mapping[str, str]
) -> Iterator[Cells]:
    """Yield the columns of a table that a file has, in the order of the table."""
    found = {match.column: match for match in matches if match.column}
    for column in table.columns:
        if match := found.get(column.name):
            yield Cells(raw.cells[match.position], match, column, table.name, file, levels)


def _complete(data: Mapping[str, pd.Series], table: Table, index: pd.Index) -> pd.DataFrame:
    columns = {
        column.name: data.get(column.name, pd.Series([None] * len(index), index=index)).astype(
            dtype(column)
        )
        for column in table.columns
    }
    return pd.DataFrame(columns, index=index)


def _plain(cells: Cells) -> tuple[dict[str, pd.Series], list[Issue]]:
    readings = without_zeros(_readings(cells), cells.column, cells.table)
    asked = _asked(cells, readings)
    issues = asked or _told(cells, readings)
    values = [None if asked else reading.value for reading in readings]
    return {cells.column.name: _series(cells, values, cells.column)}, issues


def _told(cells: Cells, readings: list[Reading]) -> list[Issue]:
    """Return what is said of a column cell by cell; unread words of severity, if many, in one."""
    severity = cells.column.kind == "severity"
    words = unread_words(readings, cells.found.tolist()) if severity else {}
    if words:
        blank = Issue("", "warning", cells.table, cells.file, column=cells.match.header)
        place = replace(blank, detail={"field": cells.column.name})
        kept = [one._replace(code="") if one.code == "unread" else one for one in readings]
        return [
            *word_issues(place, cells.match.header, words),
            *_issues(cells, kept),
            *_nones(cells, kept),
        ]
    return [*_issues(cells, readings), *_nones(cells, readings)]


def _readings(cells: Cells) -> list[Reading]:
    """Return what each cell came to; of shares only the column as a whole says what they are of."""
    column, factor = cells.column, cells.match.factor
    if column.kind == "rate":
        percent = "%" in half_width(cells.match.header)
        return rates(cells.found.tolist(), column, percent=percent, unit=cells.match.unit)
    found = cells.found
    if column.kind in {"integer", "number"}:
        found = pd.Series(unspaced(found.tolist()), index=found.index, dtype="object")
    readings = _each(found, lambda value: read(value, column, factor=factor))
    if column.kind != "severity":
        return readings
    values, header = found.tolist(), cells.match.header
    return as_told(without_nones(readings, values, header), values, header, cells.levels)


def _asked(cells: Cells, readings: list[Reading]) -> list[Issue]:
    """Return the question of a column of shares that holds households: it is unknown till then."""
    if cells.column.kind != "rate" or cells.match.unit in units_of(cells.column):
        return []
    count, total = counts_among(cells.found.tolist(), readings, cells.column)
    place = Issue("", "question", cells.table, cells.file)
    asked = ask_counts(place, cells.match, cells.column, count=count, total=total)
    return [asked] if count else []


def _years(cells: Cells, table: Table) -> tuple[dict[str, pd.Series], list[Issue]]:
    name = cells.column.name
    ranged = f"{name}_low" in table.names
    found = _each(cells.found, lambda value: _year(value, cells.column, ranged=ranged))
    spans = [(r.value if isinstance(r.value, tuple) else (None, None)) for r in found]
    exact = [low if low == high else None for low, high in spans]
    series = {name: _series(cells, exact, cells.column)}
    if ranged:
        open_ = [(None, None) if low == high else (low, high) for low, high in spans]
        series[f"{name}_low"] = _series(cells, [low for low, _ in open_], cells.column)
        series[f"{name}_high"] = _series(cells, [high for _, high in open_], cells.column)
    return series, _issues(cells, found)


def _year(value: object, column: Column, *, ranged: bool) -> Reading:
    cell = known(value, column.kind)
    if isinstance(cell, Reading):
        return cell
    span = years.years(cell)
    if span is None:
        return Reading(None, "unread")
    bounds = [year for year in span[:2] if year is not None]
    if any(not (column.low or 0) <= year <= (column.high or year) for year in bounds):
        return Reading(None, "outside")
    if span.low != span.high and not ranged:
        return Reading(None, "range_unused")
    return Reading((span.low, span.high), "" if span.plain else "interpreted")


def _each(values: pd.Series, reader: Callable[[object], Reading]) -> list[Reading]:
    seen: dict[tuple[type, object], Reading] = {}
    readings = []
    for value in values.tolist():
        plain = isinstance(value, _PLAIN) or pd.api.types.is_scalar(value)
        key = (type(value), value if plain else repr(value))
        if key not in seen:
            seen[key] = reader(value)
        readings.append(seen[key])
    return readings


def _series(cells: Cells, values: list[object], column: Column) -> pd.Series:
    kind = dtype(column)
    series = pd.Series(values, index=cells.found.index, dtype="object")
    return series if kind == "object" else series.astype(kind)


def _issues(cells: Cells, readings: list[Reading]) -> list[Issue]:
    return [
        Issue(
            f"intake.value_{reading.code}",
            _severity(reading, cells.column),
            table=cells.table,
            file=cells.file,
            row=int(row),
            column=cells.match.header,
            value=_quoted(value, reading, cells.column),
            detail=_detail(reading, cells.column),
        )
        for row, value, reading in zip(
            cells.found.index, cells.found.tolist(), readings, strict=True
        )
        if reading.code and reading.code != "none"
    ]


def _quoted(value: object, reading: Reading, column: Column) -> str:
    """Return a cell as an issue repeats it: not where it may be the name of a person."""
    lost = reading.value is None and column.kind not in {"text", "id"}
    return MARK if lost and may_be_name(str(value)) else str(value)


def _severity(reading: Reading, column: Column) -> Severity:
    """Return how grave it is: without a required value the row is of no use."""
    lost = column.required and reading.value is None
    return "error" if lost else SEVERITIES[reading.code]


def _nones(cells: Cells, readings: list[Reading]) -> list[Issue]:
    """Count the cells that say there is nothing to name, such as 否 for the name of a programme."""
    meant = [reading.code == "none" for reading in readings]
    if not any(meant):
        return []
    written = dict.fromkeys(str(value) for value in cells.found[meant])
    detail = {"count": sum(meant), "field": cells.column.name}
    return [
        Issue(
            "intake.values_none", "info", cells.table, cells.file,
            column=cells.match.header, value="、".join(sorted(written)), detail=detail,
        )
    ]  # fmt: skip


def _detail(reading: Reading, column: Column) -> dict[str, object]:
    detail: dict[str, object] = {"field": column.name}
    if reading.code in {"interpreted", "date_number"}:
        detail["read"] = _shown(reading.value)
    if reading.code == "outside":
        detail |= {"low": _limit(column.low), "high": _limit(column.high)}
    return detail


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        low, high = value
        return str(low) if low == high else f"{low or '…'}–{high or '…'}"
    if isinstance(value, bool):
        return "√" if value else "×"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).removesuffix(" 00:00:00")


def _limit(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"
