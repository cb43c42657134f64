"""Geometry as it came → geometry a table can use; every change and every gap is said."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.shapes.repair import repair
from geo.shapes.single_parts import single_parts
from intake.drawn import footprints
from tables import Issue, Table
from tables.issue import Severity

KINDS = {
    "point": ("Point",),
    "line": ("LineString", "LinearRing"),
    "polygon": ("Polygon", "MultiPolygon"),
}
_AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_LOST = {
    "missing": "intake.geometry_missing",
    "empty": "intake.geometry_missing",
    "invalid_coordinate": "shapes.not_a_number",
    "tangled": "shapes.tangled",
}
_CHANGE_SAID = 0.01  # per cent below which an area counts as unchanged
_CHANGE_SEEN = 1.0  # per cent above which a person must look at a repaired shape
_NULL_ISLAND_DEG = 0.05  # some 5 km around 0°, 0°: open sea, and what unfilled coordinates are


@np.errstate(all="ignore")  # GEOS sets the flags of the processor on coordinates like 1e300
def shaped(
    frame: gpd.GeoDataFrame,
    table: Table,
    *,
    file: str,
    answers: Mapping[str, Any] | None = None,
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return `frame` with geometry the table can use.

    Shapes at 0°, 0° and such as have no usable coordinate become missing. Broken polygons are
    repaired, with the change of area: a warning above 1 %. Of a collection the parts the table
    can use are taken. For points a point inside stands for a line, and for an area unless the
    table keeps areas; lines of several parts become several rows. For points and closed lines
    among areas `intake.footprints` offers outlines (`answers`: what a person said); any other shape
    of the wrong kind is kept in the tables of areas and left out of streets. `frame` is in
    EPSG:4326, indexed by the row a person sees.
    """
    there, issues = _off_null_island(_unwrapped(frame), table, file)
    spoken = {issue.row for issue in issues}
    if table.shape == "line":
        found, said = _lines(there, table, file)
    elif table.shape == "point":
        found, said = _points(there, table, file)
    else:
        found, said = _areas(there, table, file, answers or {})
    return found, issues + [i for i in said if i.row is None or i.row not in spoken]


def _unwrapped(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a point wrapped as several as the point it is."""
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object).copy()
    several = shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOINT
    single = several & (shapely.get_num_geometries(shapes) == 1)
    shapes[single] = shapely.get_geometry(shapes[single], 0)
    return _with(frame, shapes)


def _off_null_island(
    frame: gpd.GeoDataFrame, table: Table, file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object).copy()
    there = (np.abs(shapely.bounds(shapes)) < _NULL_ISLAND_DEG).all(axis=1)  # of nothing: NaN
    shapes[there] = None
    rows = frame.index[there]
    code = "shapes.null_island"
    return _with(frame, shapes), [_at(code, "warning", table, file, row) for row in rows]


def _with(frame: gpd.GeoDataFrame, shapes: NDArray[np.object_]) -> gpd.GeoDataFrame:
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))


def _areas(
    frame: gpd.GeoDataFrame, table: Table, file: str, answers: Mapping[str, Any]
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    drawn, asked = footprints.settled(frame, table, answers, file)
    repaired, said = _repaired(drawn, table, file)
    return repaired, [*asked, *said, *_kinds(repaired, table, file)]


def _kinds(frame: gpd.GeoDataFrame, table: Table, file: str) -> list[Issue]:
    """Say the rows that are no areas; in one issue when none is, as in a list of points."""
    where = footprints.offered(frame, table)
    spoken = {int(frame.index[at]) for at in (*where.points, *where.lines)}
    odd = [(row, kind) for row, kind in _odd(frame, table) if row not in spoken]
    kinds = sorted({kind for _, kind in odd})
    if len(odd) > 1 and len(odd) == frame.geometry.notna().sum():
        detail = {"count": len(odd), "kind": ", ".join(kinds)}
        return [Issue("intake.geometry_kinds", "warning", table.name, file, detail=detail)]
    return [
        _at("intake.geometry_kind", "warning", table, file, row, kind=kind) for row, kind in odd
    ]


def _repaired(
    frame: gpd.GeoDataFrame, table: Table, file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    repaired, report = repair(frame)
    issues = [_mending(row, table, file) for row in report.to_dict("records")]
    return repaired, issues


def _mending(row: Mapping[Hashable, Any], table: Table, file: str) -> Issue:
    """Return what is said of a repaired or a lost shape."""
    reason, at = row["reason"], row["index"]
    if reason in _LOST:
        return _at(_LOST[reason], "warning", table, file, at)
    if reason == "collapsed":
        return _at("intake.geometry_collapsed", "warning", table, file, at)
    change = 100 * (row["area_after"] - row["area_before"]) / row["area_after"]
    code = "shapes.collection" if reason == "collection" else "intake.geometry_repaired"
    seen: Severity = "warning" if abs(change) > _CHANGE_SEEN else "repair"
    said = "0" if abs(change) < _CHANGE_SAID else f"{change:+.3g}"
    return _at(code, seen, table, file, at, percent=said, reason=reason)


def _odd(frame: gpd.GeoDataFrame, table: Table) -> list[tuple[int, str]]:
    kinds = frame.geometry.geom_type
    odd = kinds[kinds.notna() & ~kinds.isin(KINDS[table.shape])]
    return [(int(row), str(kind)) for row, kind in odd.items()]


def _points(
    frame: gpd.GeoDataFrame, table: Table, file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    repaired, issues = _repaired(frame, table, file)
    shapes = np.asarray(repaired.geometry.to_numpy(), dtype=object).copy()
    kept = [-1, shapely.GeometryType.POINT, *(_AREAS if table.areas_kept else ())]
    odd = ~np.isin(shapely.get_type_id(shapes), kept)
    if not odd.any():
        return repaired, issues
    shapes[odd] = shapely.point_on_surface(shapes[odd])
    said = _count("intake.point_inside", "info", table, file, list(frame.index[odd]))
    return _with(repaired, shapes), [*issues, said]


def _lines(
    frame: gpd.GeoDataFrame, table: Table, file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return a row for every line in the shapes, and what else was found in them."""
    _, report = repair(frame)
    lost = report[report["reason"].isin(_LOST)]
    issues = [_mending(row, table, file) for row in lost.to_dict("records")]
    known = frame[~frame.index.isin(lost["index"])]
    shapes = np.asarray(shapely.force_2d(known.geometry.to_numpy()), dtype=object)
    parts, owner = single_parts(shapes)
    line = shapely.get_dimensions(parts) == 1
    odd = sorted(set(known.index[owner[~line]]))
    if odd:
        issues.append(_count("intake.not_a_line", "warning", table, file, odd))
    return _with(known.iloc[owner[line]], parts[line]), issues


def _at(
    code: str, severity: Severity, table: Table, file: str, row: int, **detail: object
) -> Issue:
    return Issue(code, severity, table.name, file, int(row), detail=detail)


def _count(code: str, severity: Severity, table: Table, file: str, rows: Sequence[int]) -> Issue:
    return Issue(code, severity, table.name, file, detail={"count": len(rows)})


def without(frame: pd.DataFrame, crs: str) -> gpd.GeoDataFrame:
    """Return `frame` with a geometry column in which nothing is known."""
    empty = gpd.GeoSeries([None] * len(frame), index=frame.index, crs=crs)
    return gpd.GeoDataFrame(frame, geometry=empty)
