"""A GeoPackage that opens styled in QGIS, and is the same bytes for the same tables."""

import datetime as dt
import errno
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

_VERSION = "1.2"  # GDAL would write 1.4, of which older GIS warn
_NEARLY_FULL = 64 * 2**20  # bytes: what was half written is taken back before one can ask
_CHANGE_COUNTS = (24, 40, 92)  # bytes: file change counter, schema cookie, version-valid-for

_STYLES = """CREATE TABLE layer_styles (
 id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
 f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
 styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
 owner TEXT(30), ui TEXT(30), update_time DATETIME)"""


@dataclass(frozen=True)
class Layer:
    """A table with its name and its styles (name → QML); the first style is the default."""

    name: str
    table: pd.DataFrame
    styles: Mapping[str, str] = field(default_factory=dict)


def write(layers: Iterable[Layer], path: Path, *, crs: str, day: dt.date) -> None:
    """Write the layers to `path`; tables without geometry become attribute tables.

    Maps are written in `crs` ("EPSG:4547"). `day` stands wherever GeoPackage wants a time, so
    that the same tables give the same bytes. OSError when the disk does not take the file.
    """
    kept = [layer for layer in layers if len(layer.table.columns)]
    with _as_os_error(path):
        for layer in kept:
            _append(layer, path, crs)
        with closing(sqlite3.connect(path)) as base, base:
            _add_styles(base, kept, day)
            _set_times(base, day)
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            base.execute("VACUUM")
        _forget_changes(path)


@contextmanager
def _as_os_error(path: Path) -> Iterator[None]:
    """GDAL and SQLite have errors of their own for a full disk; GDAL does not say it is full."""
    try:
        yield
    except (DataSourceError, DataLayerError, FeatureError, sqlite3.Error) as error:
        full = shutil.disk_usage(path.parent).free < _NEARLY_FULL
        code = errno.ENOSPC if full else errno.EIO
        raise OSError(code, str(error), str(path)) from error


def _append(layer: Layer, path: Path, crs: str) -> None:
    table = _writable(layer.table)
    areal = False
    if isinstance(table, gpd.GeoDataFrame):
        table = table.to_crs(crs)
        areal = bool(table.geom_type.isin(["Polygon", "MultiPolygon"]).any())
    pyogrio.write_dataframe(
        table,
        path,
        layer=layer.name,
        driver="GPKG",
        append=path.exists(),
        promote_to_multi=areal,
        dataset_options=None if path.exists() else {"VERSION": _VERSION},
        layer_options={"IDENTIFIER": layer.name},
    )


def _writable(table: pd.DataFrame) -> pd.DataFrame:
    """Turn columns of mixed Python objects (lists, dates, numbers with words) into text."""
    shape = table.geometry.name if isinstance(table, gpd.GeoDataFrame) else None
    mixed = [name for name in table.columns if name != shape and table[name].dtype == object]
    return table.assign(**{name: table[name].map(_cell) for name in mixed}) if mixed else table


def _cell(value: object) -> str | None:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN
        return None
    return str(value)


def _add_styles(base: sqlite3.Connection, layers: Sequence[Layer], day: dt.date) -> None:
    base.execute(_STYLES)
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles')"
    )
    for layer in layers:
        for i, (name, qml) in enumerate(layer.styles.items()):
            base.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
                " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description,"
                " owner, ui, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', ?, ?, '', NULL, ?)",
                (layer.name, name, qml, i == 0, name, _time(day)),
            )


def _set_times(base: sqlite3.Connection, day: dt.date) -> None:
    base.execute("UPDATE gpkg_contents SET last_change = ?", (_time(day),))


def _forget_changes(path: Path) -> None:
    """Set the counts of changes in the header of the file to 1.

    They count the transactions it took GDAL and SQLite to write the file, which nothing in the
    tables decides: https://www.sqlite.org/fileformat.html#the_database_header.
    """
    with path.open("r+b") as file:
        for place in _CHANGE_COUNTS:
            file.seek(place)
            file.write((1).to_bytes(4, "big"))


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
