"""One file looked at by itself: what it is, what was read, what a person must look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd

from intake.formats.contents import Part, contents
from intake.headings.headers import Match
from intake.headings.table_guess import Geometry, Kind, guessed
from intake.joining.join_issues import said
from intake.joining.pairing import pairs
from intake.people.person_marks import shown
from intake.places import OWN_ID, ROW, in_both, issues_at, named
from intake.placing import two_places
from intake.read import Progress, traced
from intake.sheet.several_sheets import not_taken, wanted
from intake.source import Source
from intake.source_rows import Reading
from tables import TABLES, InputError, Issue

Outcome = Literal["load-exact", "repair", "warn", "reject"]

# The outlines of estates are looked at as estates: their layer may say more than an outline needs.
_AS = {"outlines": "estates", "": "estates"}
_ESTATES = ("estates", "outlines")
_OURS = 1.0  # a layer that reads like estates is looked at before one that reads like streets
_CORNERS = ("track_points", "route_points")  # of a GPX: the corners of its tracks and routes
_LISTED = 20
_USUAL = {"line": "streets", "point": "facilities"}
_WORST: tuple[Outcome, ...] = ("reject", "warn", "repair", "load-exact")
_OUTCOMES: Mapping[str, Outcome] = {"info": "load-exact", "repair": "repair"}


class Piece(NamedTuple):
    """A sheet or layer of a file, and the table it most likely is."""

    part: Part
    kind: Kind


@dataclass(frozen=True)
class Checked:
    """A file as it was read: its table, its rows with their traces, its headers, every doubt.

    `kind` is the table it was taken for, and how surely; `crs` the one its coordinates came in.
    `pieces` are all its sheets and layers, the one that was read among them.
    """

    label: str
    table: str
    kind: Kind
    rows: pd.DataFrame
    headers: tuple[Match, ...]
    issues: tuple[Issue, ...]
    crs: str
    pieces: tuple[Piece, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The worst of what was found, as one word."""
        return outcome(self.issues)


@dataclass(frozen=True)
class Paired:
    """Two files matched: names as people write them, pairs a person must confirm, what to say.

    `replaced` are issues of one file that the other one's place says better.
    """

    matched: tuple[str, ...]
    ledger_only: tuple[str, ...]
    polygon_only: tuple[str, ...]
    to_confirm: tuple[tuple[str, str], ...]
    issues: tuple[Issue, ...]
    replaced: tuple[Issue, ...] = ()


