"""Points and closed lines where outlines are expected: an outline is offered, and said."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import metric_crs, placed, to_metric
from geo.shapes.footprints import footprints
from intake.questions import answered, question
from tables import Issue, Table

TOPIC = "footprints"
ACCEPT, REFUSE = "accept", "refuse"
OFFERED_FOR = ("estates", "outlines", "buildings")
MEASURED = ("estates", "outlines")  # walks start at their edge; a building only lies on the map
FLOOR_TO_SITE = 1.5  # floor area to site area: the six-storey slabs most old estates are made of
USUAL_M2 = {"estates": 10_000.0, "outlines": 10_000.0, "buildings": 600.0}  # where nothing is known
LEDGERS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et", ".ods")
LEAST_M2, MOST_M2 = 100.0, 1_000_000.0  # no estate is smaller or larger: the number is misread
_RING = 4  # positions of the smallest closed line around an area
_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING)


class Offered(NamedTuple):
    """Rows of a frame (by position) that hold a point, and those that hold a closed line."""

    points: NDArray[np.int64]
    lines: NDArray[np.int64]


def offered(frame: gpd.GeoDataFrame, table: Table) -> Offered:
    """Return the rows for which an outline can be made."""
    shapes = frame.geometry.to_numpy()
    if table.name not in OFFERED_FOR:
        nothing = np.zeros(0, dtype=np.int64)
        return Offered(nothing, nothing)
    point = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & placed(shapes)
    return Offered(np.flatnonzero(point), np.flatnonzero(_encloses(shapes)))


def settled(
    frame: gpd.GeoDataFrame, table: Table, answers: Mapping[str, Any], file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return the frame with the outlines a person accepted, and what was asked or made.

    Under `answers: footprints:` of a study the file or the table says `accept` or `refuse`. On
    `accept` a closed line becomes the area it encloses and a point the round shape of
    `geo.shapes.footprints`: as large as the estate's `site_area_m2`, else its `floor_area_m2` /
    1.5, else one hectare (a building 600 m²). Each row made so is said: it is derived, nobody drew
    it. Without an answer points and lines stay as they came and the question is asked; a ledger
    with coordinates (CSV, Excel) promised no outline, so there the offer is only mentioned.
    `frame` is in EPSG:4326, indexed by the row a person sees; the index stays.
    """
    where = offered(frame, table)
    answer = answered(answers, TOPIC, file, table.name)
    if answer == ACCEPT:
        return _made(frame, table, file, where)
    rows = {"shapes.points": where.points, "shapes.closed_lines": where.lines}
    refused = answer == REFUSE
    return frame, [
        _kept(code, frame, at, table, file) if refused else _asked(code, frame, at, table, file)
        for code, at in rows.items()
        if len(at)
    ]


def _kept(
    code: str, frame: gpd.GeoDataFrame, at: NDArray[np.int64], table: Table, file: str
) -> Issue:
    return Issue(f"{code}_kept", "info", table.name, file, detail=_counted(frame, at))


def _asked(
    code: str, frame: gpd.GeoDataFrame, at: NDArray[np.int64], table: Table, file: str
) -> Issue:
    row = int(frame.index[at[0]]) if len(at) == 1 else None
    asked = question(
        code,
        (TOPIC, file),
        (ACCEPT, REFUSE),
        proposed=ACCEPT,
        counts=table.name in MEASURED,
        table=table.name,
        file=file,
        row=row,
        detail={**_counted(frame, at), "file_name": file},
    )
    if code == "shapes.points" and file.lower().endswith(LEDGERS):
        return replace(asked, code="shapes.points_in_ledger", severity="info")
    return asked


def _counted(frame: gpd.GeoDataFrame, at: NDArray[np.int64]) -> dict[str, object]:
    return {"count": len(at), "rows": [int(row) for row in frame.index[at]]}


def _made(
    frame: gpd.GeoDataFrame, table: Table, file: str, where: Offered
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object).copy()
    shapes[where.lines] = [shapely.Polygon(line) for line in shapes[where.lines]]
    issues = [
        Issue("shapes.line_closed", "repair", table.name, file, int(frame.index[at]))
        for at in where.lines
    ]
    if len(where.points):
        round_, area_m2 = _round(frame.iloc[where.points], table)
        drawn = ~shapely.is_missing(round_)
        shapes[where.points[drawn]] = round_[drawn]
        issues += _derived(frame.index[where.points], area_m2, table, file)
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs)), issues


def _round(
    frame: gpd.GeoDataFrame, table: Table
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Return the round shapes of points in EPSG:4326, and their areas (NaN: none was made)."""
    flat = to_metric(frame, metric_crs(frame))
    found = footprints(flat.geometry.to_numpy(), _site_m2(frame, table))
    found[shapely.area(found) < LEAST_M2] = None
    shapes = gpd.GeoSeries(found, crs=flat.crs).to_crs(frame.crs).to_numpy()
    return np.asarray(shapes, dtype=object), np.asarray(shapely.area(found))


def _site_m2(frame: pd.DataFrame, table: Table) -> NDArray[np.float64]:
    site_m2 = _numbers(frame, "site_area_m2")
    floor_m2 = (
        _numbers(frame, "floor_area_m2") / FLOOR_TO_SITE if table.name == "estates" else np.nan
    )
    known = site_m2.fillna(pd.Series(floor_m2, index=frame.index))
    believed = known.where(known.between(LEAST_M2, MOST_M2))
    return believed.fillna(USUAL_M2[table.name]).to_numpy(dtype=float)


def _numbers(frame: pd.DataFrame, name: str) -> pd.Series:
    values = frame[name] if name in frame else pd.Series(np.nan, index=frame.index)
    return pd.to_numeric(values, errors="coerce").astype("float64")


def _derived(rows: pd.Index, area_m2: NDArray[np.float64], table: Table, file: str) -> list[Issue]:
    return [
        Issue("shapes.footprint_made", "repair", table.name, file, int(row),
              detail={"area_m2": f"{area:.0f}", "derived": True})
        if area > 0
        else Issue("shapes.footprint_impossible", "warning", table.name, file, int(row))
        for row, area in zip(rows, area_m2, strict=True)
    ]  # fmt: skip


def _encloses(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which shapes are closed lines around an area; one that crosses itself is one too."""
    lineal = np.isin(shapely.get_type_id(shapes), _LINES) & placed(shapes)
    closed = np.flatnonzero(lineal & shapely.is_closed(shapes))
    around = np.zeros(len(shapes), dtype=bool)
    around[closed] = [
        shapely.get_num_coordinates(shapes[at]) >= _RING
        and shapely.convex_hull(shapes[at]).area > 0
        for at in closed
    ]
    return around
