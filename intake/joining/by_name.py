"""Rows that name their estate instead of giving its id: surveys as streets hand them in."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from intake import keys
from intake.joining.candidates import Candidate, Name, clear, proposed
from intake.joining.estate_names import even
from intake.joining.join_answers import NONE
from intake.joining.sides import Side, once, places, sides
from intake.places import FILE, ROW, issues_at
from intake.questions import answered, question
from tables import Issue, Table

TOPIC = "join"


class _Named(NamedTuple):
    """One name and street of a table: the rows that have it, and what a person reads."""

    rows: tuple[int, ...]
    name: str
    evened: str
    street: str


def with_ids(
    frame: pd.DataFrame, table: Table, estates: pd.DataFrame, answers: Mapping[str, Any] | None
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return `frame` with the id of the estate in rows that only name it, and what was not found.

    A name, its spelling evened out, is an estate's when the street agrees, or no street speaks
    against it and no other estate has that name. What is likely is asked, once for each name
    (`answers: {join: {surveys: {name: estate}}}`); a row nothing is found for stays without an id.
    """
    if "name" not in table.names or frame.empty:
        return frame, []
    mine, theirs = sides(estates, frame)
    wanted = _wanted(theirs, known=set(mine.shown))
    said = answered(answers or {}, TOPIC, table.name)
    found = {**_exact(wanted, mine), **_told(wanted, mine, said)}
    ids = pd.Series(frame["estate_id"].to_numpy(dtype=object), index=frame.index)
    for named, place in found.items():
        ids.iloc[list(named.rows)] = None if place is None else mine.shown[place]
    filled = keys.in_order(frame.assign(estate_id=ids), table)
    unknown = [named for named in wanted if named not in found]
    return filled, [
        *_counted([named for named, place in found.items() if place is not None], table, frame),
        *_asked(unknown, mine, table, frame),
        *_again(frame, filled, table),
    ]


def _wanted(side: Side, known: set[str]) -> list[_Named]:
    """Return the names of the rows without an id; of all rows where no id is the ledger's."""
    of_one_system = not known.isdisjoint(side.shown)
    lost = [n for n, own in enumerate(side.shown) if not own or not of_one_system]
    labels = ["\n".join((side.evened[n], side.streets[n])) for n in lost if side.evened[n]]
    rows = [n for n in lost if side.evened[n]]
    named = []
    for held in places(labels).values():
        first = rows[held[0]]
        whole = tuple(rows[n] for n in held)
        name = min(side.names[n] for n in whole)
        named.append(_Named(whole, name, side.evened[first], side.streets[first]))
    return sorted(named, key=lambda n: (n.name, n.street))


def _exact(wanted: Sequence[_Named], ledger: Side) -> dict[_Named, int | None]:
    """Return the estates whose name, and street as far as known, is that of the rows."""
    both = ("\n".join(row) for row in zip(ledger.evened, ledger.streets, strict=True))
    by_street, by_name = once(both), once(ledger.evened)
    found: dict[_Named, int | None] = {}
    for named in wanted:
        place = by_street.get(f"{named.evened}\n{named.street}") if named.street else None
        if place is None and named.evened in by_name:
            alone = by_name[named.evened]
            place = None if named.street and ledger.streets[alone] else alone
        if place is not None:
            found[named] = place
    return found


def _told(wanted: Sequence[_Named], ledger: Side, said: object) -> dict[_Named, int | None]:
    """Return what a person answered; an answer for another street of the name has it behind."""
    given = said if isinstance(said, Mapping) else {}
    ways = (ledger.evened, ledger.shown, ledger.labels())
    by_label = {label: place for way in ways for label, place in once(way).items()}
    found: dict[_Named, int | None] = {}
    for named in wanted:
        answer = next((str(given[way]) for way in _ways(named) if way in given), None)
        if answer == NONE:
            found[named] = None
            continue
        place = by_label.get(answer or "", by_label.get(even(answer or "")))
        if place is not None:
            found[named] = place
    return found


def _ways(named: _Named) -> tuple[str, ...]:
    return f"{named.name} {named.street}".strip(), named.name


def _counted(found: Sequence[_Named], table: Table, frame: pd.DataFrame) -> list[Issue]:
    if not found:
        return []
    rows = sum(len(named.rows) for named in found)
    files = "、".join(sorted(set(frame[FILE])))
    detail = {"count": rows, "estates": len(found)}
    return [Issue("join.by_name", "info", table.name, files, detail=detail)]


def _asked(
    unknown: Sequence[_Named], ledger: Side, table: Table, frame: pd.DataFrame
) -> list[Issue]:
    """Ask for names that are likely an estate's; say those that are nobody's."""
    mine = [Name(n, named.name, named.street) for n, named in enumerate(unknown)]
    theirs = [
        Name(n, name, ledger.streets[n]) for n, name in enumerate(ledger.names) if ledger.evened[n]
    ]
    near: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in proposed(mine, theirs).candidates:
        near[candidate.ledger].append(candidate)
    names = Counter(named.name for named in unknown)
    said = []
    for n, named in enumerate(unknown):
        about = _first(named, table, frame)
        if n in near:
            path = _ways(named)[names[named.name] == 1]
            said.append(_question(named, near[n], ledger, path, about))
        elif frame["estate_id"].iloc[list(named.rows)].isna().any():  # else said of the id
            said.append(about)
    return said


def _question(
    named: _Named, near: Sequence[Candidate], ledger: Side, path: str, about: Issue
) -> Issue:
    labels, best = ledger.labels(), clear(near)
    return question(
        "join.candidate_name", (TOPIC, about.table, path),
        (*dict.fromkeys(labels[c.outline] for c in near), NONE),
        proposed=None if best is None else labels[best.outline],
        table=about.table, file=about.file, sheet=about.sheet, row=about.row, value=path,
        detail={
            "near": "、".join(f"{labels[c.outline]}（{c.score:.2f}）" for c in near),
            "why": near[0].why, "score": near[0].score, "count": len(named.rows), "field": "name",
        },
    )  # fmt: skip


def _first(named: _Named, table: Table, frame: pd.DataFrame) -> Issue:
    """Return the issue of a name nobody has, at the first of its rows."""
    rows = frame.iloc[list(named.rows)].sort_values([FILE, ROW])
    detail = {"count": len(rows), "field": "name"}
    first = issues_at(
        rows.iloc[[0]], "join.unknown_name", "warning", table=table.name, detail=detail
    )
    return replace(first[0], value=f"{named.name} {named.street}".strip())


def _again(frame: pd.DataFrame, filled: pd.DataFrame, table: Table) -> list[Issue]:
    """Say rows whose key is another row's only now that both have their estate."""
    key = list(table.key)
    if "estate_id" not in key:
        return []
    before, twice = _twice(frame, key), _twice(filled, key)
    known = set(zip(before[FILE], before[ROW], strict=True))
    new = [place not in known for place in zip(twice[FILE], twice[ROW], strict=True)]
    return issues_at(twice[new], "intake.key_repeated", "warning", table=table.name)


def _twice(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return frame[frame["estate_id"].notna() & frame.duplicated(key)]
