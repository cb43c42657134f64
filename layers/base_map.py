"""The base map under the estates: the study's own layers as one file of vector tiles (PMTiles).

The file has one layer, `base`; `k` says what a feature is, `z` from which zoom level it is named
or drawn. protomaps-leaflet draws it (layers/browser_base.js); no other host is asked.
"""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from layers.ground import Box, street_ranks, wider

LAST_ZOOM = 14  # of the tiles; a browser draws closer views from these: 0.6 m a step

_FIRST_ZOOM = 8
_VERSION = 2  # of what a base map shows: a browser keeps a file of one name for good
_WRITER = Path(__file__).with_name("tiles_file.py")
_TIMEOUT_S = 600
_LAYERS = ("areas", "buildings", "green", "rail", "streets", "water")
_MOST = 120_000  # features; beyond this buildings, then paths stay at home: a minute of writing
_SPARED = ("building", "path")  # what stays at home first
_GRID = 1e-6  # degrees, 0.1 m: finer than a tile

_LARGE_DEG2 = (3e-5, 6e-6, 1e-6)  # about 0.3, 0.06, 0.01 km²: named from zoom 13, 14, 15 on
_NAMED_FROM = {"major": 13, "middle": 14, "minor": 15, "path": 17, "rail": 14}
_AREA_FROM = {"district": 10, "street": 12, "community": 15}


class Base(NamedTuple):
    """What a base map shows (k, name, z, geometry in degrees) and the kinds left at home."""

    features: gpd.GeoDataFrame
    left_out: tuple[str, ...] = ()


def base(tables: Mapping[str, pd.DataFrame], box: Box) -> Base:
    """Return the features of the base map in or near `box` (west, south, east, north).

    Streets of one rank and name are joined end to end, so that a name runs along the whole line.
    A town with more than 120,000 features goes without buildings, then without paths.

    >>> base({}, (0, 0, 1, 1)).features.columns.tolist()
    ['k', 'name', 'z', 'geometry']
    """
    frame = wider(box)
    parts = [*_surfaces(tables, frame), *_lines(tables, frame), _area_names(tables.get("areas"))]
    features = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=4326)
    kept, left_out = features, list[str]()
    for kind in _SPARED:
        if len(kept) > _MOST and kept["k"].eq(kind).any():
            kept, left_out = kept[kept["k"].ne(kind)], [*left_out, kind]
    return Base(_ordered(kept), tuple(left_out))


def fingerprint(tables: Mapping[str, pd.DataFrame], box: Box) -> str:
    """Return what names a base map before it is made: equal layers and box, equal name."""
    known = hashlib.sha256(repr((_VERSION, _FIRST_ZOOM, LAST_ZOOM, _MOST, box)).encode())
    for name in _LAYERS:
        table = tables.get(name)
        if isinstance(table, gpd.GeoDataFrame) and len(table):
            known.update(name.encode())
            for column in ("name", "highway", "level"):
                known.update("\0".join(map(str, table.get(column, ()))).encode())
            known.update(b"".join(filter(None, shapely.to_wkb(table.geometry.to_numpy()))))
    return known.hexdigest()


def pmtiles(features: gpd.GeoDataFrame) -> bytes:
    """Return the features as one PMTiles file; nothing where there is nothing to draw.

    A process of its own writes it: GDAL would hold up every other thread of this one (measured:
    2.8 s for the streets of Singapore). Raises OSError where GDAL cannot write the format,
    TimeoutExpired after ten minutes.
    """
    if features.empty:
        return b""
    with tempfile.TemporaryDirectory(prefix="jiugai-") as folder:
        taken, made = Path(folder) / "base.fgb", Path(folder) / "base.pmtiles"
        pyogrio.write_dataframe(features, taken, driver="FlatGeobuf", SPATIAL_INDEX="NO")
        zooms = map(str, (_FIRST_ZOOM, LAST_ZOOM))
        command = [sys.executable, "-P", str(_WRITER), str(taken), str(made), *zooms]
        done = subprocess.run(  # noqa: S603 - our own script
            command, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
        )
        if done.returncode:
            raise OSError(done.stderr[-2000:])
        return made.read_bytes()


