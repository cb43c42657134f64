"""Where on earth: the CRS of a source, points from columns, everything to longitude/latitude."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError

from intake.headers import Match
from intake.raw import Raw
from intake.source import Source
from intake.values import clean, read
from tables import Column, InputError, Issue, Table

COMMON = "EPSG:4326"  # every table leaves intake in it

PLACE_COLUMNS = (
    Column("lon", "number", "经度", "Longitude",
           ("lng", "long", "x", "x坐标", "坐标x", "东经", "东坐标", "点位经度", "经度坐标")),
    Column("lat", "number", "纬度", "Latitude",
           ("y", "y坐标", "坐标y", "北纬", "北坐标", "点位纬度", "纬度坐标")),
    Column("wkt", "text", "几何", "WKT", ("geometry", "geom", "the_geom", "几何信息", "坐标串")),
)  # fmt: skip

_LON_LIMIT, _LAT_LIMIT = 180, 90
_SHOWN = 80  # characters of a WKT in an issue


@dataclass(frozen=True)
class Placed:
    """Geometry in EPSG:4326 (None when the file has none), the CRS it came in, what was said."""

    geometry: gpd.GeoSeries | None
    crs: str = ""
    issues: tuple[Issue, ...] = ()


def placed(
    raw: Raw, matches: Sequence[Match], source: Source, table: Table, *, crs: str | None
) -> Placed:
    """Return the geometry of a source in EPSG:4326.

    The CRS is the one given for this source, else the file's own, else the study's; without any
    of them the work stops. Z and M are dropped. Longitude and latitude are exchanged only where
    a latitude over 90° proves them swapped, and that is said.
    """
    geometry, issues = _found(raw, matches, source, table)
    if geometry is None or not _there(geometry).any():
        return Placed(None, "", issues)
    taken = _crs(geometry, source, crs)
    issues = (*issues, *_overridden(geometry, taken, source, table))
    flat = gpd.GeoSeries(shapely.force_2d(geometry.to_numpy()), index=geometry.index, crs=taken)
    if taken.is_geographic:
        flat, swapped = _in_order(flat, source, table)
        issues = (*issues, *swapped)
    else:
        _need_metres(flat, source)
    return Placed(_to_common(flat, source), taken.to_string(), issues)


def known_crs(text: str, *, file: str) -> CRS:
    """Return the CRS a person wrote; what PROJ does not know is refused."""
    try:
        return CRS.from_user_input(text)
    except CRSError as error:
        raise InputError("intake.bad_crs", crs=text, file=file) from error


def _crs(geometry: gpd.GeoSeries, source: Source, study: str | None) -> CRS:
    if source.crs:
        return known_crs(source.crs, file=source.label)
    if geometry.crs is not None:
        return CRS.from_user_input(geometry.crs)
    if study:
        return known_crs(study, file=source.label)
    raise InputError(
        "intake.no_crs",
        file=source.label,
        layer=source.layer or source.sheet or "",
        example=_example(geometry),
    )


def _need_metres(flat: gpd.GeoSeries, source: Source) -> None:
    """Refuse degrees called metres: no town lies within 180 m of the origin of a projection."""
    west, south, east, north = flat.total_bounds
    if max(abs(west), abs(east)) <= _LON_LIMIT and max(abs(south), abs(north)) <= _LAT_LIMIT:
        raise _misplaced("intake.not_metres", flat, source)


def _to_common(flat: gpd.GeoSeries, source: Source) -> gpd.GeoSeries:
    try:
        found = flat.to_crs(COMMON)
    except ProjError as error:
        name = CRS.from_user_input(flat.crs).name
        raise InputError("intake.bad_crs", crs=name, file=source.label) from error
    if not np.isfinite(found.total_bounds).all():
        raise _misplaced("intake.outside_crs", flat, source)
    return found


def _misplaced(code: str, flat: gpd.GeoSeries, source: Source) -> InputError:
    crs = CRS.from_user_input(flat.crs).to_string()
    return InputError(code, file=source.label, crs=crs, example=_example(flat))


def _overridden(geometry: gpd.GeoSeries, taken: CRS, source: Source, table: Table) -> list[Issue]:
    """Say when a person's CRS replaces another one that the file declares."""
    if geometry.crs is None or taken.equals(geometry.crs, ignore_axis_order=True):
        return []
    own = CRS.from_user_input(geometry.crs).to_string()
    detail = {"given": taken.to_string(), "own": own}
    return [Issue("intake.crs_overridden", "warning", table.name, source.label, detail=detail)]


