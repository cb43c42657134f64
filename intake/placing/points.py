"""Columns that say where a row lies → shapes: longitude and latitude, both in one cell, WKT."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError

from intake.cells.reading import Reading
from intake.cells.values import clean, known
from intake.headings.headers import Match
from intake.placing.degrees import Pair, angle, pair
from intake.placing.shape_texts import written_shape
from intake.raw import Raw
from intake.source import Source
from tables import Column, Issue, Table

_DATUMS = ("gcj02", "gcj", "高德", "腾讯", "火星", "bd09", "bd", "百度", "wgs84", "wgs")
_LON, _LAT = ("经度", "lng", "lon"), ("纬度", "lat")

PLACE_COLUMNS = (
    Column("lon", "number", "经度", "Longitude",
           ("lng", "long", "x", "x坐标", "坐标x", "东经", "东坐标", "点位经度", "经度坐标",
            "横坐标", "easting", "中心经度", "中心点经度", "地理经度",
            *(datum + word for datum in _DATUMS for word in _LON))),
    Column("lat", "number", "纬度", "Latitude",
           ("y", "y坐标", "坐标y", "北纬", "北坐标", "点位纬度", "纬度坐标", "纵坐标", "northing",
            "中心纬度", "中心点纬度", "地理纬度",
            *(datum + word for datum in _DATUMS for word in _LAT))),
    Column("wkt", "text", "几何", "WKT", ("geometry", "geom", "the_geom", "几何信息", "坐标串")),
    Column("lonlat", "text", "经纬度", "Coordinates",
           ("坐标", "经纬度坐标", "坐标经纬度", "位置坐标", "中心坐标", "中心点坐标", "点位坐标",
            "地理坐标", "lnglat", "latlng", "latlon", "xy", "经度纬度",
            *(datum + "坐标" for datum in _DATUMS))),
)  # fmt: skip

_SHOWN = 80  # characters of a text in an issue
_PLACES = 8  # decimals of a number read from a text


class Found(NamedTuple):
    """The shapes as written (no CRS but the layer's own), what made them, what was said."""

    shapes: gpd.GeoSeries | None
    columns: tuple[Match, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that hold the places; none for a layer, which brings its own."""
        return tuple(match.header for match in self.columns)


def found(raw: Raw, matches: Sequence[Match], source: Source, table: Table) -> Found:
    """Return the shapes of a layer, else those its columns make; numbers are left as they came.

    A text read as a number, such as `113°15′20″E`, is an issue `intake.value_interpreted`, one
    that cannot be read `intake.value_unread`; it then has no shape.
    """
    if raw.geometry is not None and there(raw.geometry).any():
        return Found(raw.geometry)
    by_name = {match.column: match for match in matches}
    for names, made in (
        (("wkt",), _from_wkt),
        (("lon", "lat"), _from_two),
        (("lonlat",), _from_one),
    ):
        if all(name in by_name for name in names):
            used = tuple(by_name[name] for name in names)
            shapes, issues = made(raw, used, Issue("", "repair", table.name, source.label))
            return Found(shapes, used, tuple(issues))
    return Found(raw.geometry)


def there(shapes: gpd.GeoSeries) -> NDArray[np.bool_]:
    """Return which shapes are there at all: not missing, not empty."""
    values = shapes.to_numpy()
    return np.asarray(~(shapely.is_missing(values) | shapely.is_empty(values)))


_Made = tuple[gpd.GeoSeries, list[Issue]]


def _from_two(raw: Raw, used: Sequence[Match], blank: Issue) -> _Made:
    numbers, issues = [], []
    for match in used:
        cells = raw.cells[match.position]
        readings = [_number(value) for value in cells.tolist()]
        issues += list(_said(blank, match, cells, readings))
        numbers.append(np.array([r.value for r in readings], dtype=float))
    return _points(numbers[0], numbers[1], raw.cells.index), issues


def _number(value: object) -> Reading:
    if isinstance(value, float):
        return angle(value) if np.isfinite(value) else _missing(value)
    cell = known(value, "number")
    return cell if isinstance(cell, Reading) else angle(cell)


def _missing(value: float) -> Reading:
    return Reading(None, "unread" if np.isinf(value) else "")


def _from_one(raw: Raw, used: Sequence[Match], blank: Issue) -> _Made:
    match = used[0]
    cells = raw.cells[match.position]
    texts = [clean(value) for value in cells.tolist()]
    both = [pair(text) for text in texts]
    issues = [
        _unread(blank, match, int(row), value)
        for row, value, one in zip(cells.index, texts, both, strict=True)
        if one is None and value is not None
    ]
    turned = sum(one is not None and one.turned for one in both)
    if turned:
        detail = {"field": match.column, "count": turned}
        issues.append(
            replace(blank, code="intake.pairs_turned", column=match.header, detail=detail)
        )
    unknown = Pair(np.nan, np.nan)
    numbers = np.array([(one or unknown)[:2] for one in both], dtype=float).reshape(-1, 2)
    return _points(numbers[:, 0], numbers[:, 1], cells.index), issues


def _from_wkt(raw: Raw, used: Sequence[Match], blank: Issue) -> _Made:
    match = used[0]
    cells = raw.cells[match.position].map(clean)
    made = [written_shape(text) if isinstance(text, str) else None for text in cells]
    issues = [
        _unread(blank, match, int(row), text)
        for row, text, one in zip(cells.index, cells, made, strict=True)
        if isinstance(text, str) and one is None
    ]
    odd = [one for one in made if one is not None and not one.plain]
    if odd:
        kinds = "、".join(sorted({one.shape.geom_type for one in odd}))
        detail = {"field": match.column, "count": len(odd), "kind": kinds}
        said = replace(blank, code="intake.shapes_written", column=match.header, detail=detail)
        issues.append(said)
    shapes = gpd.GeoSeries([one.shape if one else None for one in made], index=cells.index)
    return _with_srid(shapes, {one.srid for one in made if one is not None}), issues


def _with_srid(shapes: gpd.GeoSeries, srids: set[int]) -> gpd.GeoSeries:
    """Return shapes in the CRS their SRID names, if all name one that PROJ knows."""
    if len(srids) != 1 or srids == {0}:
        return shapes
    try:
        return shapes.set_crs(srids.pop())
    except (CRSError, OverflowError):
        return shapes


def _points(x: NDArray[np.float64], y: NDArray[np.float64], index: pd.Index) -> gpd.GeoSeries:
    known_ = np.isfinite(x) & np.isfinite(y)
    shapes = np.full(len(x), None, dtype=object)
    shapes[known_] = shapely.points(x[known_], y[known_])
    return gpd.GeoSeries(shapes, index=index)


def _said(
    blank: Issue, match: Match, cells: pd.Series, readings: Sequence[Reading]
) -> Iterator[Issue]:
    for row, value, reading in zip(cells.index, cells.tolist(), readings, strict=True):
        if reading.code == "interpreted":
            read = f"{round(float(str(reading.value)), _PLACES):.12g}"
            yield _at(blank, match, int(row), str(value), {"read": read})
        elif reading.code:
            yield replace(
                _unread(blank, match, int(row), value), code=f"intake.value_{reading.code}"
            )


def _unread(blank: Issue, match: Match, row: int, value: object) -> Issue:
    return Issue("intake.value_unread", "warning", blank.table, blank.file, row,
                 column=match.header, value=str(value)[:_SHOWN],
                 detail={"field": match.column})  # fmt: skip


def _at(blank: Issue, match: Match, row: int, value: str, more: Mapping[str, object]) -> Issue:
    detail = {"field": match.column, **more}
    return Issue("intake.value_interpreted", "repair", blank.table, blank.file, row,
                 column=match.header, value=value[:_SHOWN], detail=detail)  # fmt: skip
