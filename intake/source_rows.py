"""One source → the rows of its table, on the map, with every doubt said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd

from intake import keys
from intake.cells import columns, counted, present
from intake.cells.levels import levels_told
from intake.drawn import shapes
from intake.formats.encodings import TRIED
from intake.formats.files import MAY_LACK_A_PLACE, fingerprint, open_source
from intake.formats.place_tags import with_tags
from intake.headings import matching
from intake.headings.headers import Match, plain
from intake.inputs import FileRecord
from intake.places import FILE, OWN_ID, ROW, SHEET, UNPLACED, UNREAD, in_both
from intake.placing.coordinates import COMMON, Placed, placed
from intake.questions import answered
from intake.raw import Raw
from intake.sheet import wide
from intake.source import Source
from tables import InputError, Issue, Table
from tables.issue import moved

# Headers that number the rows of a sheet or the features of a layer.
_RUNNING = frozenset({
    "序号", "序", "编号", "no", "num", "id", "fid", "gid", "objectid", "ogcfid", "gmlid", "osmid",
})  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """How sources are read: the CRS of files that carry none, what a person answered.

    `need` refuses a file without a column its table cannot do without; a check of one file goes on.
    `year` is the last in which something can have been built; None: this year.
    """

    crs: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    need: bool = True
    year: int | None = None


class Part(NamedTuple):
    """The rows of one source, traced; what was said of them; the file; where they lie.

    `words` are the words of severity in it that nobody knows, where somebody answered for some.
    """

    rows: pd.DataFrame
    issues: list[Issue]
    record: FileRecord
    place: Placed
    words: frozenset[str] = frozenset()


def source_rows(table: Table, source: Source, how: Reading) -> Part:
    """Return the rows of one source with where each came from, the issues, and the file's record.

    Raises InputError where nothing can be read.
    """
    answers = how.answers
    found = with_tags(matching.kept(_opened(source, table, answers), source), table)
    listed = counted.apart(found, table, source)
    raw = wide.one_year_a_row(listed, table, file=source.label)
    matches = matching.matched(raw, table, source, answers=answers, need=how.need)
    limited = present.until(table, how.year)
    told = levels_told(answers, table.name)
    frame, issues = columns.typed(raw, matches, limited, file=source.label, levels=told)
    place = placed(raw, matches, source, table, crs=how.crs, answers=answers)
    if table.shape != "none":
        frame, said = _on_the_map(frame, place, table, source, how)
        issues += said
    asked = matching.questions(raw, matches, table, source, answers=answers)
    record = _record(table, source, raw, place.crs, matches)
    every = [_sheeted(i, record) for i in (*raw.issues, *place.issues, *issues, *asked)]
    frame = _translated(frame, source).assign(**{UNREAD: _unread(raw, matches)})
    frame = _traced(frame, table, record, place)
    words = columns.level_words(raw, matches, limited) if told else frozenset[str]()
    return Part(frame, every, record, place, words)


def _opened(source: Source, table: Table, answers: Mapping[str, Any]) -> Raw:
    """Return the cells in the encoding a person gave; in that of the file where it is not that."""
    told = answered(answers, "encoding", source.label, table.name)
    try:
        return open_source(replace(source, encoding=told), table)
    except InputError as error:
        if told is None or error.code != "intake.encoding":
            raise
    raw = open_source(source, table)
    detail = {"place": f"answers → encoding → {source.label}", "known": ", ".join(TRIED)}
    wrong = Issue("answers.not_understood", "warning", table.name, source.label,
                  value=str(told), detail=detail)  # fmt: skip
    return replace(raw, issues=(*raw.issues, wrong))


def _traced(frame: pd.DataFrame, table: Table, record: FileRecord, place: Placed) -> pd.DataFrame:
    """Return the rows with their file, their sheet, their place in it and the id written there."""
    name = keys.own_id(table)
    traces: dict[str, Any] = {FILE: record.label, SHEET: record.layer, ROW: frame.index}
    own = frame[name] if name else None
    shapes = None if place.unplaced is None else place.unplaced.reindex(frame.index).to_numpy()
    return frame.assign(**traces, **{OWN_ID: own, UNPLACED: shapes}).reset_index(drop=True)


def _unread(raw: Raw, matches: Iterable[Match]) -> pd.Series:
    """Return the cells of each row under headers that fill no column, running numbers left out."""
    left = [
        match.position
        for match in matches
        if match.how == "ignored" and match.header and plain(match.header) not in _RUNNING
    ]
    texts = [map(str, raw.cells[place].tolist()) for place in left]
    told = list(map("\n".join, zip(*texts, strict=True))) if left else None
    return pd.Series(told, index=raw.cells.index, dtype="object")


def _sheeted(issue: Issue, record: FileRecord) -> Issue:
    here = issue.file == record.label and not issue.sheet
    return moved(issue, sheet=record.layer) if here and record.layer else issue


def _on_the_map(
    frame: pd.DataFrame, place: Placed, table: Table, source: Source, how: Reading
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    if place.geometry is None:
        asked = place.unplaced is not None or not how.need
        if table.name not in MAY_LACK_A_PLACE and not asked:
            raise InputError("intake.no_geometry", file=source.label, table=in_both(table))
        return shapes.without(frame, COMMON), []
    placed_frame = gpd.GeoDataFrame(frame, geometry=place.geometry, crs=COMMON)
    return shapes.shaped(placed_frame, table, file=source.label, answers=how.answers)


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
