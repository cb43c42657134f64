"""One source → the rows of its table, on the map, with every doubt said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import pandas as pd

from intake import columns, counted, keys, matching, shapes, wide
from intake.coordinates import COMMON, placed
from intake.files import MAY_LACK_A_PLACE, fingerprint, open_source
from intake.headers import Match
from intake.inputs import FileRecord
from intake.places import FILE, OWN_ID, ROW, SHEET, in_both
from intake.raw import Raw
from intake.source import Source
from tables import InputError, Issue, Table


@dataclass(frozen=True)
class Reading:
    """How sources are read: the CRS of files that carry none, what a person answered.

    `need` refuses a file without a column its table cannot do without; a check of one file goes on.
    """

    crs: str | None = None
    answers: Mapping[str, Any] | None = None
    need: bool = True


def source_rows(
    table: Table, source: Source, how: Reading
) -> tuple[pd.DataFrame, list[Issue], FileRecord]:
    """Return the rows of one source with where each came from, the issues, and the file's record.

    Raises InputError where nothing can be read.
    """
    found = matching.kept(open_source(source, table), source)
    listed = counted.apart(found, table, source)
    raw = wide.one_year_a_row(listed, table, file=source.label)
    matches = matching.matched(raw, table, source)
    frame, issues = columns.typed(raw, matches, table, file=source.label)
    place = placed(raw, matches, source, table, crs=how.crs)
    if table.shape != "none":
        frame, said = _on_the_map(frame, place.geometry, table, source)
        issues += said
    asked = matching.questions(raw, matches, table, source)
    record = _record(table, source, raw, place.crs, matches)
    told = [_sheeted(i, record) for i in (*raw.issues, *place.issues, *issues, *asked)]
    return _traced(_translated(frame, source), table, record), told, record


def _traced(frame: pd.DataFrame, table: Table, record: FileRecord) -> pd.DataFrame:
    """Return the rows with their file, their sheet, their place in it and the id written there."""
    name = keys.own_id(table)
    own = frame[name] if name else None
    traces = {FILE: record.label, SHEET: record.layer, ROW: frame.index, OWN_ID: own}
    return frame.assign(**traces).reset_index(drop=True)


def _sheeted(issue: Issue, record: FileRecord) -> Issue:
    here = issue.file == record.label and not issue.sheet
    return replace(issue, sheet=record.layer) if here else issue


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
