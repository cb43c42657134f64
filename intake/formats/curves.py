"""Shapes made of arcs, and surfaces in space: found, refused with words, never straightened."""

import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError

from intake.raw import Raw
from tables import Issue, Table

NAMES = {
    8: "CIRCULARSTRING", 9: "COMPOUNDCURVE", 10: "CURVEPOLYGON", 11: "MULTICURVE",
    12: "MULTISURFACE", 15: "POLYHEDRALSURFACE", 16: "TIN", 17: "TRIANGLE",
}  # fmt: skip
_STRAIGHT = {"", ".geojson", ".json", ".geojsonl", ".ndjson", ".jsonl", ".kml", ".kmz", ".gpx",
             ".osm", ".pbf"}  # fmt: skip  # formats that know no arcs
_HOLDERS = {7, 9, 10, 11, 12}  # may consist of straight parts only
_ARC_PLAIN, _ARC_Z, _ARC_M, _ARC_ZM = (n.to_bytes(4, "little") for n in (8, 1008, 2008, 3008))
_HEAD = 5  # one byte of order, four of type


def without(raw: Raw, path: Path, table: Table, label: str) -> Raw:
    """Return `raw` without the geometry of curved shapes; each is named with its row.

    GDAL would draw an arc as a chain of short lines: a shape nobody drew. A compound of straight
    parts is no curve and stays.
    """
    if raw.geometry is None or path.suffix.lower() in _STRAIGHT:
        return raw
    kinds = curved(_shapes(path, raw.layer))
    rows = [raw.geometry.index[place] for place in kinds if place < len(raw.geometry)]
    if not rows:
        return raw
    geometry = raw.geometry.copy()
    geometry.loc[rows] = None
    issues = [
        Issue("intake.curve_refused", "warning", table.name, label, int(row), value=kind,
              detail={"kind": kind})
        for row, kind in zip(rows, kinds.values(), strict=False)
    ]  # fmt: skip
    return replace(raw, geometry=geometry, issues=(*raw.issues, *issues))


def curved(shapes: Iterable[bytes | None]) -> dict[int, str]:
    r"""Return the place and the kind of each shape that is curved or a surface in space.

    >>> import shapely
    >>> curved([shapely.to_wkb(shapely.Point(1, 2)), b"\x01" + (8).to_bytes(4, "little"), None])
    {1: 'CIRCULARSTRING'}
    """
    found = {}
    for place, shape in enumerate(shapes):
        if shape is None or len(shape) < _HEAD:
            continue
        order = "little" if shape[0] else "big"
        kind = int.from_bytes(shape[1:_HEAD], order) % (1 << 29) % 1000  # type: ignore[arg-type]
        if kind in NAMES and not (kind in _HOLDERS and not _has_arc(shape)):
            found[place] = NAMES[kind]
        elif kind in _HOLDERS and _has_arc(shape):
            found[place] = "GEOMETRYCOLLECTION"
    return found


def _has_arc(shape: bytes) -> bool:
    return any(b"\x01" + arc in shape for arc in (_ARC_PLAIN, _ARC_Z, _ARC_M, _ARC_ZM))


def _shapes(path: Path, layer: str) -> list[bytes | None]:
    """Return the shapes of a layer as they are stored, without a word about them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            meta, read = pyogrio.read_arrow(path, layer=layer or None, columns=[])
    except (DataSourceError, DataLayerError, FieldError, ValueError, RuntimeError):
        return []
    name = meta["geometry_name"] or "wkb_geometry"
    return list(read[name].to_pylist()) if name in read.column_names else []
