"""The unit a column is in: what a person said of it, and how to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from intake.headings.headers import Match
from intake.inputs import FileRecord
from intake.questions import answered_under, question
from tables import TABLES, Column, InputError, Issue, Table

_MU = 2000 / 3
_UNITS: dict[str, dict[str, float]] = {
    "m2": {"m2": 1.0, "wan_m2": 1e4, "mu": _MU, "ha": 1e4},
    "yuan": {"yuan": 1.0, "wan": 1e4, "yi": 1e8},
    "wan": {"yuan": 1e-4, "wan": 1.0, "yi": 1e4},
}
_SHARES = {"percent": 1.0, "share": 1.0}
_COUNTED = "support_households"
_SHOWN = {
    "m2": "㎡",
    "wan_m2": "万㎡",
    "mu": "亩",
    "ha": "公顷",
    "yuan": "元",
    "wan": "万元",
    "yi": "亿元",
}
_WORDS = {shown: word for word, shown in _SHOWN.items()}  # 万㎡ is understood as wan_m2
_KNOWN = {"", "count", *_SHOWN, *_SHARES}
UNIT_WORDS = frozenset({*_KNOWN, *_WORDS} - {""})  # what a person may write
_ALIKE = 0.01  # two factors are one unit within this share

Heads = Mapping[tuple[str, str], Match]


def units_of(column: Column) -> Mapping[str, float]:
    """Return the words a person may answer for the unit of a column, and what one of each is.

    >>> from tables import TABLES
    >>> sorted(units_of(TABLES["budgets"].column("amount_wan")))
    ['wan', 'yi', 'yuan']
    """
    return _SHARES if column.kind == "rate" else _UNITS.get(column.unit, {})


def as_answered(
    matches: Iterable[Match], table: Table, file: str, answers: Mapping[str, Any] | None
) -> tuple[Match, ...]:
    """Return the matches with the units a person gave under `units:`, by file or by table.

    A header of shares keeps the word (`percent`, `share`) as its unit. `count` under a header of
    shares means that it holds households: it becomes the column of those in favour, unless another
    header is. A word that measures something else is left out, and the question stays open.
    """
    listed = tuple(matches)
    taken = any(match.column == _COUNTED for match in listed)
    return tuple(
        _one(match, table, said(match, table.name, file, answers), taken=taken) for match in listed
    )


def said(match: Match, table: str, file: str, answers: Mapping[str, Any] | None) -> str:
    """Return the unit a person gave for the header of `match`, else an empty text.

    A unit of another measure than that of the column is no answer: the question stays open.

    InputError `intake.unknown_unit`: a word that is no unit.
    """
    told = answered_under(answers or {}, "units", match.header, file, table)
    word = _WORDS.get(str(told), str(told)) if told is not None else ""
    if word not in _KNOWN:
        known = ", ".join(sorted(_KNOWN - {""}))
        raise InputError("intake.unknown_unit", unit=told, header=match.header, known=known)
    return word if word in _fitting(match.column, table) else ""


def _fitting(name: str, table: str) -> set[str]:
    """Return the words that settle the unit of a column; one for another measure settles none."""
    declared = TABLES[table].columns if table in TABLES else ()
    column = next((one for one in declared if one.name == name), None)
    counted = {"count"} if name in {"support_rate", _COUNTED} else set()
    return counted | set(units_of(column) if column else ())


def heads(records: Iterable[FileRecord]) -> dict[tuple[str, str, str], Match]:
    """Return the header of each column: (table, file, column) → match."""
    return {
        (record.table, record.label, match.column): match
        for record in records
        for match in record.columns
        if match.column
    }


def ask(
    place: Issue, match: Match, column: Column, *, times: float, count: int, total: int
) -> Issue:
    """Return the question of a column whose values would fit were they `times` as large.

    The unit proposed is the one whose size is that of the unit read now, `times` as large.
    """
    units = units_of(column)
    likeliest = _unit(units, match.factor * times)
    now = _unit(units, match.factor)
    detail = {"field": column.name, "unit": _SHOWN.get(now, now), "count": count, "total": total,
              "proposed": _SHOWN.get(likeliest, likeliest)}  # fmt: skip
    return _asked(replace(place, code="intake.column_unit", detail=detail), match, units, likeliest)


def ask_counts(place: Issue, match: Match, column: Column, *, count: int, total: int) -> Issue:
    """Return the question of a column of shares that seems to hold households."""
    detail = {"field": column.name, "count": count, "total": total}
    said_so = replace(place, code="intake.column_counts", detail=detail)
    return _asked(said_so, match, (*_SHARES, "count"), "count")


def _asked(place: Issue, match: Match, options: Iterable[str], likeliest: str) -> Issue:
    path = ("units", place.table, match.header)
    asked = question(place.code, path, options, proposed=likeliest or None)
    return replace(place, severity=asked.severity, column=match.header,
                   detail={**asked.detail, **place.detail})  # fmt: skip


def _one(match: Match, table: Table, word: str, *, taken: bool) -> Match:
    if not word or not match.column:
        return match
    column = table.column(match.column) if match.column in table.names else None
    if column is None:
        return match
    if column.name == "support_rate" and word == "count" and _COUNTED in table.names:
        if taken:
            return replace(match, column="", how="ignored")
        return replace(match, column=_COUNTED, unit="户")
    units = units_of(column)
    return replace(match, factor=units[word], unit=word) if word in units else match


def _unit(units: Mapping[str, float], size: float) -> str:
    near = (word for word, one in units.items() if abs(one / size - 1) < _ALIKE)
    return next(near, "")
