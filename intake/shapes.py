"""Geometry as it came → geometry a table can use; every change and every gap is said."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.repair import repair
from tables import Issue, Table
from tables.issue import Severity

KINDS = {
    "point": ("Point",),
    "line": ("LineString", "LinearRing"),
    "polygon": ("Polygon", "MultiPolygon"),
}
_REPORTED: dict[str, tuple[str, Severity]] = {
    "missing": ("intake.geometry_missing", "warning"),
    "empty": ("intake.geometry_missing", "warning"),
    "collapsed": ("intake.geometry_collapsed", "warning"),
}
_CHANGE_SAID = 0.01  # per cent below which an area counts as unchanged


def shaped(
    frame: gpd.GeoDataFrame, table: Table, *, file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return `frame` with geometry the table can use.

    Broken polygons are repaired, with the change of area in per cent; empty shapes become
    missing; areas stand for points by a point inside; lines of several parts become several rows.
    A shape of the wrong kind is kept in the tables of areas and left out of streets.
    """
    repaired, issues = _repaired(frame, table, file)
    if table.shape == "point":
        repaired, said = _points(repaired, table, file)
    elif table.shape == "line":
        repaired, said = _lines(repaired, table, file)
    else:
        said = _kinds(repaired, table, file)
    return repaired, issues + said


def _kinds(frame: gpd.GeoDataFrame, table: Table, file: str) -> list[Issue]:
    """Say the rows that are no areas; in one issue when none is, as in a list of points."""
    odd = _odd(frame, table)
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
    issues = []
    for row in report.to_dict("records"):
        code, severity = _REPORTED.get(row["reason"], ("intake.geometry_repaired", "repair"))
        detail = {} if severity == "warning" else {"percent": _change(row), "reason": row["reason"]}
        issues.append(_at(code, severity, table, file, row["index"], **detail))
    return repaired, issues


def _change(row: Mapping[Hashable, Any]) -> str:
    percent = 100 * (row["area_after"] - row["area_before"]) / row["area_after"]
    return "0" if abs(percent) < _CHANGE_SAID else f"{percent:+.3g}"


def _odd(frame: gpd.GeoDataFrame, table: Table) -> list[tuple[int, str]]:
    kinds = frame.geometry.geom_type
    odd = kinds[kinds.notna() & ~kinds.isin(KINDS[table.shape])]
    return [(int(row), str(kind)) for row, kind in odd.items()]


def _points(
    frame: gpd.GeoDataFrame, table: Table, file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    odd = [row for row, _ in _odd(frame, table)]
    if not odd:
        return frame, []
    shapes = frame.geometry.copy()
    shapes.loc[odd] = frame.geometry.loc[odd].representative_point()
    return frame.set_geometry(shapes), [_count("intake.point_inside", "info", table, file, odd)]


def _lines(
    frame: gpd.GeoDataFrame, table: Table, file: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    parts = frame.explode() if (frame.geometry.geom_type == "MultiLineString").any() else frame
    kinds = parts.geometry.geom_type
    usable = kinds.isin(KINDS["line"]) & ~shapely.is_missing(parts.geometry.to_numpy())
    odd = sorted(set(parts.index[kinds.notna() & ~usable]))
    issues = [_count("intake.not_a_line", "warning", table, file, odd)] if odd else []
    return parts[usable], issues


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
