"""The headers of one file against its table: what a person said, what is needed, what to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from intake import keys
from intake.cells.column_units import as_answered
from intake.cells.values import clean
from intake.formats.files import columns_of
from intake.headings import by_content, headers
from intake.headings.headers import Match
from intake.places import in_both
from intake.questions import question, spelt
from intake.raw import Raw
from intake.source import Source
from tables import InputError, Issue, Table

IGNORE = "ignore"
_SAY_CATEGORY = {"tags", "typecode"}  # what a place is, in the words of a map

_NOTHING_SAID: Mapping[str, Any] = {}


class Said(NamedTuple):
    """What a person answered about the headers of a file: header → column, and those to ignore."""

    columns: Mapping[str, str]
    ignored: frozenset[str]


def matched(
    raw: Raw,
    table: Table,
    source: Source,
    *,
    answers: Mapping[str, Any] = _NOTHING_SAID,
    need: bool = True,
) -> tuple[Match, ...]:
    """Return one match a header: what was answered, then its words, then what its cells look like.

    With `need` a column the table cannot do without must be among them: InputError
    `intake.no_column`. `answers` are those of `answers:`, by file or table under `columns`.
    """
    said = _said(answers, raw, table, source)
    given = {**said.columns, **_given(raw, table, source)}
    columns = columns_of(table)
    found = headers.match(raw.headers, columns, given, cut=raw.cut, ignored=said.ignored)
    out = {headers.find(header, raw.headers) for header in said.ignored}
    looked = by_content.completed(raw, [m for m in found if m.position not in out], table)
    ignored = [m for m in found if m.position in out]
    matches = tuple(sorted([*looked, *ignored], key=lambda m: m.position))
    if need:
        _check_columns(table, source, raw, matches)
    return as_answered(matches, table, source.label, answers)


def kept(raw: Raw, source: Source) -> Raw:
    """Return the rows whose column equals the wanted value, or one of the wanted values."""
    cells = raw.cells
    for header, wanted in source.where.items():
        place = headers.find(header, raw.headers)
        if place is None:
            raise _no_header(header, raw, source)
        values = wanted if isinstance(wanted, (list, tuple, set, frozenset)) else [wanted]
        cells = cells[cells[place].map(str).isin([str(value) for value in values])]
    if not len(cells):
        wanted_all = "; ".join(f"{key}: {value}" for key, value in source.where.items())
        raise InputError("intake.where_empty", file=source.label, where=wanted_all)
    geometry = None if raw.geometry is None else raw.geometry.loc[cells.index]
    return replace(raw, cells=cells, geometry=geometry)


def questions(
    raw: Raw,
    matches: Sequence[Match],
    table: Table,
    source: Source,
    *,
    answers: Mapping[str, Any] = _NOTHING_SAID,
) -> list[Issue]:
    """Return what to ask: headers that fit one column twice or not surely; units, which are said.

    What a person answered is not asked again.
    """
    said = _said(answers, raw, table, source)
    known = {headers.find(header, raw.headers) for header in (*said.columns, *said.ignored)}
    codes = {"unsure": "intake.header_unsure", "content": "intake.header_by_content"}
    issues = [
        _asked(codes[match.how], raw, match, match.position, table, source)
        for match in matches if match.how in codes
    ]  # fmt: skip
    issues += [
        _asked("intake.header_twice", raw, taken, other, table, source)
        for taken, other in headers.rivals(raw.headers, columns_of(table), matches)
        if other not in known and not _same(raw, taken.position, other)
    ]
    blank = Issue("intake.unit_converted", "repair", table.name, source.label)
    return issues + [
        replace(blank, column=match.header,
                detail={"unit": match.unit, "factor": f"{match.factor:.8g}"})
        for match in matches if match.column and match.factor != 1
    ]  # fmt: skip


def _asked(
    code: str, raw: Raw, match: Match, place: int, table: Table, source: Source
) -> Issue:  # fmt: skip
    """Return the question whether the header at `place` is the column of `match`."""
    own = place == match.position
    header = headers.numbered(raw.headers, place)
    return question(
        code,
        ("columns", table.name, header),
        (match.column, IGNORE),
        proposed=match.column if own else IGNORE,
        counts=match.column in by_content.counted(columns_of(table)),
        table=table.name,
        file=source.label,
        column=match.header,
        value="" if own else header,
        detail=_meant(table, match.column),
    )


def _same(raw: Raw, one: int, other: int) -> bool:
    """Return whether the second of two columns says nothing that the first does not."""
    pairs = zip(raw.cells[one].tolist(), raw.cells[other].tolist(), strict=True)
    return all(clean(b) is None or clean(a) == clean(b) for a, b in pairs)


def _said(answers: Mapping[str, Any], raw: Raw, table: Table, source: Source) -> Said:
    """Return the answers about headers that this file has; the file's own come before the table's.

    An answer about a header that is not there, or with a word that is no column of this table,
    settles nothing: `intake.answers` says so.
    """
    topic = answers.get("columns")
    told: dict[str, str] = {}
    for key in reversed(spelt(source.label, table.name)):
        part = topic.get(key) if isinstance(topic, Mapping) else None
        given = part.items() if isinstance(part, Mapping) else ()
        told |= {str(h): str(c) for h, c in given if c is not None}
    own = {IGNORE, *(column.name for column in columns_of(table))}
    there = {h: c for h, c in told.items() if c in own and headers.find(h, raw.headers) is not None}
    return Said(
        {header: column for header, column in there.items() if column != IGNORE},
        frozenset(header for header, column in there.items() if column == IGNORE),
    )


def _given(raw: Raw, table: Table, source: Source) -> dict[str, str]:
    """Return header → column as the study gives it, both sides looked up."""
    given = {**source.columns, **({source.category: "category"} if source.category else {})}
    for header, column in given.items():
        if headers.find(header, raw.headers) is None:
            raise _no_header(header, raw, source)
        _check_known(column, table, source)
    return given


def _check_known(column: str, table: Table, source: Source) -> None:
    known = [one.name for one in columns_of(table)]
    if column not in known:
        raise InputError(
            "intake.unknown_column",
            file=source.label,
            column=column,
            nearest=headers.nearest(column, known),
            columns=", ".join(known),
        )


def _check_columns(table: Table, source: Source, raw: Raw, matches: Iterable[Match]) -> None:
    there = {match.column for match in matches}
    needless = {keys.own_id(table), *(["estate_id"] if "name" in there else [])}
    needless |= {"category"} if there & _SAY_CATEGORY else set()
    for column in table.columns:
        if column.required and column.name not in there | needless:
            raise InputError(
                "intake.no_column",
                file=source.label,
                table=in_both(table),
                column=column.name,
                needed=in_both(column),
                headers="、".join(filter(None, raw.headers)),
            )


def _no_header(header: str, raw: Raw, source: Source) -> InputError:
    return InputError(
        "intake.header_absent",
        file=source.label,
        header=header,
        nearest=headers.nearest(header, raw.headers),
        headers="、".join(filter(None, raw.headers)),
    )


def _meant(table: Table, name: str) -> dict[str, object]:
    column = next(column for column in columns_of(table) if column.name == name)
    return {"field": name, "meant": in_both(column)}
