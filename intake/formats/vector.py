"""A layer of any format GDAL reads → cells and geometry."""

import shutil
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import (
    CRSError,
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
)

from intake.formats import curves
from intake.formats.layer_choice import Layer, choose
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

_BROKEN = (
    DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError, CRSError,
    UnicodeError, ValueError, shapely.errors.ShapelyError, UnboundLocalError, RuntimeError,
    OverflowError,
)  # fmt: skip  # what pyogrio raises on files cut or written wrongly
_DRIVERS = {
    ".gdb": "OpenFileGDB", ".kml": "LIBKML", ".kmz": "LIBKML", ".gml": "GML", ".gpx": "GPX",
    ".dxf": "DXF", ".osm": "OSM", ".pbf": "OSM", ".tab": "MapInfo File", ".mif": "MapInfo File",
    ".fgb": "FlatGeobuf", ".gpkg": "GPKG",
}  # fmt: skip
_WRITTEN_BESIDE = {".gml", ".xml"}  # GDAL writes what it learnt of them into a .gfs
_NOT_CLOSED = "Non closed ring"
_QUIET = (
    "leaving as string",
    "More than one layer found",
    "Several features with id",
    "non conformant file extension",
    "invalid value encountered",
)
_MEASURED = "Measured (M) geometry types are not supported"
_LONGEST = 200  # characters of a reason


class Found(NamedTuple):
    """A layer, and the warnings of GDAL in its own words."""

    frame: gpd.GeoDataFrame
    words: tuple[str, ...]
    closed: tuple[int, ...] = ()


def read_vector(source: Source, table: Table, _columns: Sequence[Column] = ()) -> Raw:
    """Return the named layer, the one called like the table, the only one that fits it."""
    need_driver(source.path, source.label)
    if source.path.suffix.lower() in _WRITTEN_BESIDE:
        with tempfile.TemporaryDirectory() as folder:
            return _layer(replace(source, path=_copied(source.path, Path(folder))), table)
    return _layer(source, table)


def _copied(path: Path, folder: Path) -> Path:
    """Return a copy with the schema beside it: nothing is written beside a planner's file."""
    for part in (path, path.with_suffix(".xsd")):
        if part.is_file():
            shutil.copyfile(part, folder / part.name)
    return folder / path.name


def _layer(source: Source, table: Table) -> Raw:
    listed = layers(source.path, source.label)
    layer, said = choose(_filled(listed, source), source, table)
    found = frame(source.path, source.label, layer)
    shown = features(found, table, source.label, layer)
    flat = curves.without(shown, source.path, table, source.label)
    return replace(flat, issues=(*flat.issues, *said))


def _filled(listed: list[Layer], source: Source) -> list[Layer]:
    """Return the layers that hold something: some formats have the same five in every file."""
    if len(listed) == 1 or source.layer is not None:
        return listed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        filled = [
            one for one in listed if pyogrio.read_info(source.path, layer=one.name)["features"]
        ]
    return filled or listed


def need_driver(path: Path, label: str) -> None:
    """Refuse, by name, a format that this build of GDAL cannot read."""
    suffix = path.suffix.lower()
    driver = _DRIVERS.get(suffix)
    if driver and "r" not in pyogrio.list_drivers().get(driver, ""):
        raise InputError("intake.no_driver", file=label, suffix=suffix, driver=driver)


def layers(path: Path, label: str) -> list[Layer]:
    """Return the layers of a file with the kind of their geometry."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            listed = pyogrio.list_layers(path)
    except _BROKEN as error:
        raise InputError("intake.unreadable", file=label, reason=said(error, path)) from error
    if not len(listed):
        raise InputError("intake.empty", file=label, layer="")
    return [Layer(str(name), str(kind or "")) for name, kind in listed]


def frame(path: Path, label: str, layer: str | None, **options: Any) -> Found:  # noqa: ANN401 - of GDAL
    """Return a layer and what GDAL had to say; shapes it cannot build are missing."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            read = pyogrio.read_dataframe(path, layer=layer, on_invalid="ignore", **options)
            whole, closed = _closed(read, path, layer, **options)
        except _BROKEN as error:
            raise InputError("intake.unreadable", file=label, reason=said(error, path)) from error
    words = {said(one.message, path) for one in heard}
    quiet = (*_QUIET, _NOT_CLOSED) if closed else _QUIET
    return Found(whole, tuple(sorted(w for w in words if not any(q in w for q in quiet))), closed)


def _closed(
    read: gpd.GeoDataFrame,
    path: Path,
    layer: str | None,
    **options: Any,  # noqa: ANN401 - of GDAL
) -> tuple[gpd.GeoDataFrame, tuple[int, ...]]:
    """Return the layer with outlines whose last corner was left out, and the places of those."""
    if not isinstance(read, gpd.GeoDataFrame) or not read.geometry.isna().any():
        return read, ()
    fixed = pyogrio.read_dataframe(path, layer=layer, on_invalid="fix", **options)
    gained = read.geometry.isna().to_numpy() & fixed.geometry.notna().to_numpy()
    return fixed, tuple(int(place) for place in gained.nonzero()[0])


def said(message: object, path: Path) -> str:
    """Return what GDAL says in one line, without the folders of this machine and its whole SQL."""
    bare = str(message).replace(f"{path.parent}/", "").replace(str(path.parent), "")
    line = " ".join(bare.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def features(found: Found, table: Table, label: str, layer: str, encoding: str = "utf-8") -> Raw:
    """Return a layer as cells, rows counted from 1, Z and M left out and counted."""
    frame: pd.DataFrame = found.frame
    rows = pd.RangeIndex(1, len(frame) + 1)
    geometry = None
    measured = any(_MEASURED in words for words in found.words)
    issues = [
        Issue("intake.gdal_said", "warning", table.name, label, detail={"words": words})
        for words in found.words
        if _MEASURED not in words
    ]
    issues += [
        Issue("shapes.ring_closed", "repair", table.name, label, place + 1)
        for place in found.closed
    ]
    if isinstance(frame, gpd.GeoDataFrame):
        shapes = frame.geometry.to_numpy()
        issues += _flattened(shapes, table, label, measured=measured)
        flat = shapely.force_2d(shapes)
        geometry = gpd.GeoSeries(flat, index=rows, crs=frame.crs)
        frame = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    cells = frame.astype("object").set_axis(range(frame.shape[1]), axis=1).set_axis(rows, axis=0)
    return Raw(tuple(map(str, frame.columns)), cells, geometry, layer, encoding, tuple(issues))


def _flattened(shapes: Any, table: Table, label: str, *, measured: bool) -> list[Issue]:  # noqa: ANN401
    count = int(np.count_nonzero(shapely.has_z(shapes)))
    if measured:
        count = max(count, int(np.count_nonzero(~shapely.is_missing(shapes))))
    detail = {"count": count}
    return [Issue("intake.z_dropped", "info", table.name, label, detail=detail)] if count else []
