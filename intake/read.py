"""The files of a study → checked tables, an honest issue log, and a record of every file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from intake import answers as given_answers
from intake import keys
from intake.cells import levels
from intake.doubts import plausible
from intake.doubts.unit_doubts import held_back, unit_doubts
from intake.headings import headers
from intake.inputs import FileRecord, Inputs
from intake.places import FILE, ROW, SHEET, TRACES
from intake.placing import amap, datums, whereabouts
from intake.placing.coordinates import Placed
from intake.related import related
from intake.sheet.several_sheets import sheet_by_sheet
from intake.source import Source
from intake.source_rows import Part, Reading, source_rows
from tables import TABLES, InputError, Issue, Table
from tables.issue import moved

Place = tuple[str, str, str, int]  # table, file, sheet, row
Progress = Callable[[str, float], None]


def read(
    sources: Mapping[str, Sequence[Source]],
    *,
    crs: str | None = None,
    answers: Mapping[str, Any] | None = None,
    year: int | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Return the tables of `sources`, every declared column in each, geometry in EPSG:4326.

    `crs` is taken for files that carry none; `answers` are what a person said to questions of an
    earlier reading (docs/files.md). What cannot be understood is unknown and makes an issue, what
    a person has to decide makes a question; InputError only where a table cannot be read at all.
    Nothing was built after `year`, this year if None.
    `progress(label, share)` is told each file as it is opened.

    >>> read({}).tables
    {}
    """
    found = traced(sources, Reading(crs, answers or {}, year=year), progress)
    tables = {name: frame.drop(columns=[*TRACES]) for name, frame in found.tables.items()}
    return replace(found, tables=tables)


def traced(
    sources: Mapping[str, Sequence[Source]], how: Reading, progress: Progress | None = None
) -> Inputs:
    """Return what `read` does, each row with its file, sheet, row and the id written there."""
    labels = {name: [one.label for one in listed] for name, listed in sources.items()}
    told = given_answers.understood(how.answers, labels)
    how = replace(how, answers=told.answers)
    frames: dict[str, pd.DataFrame] = {}
    issues: list[Issue] = [*told.issues]
    parts: list[Part] = []
    for table, read_parts in _opened(_known(sources), sources, how, progress):
        frames[table.name], said = _table(table, read_parts, how)
        issues += said
        parts += read_parts
    issues = whereabouts.between(_places(parts), issues)
    frames, said = datums.settled(frames, how.answers)
    said += amap.unstated(frames, how.answers, [*issues, *said])
    join = next((s.join for s in sources.get("outlines", ()) if s.join), ())
    drawn, more = related(frames, join, how.answers)
    records = tuple(part.record for part in parts)
    more += unit_doubts(drawn, records, how.answers)
    more += given_answers.unused(how.answers, labels, records) if how.need else ()
    drawn = held_back(drawn, more)
    return Inputs(drawn, _named([*issues, *said, *more], drawn), records)


def _known(sources: Mapping[str, Sequence[Source]]) -> list[Table]:
    for name in sources:
        if name not in TABLES:
            near = headers.nearest(name, TABLES)
            known = ", ".join(TABLES)
            raise InputError("intake.unknown_table", table=name, nearest=near, tables=known)
    return [table for name, table in TABLES.items() if sources.get(name)]


def _opened(
    tables: Sequence[Table],
    sources: Mapping[str, Sequence[Source]],
    how: Reading,
    progress: Progress | None,
) -> Iterator[tuple[Table, list[Part]]]:
    """Yield each table with its sources read, telling each file as its turn comes."""
    total = sum(len(sources[table.name]) for table in tables)
    done = 0
    for table in tables:
        parts = []
        for source in _one_label_a_file(sources[table.name]):
            if progress:
                progress(source.label, done / total)
            sheets = sheet_by_sheet(source, table, how.answers)
            parts += [source_rows(table, sheet, how) for sheet in sheets]
            done += 1
        yield table, parts


def _table(table: Table, parts: Sequence[Part], how: Reading) -> tuple[pd.DataFrame, list[Issue]]:
    frames = [part.rows for part in parts]
    whole = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    keyed, said = keys.keyed(whole, table)
    issues = [issue for part in parts for issue in part.issues]
    doubts = plausible.doubts(keyed, table, _written(part.record for part in parts))
    words = frozenset[str]().union(*(part.words for part in parts))
    idle = levels.idle(how.answers, table.name, words) if how.need else ()
    return keyed, [*issues, *said, *doubts, *idle]


def _places(parts: Sequence[Part]) -> dict[whereabouts.Key, Placed]:
    """Return where each layer lies; one read in several parts (`where:`) lies where all do."""
    found: dict[whereabouts.Key, Placed] = {}
    for record, place in ((part.record, part.place) for part in parts):
        key = (record.table, record.label, record.layer)
        shapes = [p.geometry for p in (found.get(key), place) if p and p.geometry is not None]
        whole = pd.concat(shapes) if len(shapes) > 1 else next(iter(shapes), None)
        found[key] = replace(place, geometry=whole)
    return found


def _one_label_a_file(sources: Sequence[Source]) -> list[Source]:
    """Return the sources, a file written in two ways under the first: a.csv and ./a.csv are one."""
    labels: dict[Path, str] = {}
    return [
        replace(source, label=labels.setdefault(source.path.resolve(), source.label))
        for source in sources
    ]


def _written(records: Iterable[FileRecord]) -> dict[str, tuple[str, str]]:
    """Return the file and the header of each column, as the first file that has it writes it."""
    found: dict[str, tuple[str, str]] = {}
    for record in records:
        for match in record.columns:
            if match.column:
                found.setdefault(match.column, (record.label, match.header))
    return found


def _named(issues: Iterable[Issue], tables: Mapping[str, pd.DataFrame]) -> tuple[Issue, ...]:
    """Return the issues in a fixed order, with the estate of each row where it is known."""
    listed = list(issues)
    nameless = {issue.table for issue in listed if issue.row is not None and not issue.estate_id}
    ids: dict[Place, str] = {}
    for name in sorted(nameless & {n for n, frame in tables.items() if "estate_id" in frame}):
        frame = tables[name]
        places = zip(frame[FILE], frame[SHEET], frame[ROW], frame["estate_id"], strict=True)
        ids |= {(name, f, sheet, int(row)): estate for f, sheet, row, estate in places if estate}
    return tuple(sorted((_of_estate(issue, ids) for issue in listed), key=_place))


def _of_estate(issue: Issue, ids: Mapping[Place, str]) -> Issue:
    row = issue.row
    found = "" if row is None else ids.get((issue.table, issue.file, issue.sheet, row), "")
    return moved(issue, estate_id=found) if found and not issue.estate_id else issue


def _place(issue: Issue) -> tuple[object, ...]:
    return (
        issue.table,
        issue.file,
        issue.sheet,
        issue.row or 0,
        issue.column,
        issue.code,
        issue.value,
    )