def _ordered(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sort by all that is seen, so that the order of the rows of a study does not matter."""
    shapes = shapely.to_wkb(shapely.normalize(features.geometry.to_numpy()), hex=True)
    keys = features.assign(_shape=shapes)
    order = keys.sort_values(["k", "z", "name", "_shape"], kind="stable").index
    return features.loc[order].reset_index(drop=True)


def _surfaces(tables: Mapping[str, pd.DataFrame], box: Box) -> list[gpd.GeoDataFrame]:
    found = []
    for kind, table in (("green", "green"), ("water", "water"), ("building", "buildings")):
        shapes = _near(tables.get(table), box)
        flat = shapes[shapely.get_dimensions(shapes.geometry.to_numpy()) > 0]
        found.append(_features(flat, kind, z=0))
        if kind != "building":
            found.append(_surface_names(flat, f"{kind}_name"))
    return found


def _surface_names(surfaces: gpd.GeoDataFrame, kind: str) -> gpd.GeoDataFrame:
    """Return a point a named surface; the larger it is, the earlier it is named."""
    named = surfaces[surfaces["name"].ne("")]
    size = shapely.area(named.geometry.to_numpy())
    named = named[size > 0]
    zooms = 13 + np.sum([size[size > 0] < bound for bound in _LARGE_DEG2], axis=0)
    points = shapely.point_on_surface(named.geometry.to_numpy())
    return _features(named.set_geometry(points, crs=4326), kind, z=zooms)


def _lines(tables: Mapping[str, pd.DataFrame], box: Box) -> list[gpd.GeoDataFrame]:
    streets = _near(tables.get("streets"), box)
    ranks = street_ranks(streets)
    found = [
        _joined(streets[ranks.eq(rank)], rank) for rank in ("major", "middle", "minor", "path")
    ]
    return [*found, _joined(_near(tables.get("rail"), box), "rail")]


def _joined(lines: gpd.GeoDataFrame, kind: str) -> gpd.GeoDataFrame:
    """Return lines of one name joined end to end where they meet."""
    groups = {name: _ends(group.geometry.to_numpy()) for name, group in lines.groupby("name")}
    if not groups:
        return _features(lines, kind, z=0)
    names = np.repeat(list(groups), [len(shapes) for shapes in groups.values()])
    joined = gpd.GeoDataFrame({"name": names}, geometry=np.concatenate(list(groups.values())))
    return _features(joined, kind, z=_NAMED_FROM[kind])


def _ends(shapes: np.ndarray) -> np.ndarray:
    lines = shapely.get_parts(shapes)
    lines = lines[shapely.get_dimensions(lines) == 1]
    return np.asarray(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))))


def _area_names(areas: pd.DataFrame | None) -> gpd.GeoDataFrame:
    if not isinstance(areas, gpd.GeoDataFrame) or areas.empty:
        return _features(_nothing(), "area", z=0)
    known = areas[areas.geometry.notna() & areas["level"].isin(list(_AREA_FROM))]
    points = shapely.point_on_surface(known.geometry.to_numpy())
    zooms = known["level"].map(_AREA_FROM).astype("int64").to_numpy()
    kinds = "area_" + known["level"].to_numpy(dtype=object)
    return _features(_named(known.set_geometry(points, crs=4326)), kinds, z=zooms)


def _near(table: pd.DataFrame | None, box: Box) -> gpd.GeoDataFrame:
    """Return the rows with a valid shape near `box`, in degrees, `name` as text."""
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        return _nothing()
    shapes = table.geometry.to_numpy()
    near = table[~shapely.is_missing(shapes) & shapely.intersects(shapes, shapely.box(*box))]
    told = {name: near[name].to_numpy() for name in ("name", "highway") if name in near}
    return _named(gpd.GeoDataFrame(told, geometry=near.geometry.to_numpy(), crs=4326))


def _named(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if "name" not in table:
        return table.assign(name="")
    return table.assign(name=table["name"].astype("string").fillna("").astype(object))


def _features(
    table: gpd.GeoDataFrame, kind: str | np.ndarray, *, z: int | np.ndarray
) -> gpd.GeoDataFrame:
    shapes = shapely.set_precision(table.geometry.to_numpy(), _GRID, mode="pointwise")
    told = pd.DataFrame({"name": table["name"].to_numpy(dtype=object)}).assign(k=kind, z=z)
    told = told[["k", "name", "z"]].astype({"k": object, "name": object, "z": "int64"})
    made = gpd.GeoDataFrame(told, geometry=shapes, crs=4326)
    return made[~shapely.is_empty(shapes) & ~shapely.is_missing(shapes)]


def _nothing() -> gpd.GeoDataFrame:
    columns = {"name": pd.Series(dtype=object), "highway": pd.Series(dtype=object)}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries([], crs=4326))
