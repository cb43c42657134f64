"""city.gpkg: every layer of the town in one GeoPackage, the same bytes for the same town."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import geopandas as gpd

STAMP = "2026-09-30T09:00:00.000Z"


def write_city(path: Path, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
    """Write `layers` into `path`, replacing it."""
    path.unlink(missing_ok=True)
    for name, layer in layers.items():
        layer.to_file(path, layer=name, driver="GPKG", engine="pyogrio", VERSION="1.2")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_contents SET last_change = ?", (STAMP,))