def checked(
    path: Path,
    label: str,
    *,
    table: str = "",
    answers: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Return what a file came to, read as `table` or as the table it most likely is.

    A layer or sheet is chosen where there are several. Raises InputError where nothing can be read.
    """
    parts = contents(path, label)
    if not parts:
        raise InputError("intake.empty", file=label, layer="")
    part, kind = chosen(parts, path.stem, table)
    taken = table or _AS.get(kind.table, kind.table)
    one = len(parts) == 1
    layer = part.name if part.kind == "layer" and not one else None
    told = wanted(parts, TABLES[taken], file=label, answers=answers or {})
    sheet = part.name if part.kind == "sheet" and not one and told is None else None
    source = Source(path, label, layer=layer, sheet=sheet)
    found = traced({taken: [source]}, Reading(answers=answers or {}, need=False), progress)
    record = found.files[0]
    if found.tables[taken].empty and found.issues:
        raise InputError("intake.no_row_usable", file=label, table=in_both(TABLES[taken]))
    left = [
        *_left(parts, part, path.stem, taken, label),
        *not_taken(parts, part, TABLES[taken], file=label, answers=answers or {}),
    ]
    issues = (*found.issues, *left, *_not_used(record.columns, taken, label, record.layer))
    rows, pieces = found.tables[taken], _pieces(parts, path.stem)
    return Checked(label, taken, kind, rows, record.columns, issues, record.crs, pieces)


def chosen(parts: Sequence[Part], name: str, table: str = "") -> tuple[Part, Kind]:
    """Return the part of a file that most likely is a table, or `table`, and which one it is."""
    pieces = _pieces(parts, name)
    place = max(range(len(parts)), key=lambda n: (*_wanted(*pieces[n], table), -n))
    return pieces[place]


def _pieces(parts: Sequence[Part], name: str) -> tuple[Piece, ...]:
    return tuple(Piece(part, _kind(part, f"{name} {part.name}")) for part in parts)


def _wanted(part: Part, kind: Kind, table: str) -> tuple[bool, float, int]:
    """Return how much a part is wanted: one with rows first, a layer of estates before others."""
    ours = _OURS if part.kind == "layer" and not table and kind.table in _ESTATES else 0.0
    rows = 0 if part.name in _CORNERS else part.rows or 0
    return bool(rows), _fit(kind, table) + ours, rows


def _left(parts: Sequence[Part], taken: Part, name: str, table: str, file: str) -> list[Issue]:
    """Say the layers that were not read: one with the same table may hold more estates."""
    others = [p for p in parts if p is not taken and p.kind != "sheet" and p.rows]
    others = [p for p in others if p.name not in _CORNERS]
    issues = []
    for part in others:
        found = _kind(part, f"{name} {part.name}").table
        same = _AS.get(found, found) == table and part.geometry == taken.geometry
        detail = {"layer": shown(taken.name), "count": part.rows}
        left = Issue("check.layer_left", "info", table, file, value=shown(part.name), detail=detail)
        alike = replace(left, code="check.layer_alike", severity="warning")
        issues.append(alike if same else left)
    return issues


def outcome(issues: Sequence[Issue]) -> Outcome:
    """Return how a file was loaded, by the gravest of its issues.

    >>> outcome([]), outcome([Issue("a", "info"), Issue("b", "repair")])
    ('load-exact', 'repair')
    >>> outcome([Issue("a", "repair"), Issue("b", "question")])
    'warn'
    """
    found = {_OUTCOMES.get(issue.severity, "warn") for issue in issues}
    return next((word for word in _WORST if word in found), "load-exact")


def _not_used(headers: Sequence[Match], table: str, file: str, sheet: str) -> list[Issue]:
    """Say which headers filled no column: nothing is left out in silence."""
    names = [match.header for match in headers if match.how == "ignored" and match.header]
    value = "、".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
    told = Issue("check.columns_not_used", "info", table, file, value=value, sheet=sheet)
    return [replace(told, detail={"count": len(names)})] if names else []


def _fit(kind: Kind, table: str) -> float:
    if not table:
        return kind.score
    return kind.score if _AS.get(kind.table, kind.table) == table else 0.0


def _kind(part: Part, name: str) -> Kind:
    """Return the table of a part; of a layer that says nothing, the one its shapes stand for."""
    shape: Geometry = part.geometry  # type: ignore[assignment]
    kind = guessed(part.headers, None, shape, name=name)
    if kind.table in TABLES:
        return kind
    return Kind(_USUAL.get(part.geometry, "estates"), 0.0, "", sure=False)


def compared(first: Checked, second: Checked, answers: Mapping[str, Any] | None = None) -> Paired:
    """Return which rows of two files are one estate: the file without shapes is the ledger."""
    ledger, drawn = (second, first) if _drawn(first) and not _drawn(second) else (first, second)
    mine, theirs = _own(ledger.rows), _own(drawn.rows)
    found = pairs(mine, theirs, (), answers)
    ours, others = _called(mine), _called(theirs)
    placed, replaced = two_places.by_place(ledger, drawn, answers or {})
    bare = mine.iloc[list(found.ledger_only) if two_places.drawn(theirs) else []]
    far = [
        *placed,
        *two_places.pairs_apart(found.matched, mine, theirs, ledger.table),
        *issues_at(bare, "intake.no_outline", "warning", table=ledger.table),
    ]
    return Paired(
        matched=tuple(dict.fromkeys(ours[pair.ledger] for pair in found.matched)),
        ledger_only=tuple(ours[place] for place in found.ledger_only),
        polygon_only=tuple(others[place] for place in found.outline_only),
        to_confirm=tuple((ours[one.ledger], others[one.outline]) for one in found.to_confirm),
        issues=(*far, *said(found, mine, theirs)),
        replaced=tuple(replaced),
    )


def all_said(first: Checked, second: Checked | None, found: Paired | None) -> tuple[Issue, ...]:
    """Return what is to be said of two files and of their pairing, each thing once."""
    if second is None or found is None:
        return first.issues
    gone = {id(issue) for issue in found.replaced}
    own = (issue for issue in (*first.issues, *second.issues) if id(issue) not in gone)
    return (*own, *found.issues)


def _drawn(found: Checked) -> bool:
    rows = found.rows
    return "geometry" in rows and bool(rows["geometry"].notna().any())


def _own(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the ids of their file: two that were made up here never meet."""
    ids = rows[OWN_ID] if "estate_id" in rows else None
    return rows.assign(estate_id=ids).reset_index(drop=True)


def _called(rows: pd.DataFrame) -> list[str]:
    """Return what a person calls each row: its name, else its id, else its row."""
    names = rows["name"] if "name" in rows else pd.Series([None] * len(rows))
    return [
        str(name) if isinstance(name, str) and name else named(row, "estates") or str(row[ROW])
        for name, row in zip(names, rows.to_dict("records"), strict=True)
    ]
