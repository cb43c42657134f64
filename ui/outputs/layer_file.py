"""One layer of the GIS files by itself, as GeoJSON or as a GeoPackage with its styles."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas as gpd

from layers.geojson import geojson
from layers.geopackage import Layer
from layers.geopackage import write as write_geopackage
from study.results import Results

LAYERS = ("estates", "areas", "facilities", "entrances", "streets", "isochrones", "plans")
KINDS = ("gpkg", "geojson")

_FID = "fid"


def layer_file(results: Results, name: str, kind: str, language: str) -> bytes | None:
    """Return one layer in a format of `KINDS`; None where the study has no such layer.

    GeoJSON is in WGS 84 (RFC 7946), a GeoPackage in the system of the study, with its styles.
    """
    from layers.gis import gis_layers  # noqa: PLC0415 - heavy: only when it is wanted

    found = {layer.name: layer for layer in gis_layers(results, locale=language)}
    layer = found.get(name)
    if layer is None or not isinstance(layer.table, gpd.GeoDataFrame):
        return None
    return _AS[kind](results, layer)


def _geojson(_: Results, layer: Layer) -> bytes:
    """Return GeoJSON; the first column is the id where it tells the rows apart, else a count."""
    table = gpd.GeoDataFrame(layer.table).reset_index(drop=True)
    first = str(table.columns[0])
    if first == table.geometry.name or not table[first].is_unique:
        table = table.assign(**{_FID: range(1, len(table) + 1)})
        first = _FID
    return geojson(table, key=first).encode()


def _geopackage(results: Results, layer: Layer) -> bytes:
    crs = str(results.record.get("crs") or "EPSG:4326")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        write_geopackage([layer], path, crs=crs, day=results.choices.day_of_law)
        return path.read_bytes()


_AS: Mapping[str, Callable[[Results, Layer], bytes]] = {"gpkg": _geopackage, "geojson": _geojson}
