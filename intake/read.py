"""The files of a study → checked tables, an honest issue log, and a record of every file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from intake import columns, counted, datums, headers, joins, keys, matching, plausible, shapes, wide
from intake.coordinates import COMMON, placed
from intake.files import MAY_LACK_A_PLACE, fingerprint, open_source
from intake.headers import Match
from intake.inputs import FileRecord, Inputs
from intake.places import FILE, ROW, in_both
from intake.raw import Raw
from intake.source import Source
from tables import TABLES, InputError, Issue, Table


def read(
    sources: Mapping[str, Sequence[Source]],
    *,
    crs: str | None = None,
    answers: Mapping[str, object] | None = None,
) -> Inputs:
    """Return the tables of `sources`, every declared column in each, geometry in EPSG:4326.

    `crs` is taken for files that carry none; `answers` are what a person said to questions of an
    earlier reading (`datum`: what shifted coordinates a table is in). What cannot be understood
    is unknown and makes an issue; InputError only where a table cannot be read at all: no such
    file, layer, sheet or name column, no CRS, one id for two different estates.

    >>> read({}).tables
    {}
    """
    found: dict[str, pd.DataFrame] = {}
    issues: list[Issue] = []
    records: list[FileRecord] = []
    for table in _known(sources):
        frame, said, files = _table(table, sources[table.name], crs)
        found[table.name] = frame
        issues += said
        records += files
    found, said = datums.settled(found, answers or {})
    issues += said
    drawn, more = _related(found, sources)
    tables = {name: frame.drop(columns=[FILE, ROW]) for name, frame in drawn.items()}
    return Inputs(tables, _named([*issues, *more], drawn), tuple(records))


def _known(sources: Mapping[str, Sequence[Source]]) -> list[Table]:
    for name in sources:
        if name not in TABLES:
            near = headers.nearest(name, TABLES)
            known = ", ".join(TABLES)
            raise InputError("intake.unknown_table", table=name, nearest=near, tables=known)
    return [table for name, table in TABLES.items() if sources.get(name)]


def _table(
    table: Table, sources: Sequence[Source], crs: str | None
) -> tuple[pd.DataFrame, list[Issue], list[FileRecord]]:
    parts = [_source(table, source, crs) for source in _one_label_a_file(sources)]
    frames = [frame for frame, _, _ in parts]
    whole = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    keyed, said = keys.keyed(whole, table)
    issues = [issue for _, found, _ in parts for issue in found]
    records = [record for _, _, record in parts]
    doubts = plausible.doubts(keyed, table, _written(records))
    return keyed, [*issues, *said, *doubts], records


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


def _source(
    table: Table, source: Source, crs: str | None
) -> tuple[pd.DataFrame, list[Issue], FileRecord]:
    found = matching.kept(open_source(source, table), source)
    listed = counted.apart(found, table, source)
    raw = wide.one_year_a_row(listed, table, file=source.label)
    matches = matching.matched(raw, table, source)
    frame, issues = columns.typed(raw, matches, table, file=source.label)
    place = placed(raw, matches, source, table, crs=crs)
    if table.shape != "none":
        frame, said = _on_the_map(frame, place.geometry, table, source)
        issues += said
    frame = _translated(frame, source)
    frame[FILE], frame[ROW] = source.label, frame.index
    asked = matching.questions(raw, matches, table, source)
    record = _record(table, source, raw, place.crs, matches)
    return frame.reset_index(drop=True), [*raw.issues, *place.issues, *issues, *asked], record


def _on_the_map(
    frame: pd.DataFrame, geometry: gpd.GeoSeries | None, table: Table, source: Source
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    if geometry is None:
        if table.name not in MAY_LACK_A_PLACE:
            raise InputError("intake.no_geometry", file=source.label, table=in_both(table))
        return shapes.without(frame, COMMON), []
    placed_frame = gpd.GeoDataFrame(frame, geometry=geometry, crs=COMMON)
    return shapes.shaped(placed_frame, table, file=source.label)


def _translated(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    if not source.map or "category" not in frame:
        return frame
    return frame.assign(
        category=frame["category"].map(lambda c: source.map.get(c, c)).astype("object")
    )


def _record(
    table: Table, source: Source, raw: Raw, crs: str, matches: tuple[Match, ...]
) -> FileRecord:
    sha256, size = fingerprint(source.path)
    return FileRecord(
        table=table.name,
        label=source.label,
        sha256=sha256,
        size=size,
        layer=raw.layer,
        rows=len(raw.cells),
        crs=crs,
        encoding=raw.encoding,
        columns=matches,
    )


def _related(
    found: Mapping[str, pd.DataFrame], sources: Mapping[str, Sequence[Source]]
) -> tuple[dict[str, pd.DataFrame], list[Issue]]:
    """Give ledger rows their outlines, and look for rows that name no estate of the ledger."""
    tables = dict(found)
    issues: list[Issue] = []
    if "estates" not in found:
        return tables, []
    if "outlines" in found:
        join = next((source.join for source in sources["outlines"] if source.join), ())
        tables["estates"], issues = joins.with_outlines(found["estates"], found["outlines"], join)
    known = set(found["estates"]["estate_id"])
    for name, frame in found.items():
        if plausible.refers_to_estates(TABLES[name]):
            issues += plausible.strangers(frame, TABLES[name], known)
    return tables, issues


def _named(issues: Iterable[Issue], tables: Mapping[str, pd.DataFrame]) -> tuple[Issue, ...]:
    """Return the issues in a fixed order, with the estate of each row where it is known."""
    ids: dict[tuple[str, str, int], str] = {}
    for name, frame in tables.items():
        if "estate_id" in frame:
            places = zip(frame[FILE], frame[ROW], frame["estate_id"], strict=True)
            ids |= {(name, file, int(row)): estate for file, row, estate in places if estate}
    named = [
        replace(issue, estate_id=ids.get((issue.table, issue.file, issue.row), ""))
        if issue.row is not None and not issue.estate_id
        else issue
        for issue in issues
    ]
    return tuple(sorted(named, key=_place))


def _place(issue: Issue) -> tuple[object, ...]:
    return issue.table, issue.file, issue.row or 0, issue.column, issue.code, issue.value