def _there(geometry: gpd.GeoSeries) -> NDArray[np.bool_]:
    shapes = geometry.to_numpy()
    return np.asarray(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))


def _example(geometry: gpd.GeoSeries) -> str:
    first = sorted(shapely.get_coordinates(geometry.to_numpy()[_there(geometry)]).tolist())[:1]
    return ", ".join(f"{value:.10g}" for value in (first[0] if first else ()))


def _in_order(
    flat: gpd.GeoSeries, source: Source, table: Table
) -> tuple[gpd.GeoSeries, tuple[Issue, ...]]:
    """Exchange the axes of shapes whose latitude cannot be one; metres called degrees stop."""
    box = flat.bounds
    wide = (box[["minx", "maxx"]].abs() > _LON_LIMIT).any(axis=1)
    high = (box[["miny", "maxy"]].abs() > _LAT_LIMIT).any(axis=1)
    far = (box[["miny", "maxy"]].abs() > _LON_LIMIT).any(axis=1)
    swapped = high & ~far & (box[["minx", "maxx"]].abs() <= _LAT_LIMIT).all(axis=1)
    if ((wide | high) & ~swapped).any():
        raise _misplaced("intake.not_degrees", flat[(wide | high) & ~swapped], source)
    if not swapped.any():
        return flat, ()
    shapes = flat.to_numpy().copy()
    shapes[swapped] = shapely.transform(shapes[swapped], lambda xy: xy[:, ::-1])
    detail = {"count": int(swapped.sum()), "example": _example(flat[swapped])}
    code = "intake.coordinates_swapped"
    issue = Issue(code, "warning", table.name, source.label, detail=detail)
    return gpd.GeoSeries(shapes, index=flat.index, crs=flat.crs), (issue,)


def _found(
    raw: Raw, matches: Sequence[Match], source: Source, table: Table
) -> tuple[gpd.GeoSeries | None, tuple[Issue, ...]]:
    """Return the shapes of a layer, else those a WKT column or longitude and latitude make."""
    if raw.geometry is not None:
        return raw.geometry, ()
    by_name = {match.column: match for match in matches}
    if "wkt" in by_name:
        return _from_wkt(raw, by_name["wkt"], source, table)
    if "lon" not in by_name or "lat" not in by_name:
        return None, ()
    lon, unread_lon = _numbers(raw, by_name, "lon", source, table)
    lat, unread_lat = _numbers(raw, by_name, "lat", source, table)
    known = (lon.notna() & lat.notna()).to_numpy()
    shapes = np.full(len(lon), None, dtype=object)
    shapes[known] = shapely.points(lon[known], lat[known])
    return gpd.GeoSeries(shapes, index=raw.cells.index), (*unread_lon, *unread_lat)


def _numbers(
    raw: Raw, by_name: Mapping[str, Match], name: str, source: Source, table: Table
) -> tuple[pd.Series, list[Issue]]:
    column = next(column for column in PLACE_COLUMNS if column.name == name)
    match = by_name[name]
    cells = raw.cells[match.position]
    readings = [read(value, column) for value in cells.tolist()]
    issues = [
        _unread(source, table, match, int(row), str(cells[row]))
        for row, reading in zip(cells.index, readings, strict=True)
        if reading.code == "unread"
    ]
    return pd.Series([r.value for r in readings], index=cells.index, dtype="float64"), issues


def _from_wkt(
    raw: Raw, match: Match, source: Source, table: Table
) -> tuple[gpd.GeoSeries, tuple[Issue, ...]]:
    texts = raw.cells[match.position].map(clean)
    written = [text if isinstance(text, str) else None for text in texts]
    shapes = shapely.from_wkt(np.array(written, dtype=object), on_invalid="ignore")
    issues = [
        _unread(source, table, match, int(row), text[:_SHOWN])
        for row, text, shape in zip(texts.index, written, shapes, strict=True)
        if text is not None and shape is None
    ]
    return gpd.GeoSeries(shapes, index=raw.cells.index), tuple(issues)


def _unread(source: Source, table: Table, match: Match, row: int, value: str) -> Issue:
    detail = {"field": match.column}
    return Issue("intake.value_unread", "warning", table.name, source.label, row,
                 column=match.header, value=value, detail=detail)  # fmt: skip
