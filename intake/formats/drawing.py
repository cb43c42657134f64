"""CAD drawings (DXF) → outlines with the texts that stand in them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray

from intake.formats import encodings
from intake.formats.vector import Found, features, frame, need_driver
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

HEADERS = {"Layer": "layer", "Text": "name", "EntityHandle": "handle", "SubClasses": "kind",
           "Linetype": "linetype"}  # fmt: skip
_CODEPAGE = re.compile(rb"\$DWGCODEPAGE\s+3\s+(\S+)")
_VERSION = re.compile(rb"\$ACADVER\s+1\s+AC(\d{4})")
_UNICODE_SINCE = 1021  # AutoCAD 2007
_BYTES_AS_TEXT = "ISO-8859-1"
_RING = 4  # points of a triangle, its first repeated


def read_drawing(source: Source, table: Table, _columns: Sequence[Column] = ()) -> Raw:
    """Return the entities of a drawing; a drawing says no coordinate system.

    Where areas are wanted, closed lines are areas (said), each named by the one text that stands
    in it and in no smaller one; texts so used are no rows of their own. `layer` picks a drawing
    layer. Errors: broken, or the drawing has no such layer.
    """
    need_driver(source.path, source.label)
    pyogrio.set_gdal_config_options({"DXF_ENCODING": _BYTES_AS_TEXT})
    try:
        found = frame(source.path, source.label, None)
    finally:
        pyogrio.set_gdal_config_options({"DXF_ENCODING": None})
    told = _named(_decoded(found.frame, source))
    told = _one_layer(told, source)
    issues: list[Issue] = []
    if table.shape == "polygon":
        told, issues = _outlined(told, table, source.label)
    raw = features(Found(told, found.words), table, source.label, "entities")
    return replace(raw, issues=(*raw.issues, *issues))


def _named(read: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the entities with headers of ours: a drawing has none."""
    kept = [name for name in HEADERS if name in read.columns]
    return read[[*kept, "geometry"]].rename(columns=HEADERS)


def _one_layer(read: gpd.GeoDataFrame, source: Source) -> gpd.GeoDataFrame:
    if source.layer is None or source.layer == "entities":
        return read
    known = sorted({str(name) for name in read["layer"].dropna()})
    if source.layer not in known:
        raise InputError("intake.layer_missing", file=source.label, layer=source.layer,
                         layers="、".join(known))  # fmt: skip
    return read[read["layer"] == source.layer].reset_index(drop=True)


def _outlined(
    read: gpd.GeoDataFrame, table: Table, label: str
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    shapes = read.geometry.to_numpy()
    closed = np.array([_is_ring(shape) for shape in shapes], dtype=bool)
    if not closed.any():
        return read, []
    areas = shapes.copy()
    areas[closed] = [shapely.Polygon(shape.coords) for shape in shapes[closed]]
    is_area = np.isin(shapely.get_type_id(areas), [3, 6])
    names, used = _texts_inside(read, areas, is_area)
    told = read.assign(name=names).set_geometry(gpd.GeoSeries(areas, read.index, crs=read.crs))
    said = [Issue("intake.lines_closed", "repair", table.name, label,
                  detail={"count": int(closed.sum()), "named": len(used)})]  # fmt: skip
    left = is_area if is_area.any() else np.ones(len(read), dtype=bool)
    aside = int((~left).sum()) - len(used)
    if aside:
        said.append(Issue("intake.drawing_aside", "warning", table.name, label,
                          detail={"count": aside}))  # fmt: skip
    return told[left].reset_index(drop=True), said


def _is_ring(shape: Any) -> bool:  # noqa: ANN401 - any geometry
    return (
        shape is not None
        and shape.geom_type == "LineString"
        and len(shape.coords) >= _RING
        and bool(shape.is_closed)
    )


def _texts_inside(
    read: gpd.GeoDataFrame,
    areas: NDArray[Any],
    is_area: NDArray[np.bool_],
) -> tuple[pd.Series, set[int]]:
    """Return the name of each area, and the texts that gave one: exactly one to an area."""
    names = read["name"].astype("object").copy()
    is_text = names.notna().to_numpy() & (shapely.get_type_id(areas) == 0)
    places, texts = np.flatnonzero(is_area), np.flatnonzero(is_text)
    inside = shapely.STRtree(areas[places]).query(areas[texts], predicate="within")
    best: dict[int, int] = {}
    for text, area in zip(*inside, strict=True):
        smaller = best.get(int(text))
        if smaller is None or areas[places[area]].area < areas[places[smaller]].area:
            best[int(text)] = int(area)
    by_area: dict[int, list[int]] = {}
    for text, area in best.items():
        by_area.setdefault(area, []).append(text)
    used = set()
    for area, found in by_area.items():
        if len(found) == 1:
            names.iloc[places[area]] = names.iloc[texts[found[0]]]
            used.add(found[0])
    return names, used


def _decoded(read: gpd.GeoDataFrame, source: Source) -> gpd.GeoDataFrame:
    """Return the texts in the encoding that fits: UTF-8, the drawing's code page, GB18030."""
    columns = [name for name in ("Layer", "Text", "Linetype") if name in read.columns]
    texts = {t for name in columns for t in read[name].dropna().unique() if isinstance(t, str)}
    known = [t.encode(_BYTES_AS_TEXT) for t in sorted(texts) if _is_bytes(t)]
    wanted = [source.encoding] if source.encoding else _declared(source.path)
    encoding = encodings.fitting(known, wanted)
    if encoding is None:
        raise InputError("intake.encoding", file=source.label, tried=", ".join(wanted))

    def text(value: object) -> object:
        if not isinstance(value, str) or not _is_bytes(value):
            return value
        return encodings.decoded(value.encode(_BYTES_AS_TEXT), encoding)

    return read.assign(**{name: read[name].astype("object").map(text) for name in columns})


def _is_bytes(text: str) -> bool:
    """Return whether a text holds one character a byte: other signs were written as such."""
    return all(ord(sign) < 256 for sign in text)  # noqa: PLR2004 - a byte


def _declared(path: Path) -> list[str]:
    with path.open("rb") as file:
        head = file.read(1 << 16)
    version, page = _VERSION.search(head), _CODEPAGE.search(head)
    if version and int(version.group(1)) >= _UNICODE_SINCE:
        return ["utf-8", "gb18030"]
    word = page.group(1).decode("ascii", "replace").lower() if page else ""
    own = encodings.in_python(word.replace("ansi_", "cp").replace("cp936", "gb18030"))
    return [
        *dict.fromkeys(("utf-8", *([own] if own and own != "cp1252" else []), "gb18030", "cp1252"))
    ]
