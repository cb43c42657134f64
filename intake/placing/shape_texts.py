"""Shapes written in a cell: WKT, with an SRID or not, GeoJSON, hexadecimal WKB, AMap's lists."""

import json
import re
from typing import NamedTuple

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from intake.placing.degrees import pair

_SRID = re.compile(r"^\s*SRID\s*=\s*(\d+)\s*;\s*", re.IGNORECASE)
_HEX = re.compile(r"(?:[0-9a-f]{2}){21,}", re.IGNORECASE)
_LIST = re.compile(r"[-+\d.,;|\s]+")
_LEAST = 3  # corners of a ring


class Written(NamedTuple):
    """A shape, the SRID written with it (0: none), and whether it was in plain WKT."""

    shape: BaseGeometry
    srid: int = 0
    plain: bool = True


def written_shape(text: str) -> Written | None:
    """Return the shape a text means; None when it means none.

    A list of three and more pairs, `lon,lat;lon,lat;…` as AMap and Tencent give boundaries, is a
    polygon; rings of several parts stand between bars.

    >>> written_shape("SRID=4490;POINT (112.3 22.2)").srid
    4490
    >>> written_shape("112.3,22.1;112.4,22.1;112.4,22.2").shape.geom_type, written_shape("见图")
    ('Polygon', None)
    """
    marked = _SRID.match(text)
    srid, bare = (int(marked[1]), text[marked.end() :]) if marked else (0, text.strip())
    shape = _from_wkt(bare)
    if shape is not None:
        return Written(shape, srid)
    for reader in (_from_json, _from_hex, _from_list):
        found = reader(bare)
        if found is not None:
            return Written(found, srid or shapely.get_srid(found), plain=False)
    return None


def _from_wkt(text: str) -> BaseGeometry | None:
    try:
        return shapely.from_wkt(text, on_invalid="ignore")
    except NotImplementedError:  # a curve: the row is said to be unread
        return None


def _from_json(text: str) -> BaseGeometry | None:
    if not text.startswith("{"):
        return None
    try:
        return shapely.from_geojson(text, on_invalid="ignore")
    except (ShapelyError, json.JSONDecodeError):
        return None


def _from_hex(text: str) -> BaseGeometry | None:
    if not _HEX.fullmatch(text):
        return None
    try:
        return shapely.from_wkb(text, on_invalid="ignore")
    except NotImplementedError:
        return None


def _from_list(text: str) -> BaseGeometry | None:
    if ";" not in text or not _LIST.fullmatch(text):
        return None
    rings = [[pair(corner) for corner in part.split(";") if corner.strip()]
             for part in text.split("|") if part.strip()]  # fmt: skip
    if not rings or any(None in ring or len(ring) < _LEAST for ring in rings):
        return None
    parts = [shapely.Polygon([corner[:2] for corner in ring if corner]) for ring in rings]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
