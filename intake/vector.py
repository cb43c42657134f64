"""GeoPackage, GeoJSON and Shapefile → cells and geometry, encodings settled."""

import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
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

from intake import archives, encodings
from intake.delimited import encoding_issue
from intake.raw import Raw
from intake.source import Source
from tables import InputError, Issue, Table

_BROKEN = (
    DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError, CRSError,
    UnicodeError, ValueError, shapely.errors.ShapelyError, UnboundLocalError,
)  # fmt: skip  # what pyogrio raises on files cut or written wrongly


class Found(NamedTuple):
    """A layer, and the warnings of GDAL in its own words."""

    frame: gpd.GeoDataFrame
    words: tuple[str, ...]


PARTS = (".shp", ".shx", ".dbf")
_FIELD_NAME_BYTES, _LONGEST_CHARACTER = 10, 3
_BYTES_AS_TEXT = "ISO-8859-1"  # one character a byte: nothing is lost, nothing is decided


def read_vector(source: Source, table: Table) -> Raw:
    """Return the named layer, the one called like the table, or the only one."""
    if source.path.suffix.lower() == ".shp":
        return _shapefile(source, table, source.path)
    layer = _layer(source.path, source, table)
    return _raw(_frame(source.path, source.label, layer), table, source.label, layer)


def read_zip(source: Source, table: Table) -> Raw:
    """Return the shapefile of a zip archive, unpacked where nothing else lies."""
    with tempfile.TemporaryDirectory() as folder:
        files = archives.unpack(source.path, source.label, Path(folder))
        shapes = {path.stem: path for path in files if path.suffix.lower() == ".shp"}
        if not shapes:
            names = "、".join(path.name for path in files)
            raise InputError("intake.archive_content", file=source.label, names=names)
        return _shapefile(source, table, shapes[_choose(shapes, source, table)])


def parts(path: Path) -> list[Path]:
    """Return every file that belongs to `path`: for a shapefile its brothers of the same stem."""
    if path.suffix.lower() != ".shp":
        return [path]
    known = {".shp", ".shx", ".dbf", ".prj", ".cpg"}
    return sorted(
        p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() in known
    )


def _shapefile(source: Source, table: Table, path: Path) -> Raw:
    there = {part.suffix.lower() for part in parts(path)}
    absent = [suffix for suffix in PARTS if suffix not in there]
    if absent:
        raise InputError("intake.shapefile_parts", file=source.label, absent=", ".join(absent))
    found = _frame(path, source.label, path.stem, encoding=_BYTES_AS_TEXT)
    texts = [t.encode(_BYTES_AS_TEXT) for t in _texts(found.frame)]
    declared = _declared(path)
    encoding = encodings.fitting(texts, [*declared, *encodings.TRIED])
    if encoding is None:
        raise InputError("intake.encoding", file=source.label, tried=", ".join(encodings.TRIED))
    decoded = Found(_decoded(found.frame, encoding), found.words)
    raw = _raw(decoded, table, source.label, path.stem, encoding)
    raw = replace(raw, cut=frozenset(h for h in raw.headers if _may_be_cut(h, encoding)))
    if encoding in declared or all(text.isascii() for text in texts):
        return raw
    said = encoding_issue(raw, table, source.label, encoding)
    return replace(raw, issues=(*raw.issues, said))


def _may_be_cut(header: str, encoding: str) -> bool:
    """Return whether a field name fills its ten bytes, or all but part of a character."""
    return len(header.encode(encoding, errors="replace")) > _FIELD_NAME_BYTES - _LONGEST_CHARACTER


def _declared(path: Path) -> list[str]:
    """Return the encoding a .cpg beside the shapefile declares, in Python's words."""
    for part in parts(path):
        if part.suffix.lower() == ".cpg":
            word = part.read_text(encoding="ascii", errors="replace").strip().lower()
            word = {"936": "gb18030", "cp936": "gb18030", "gbk": "gb18030", "65001": "utf-8"}.get(
                word, word
            )
            return [word] if encodings.decoded(b"", word) is not None else []
    return []


def _texts(frame: pd.DataFrame) -> list[str]:
    """Return every header and every text of a layer, each once."""
    found = {str(header) for header in frame.columns}
    for place in range(frame.shape[1]):
        values = frame.iloc[:, place]
        if not isinstance(values, gpd.GeoSeries):
            found |= {value for value in values.dropna().unique() if isinstance(value, str)}
    return sorted(found)


def _decoded(frame: gpd.GeoDataFrame, encoding: str) -> gpd.GeoDataFrame:
    def text(value: object) -> object:
        if not isinstance(value, str):
            return value
        return encodings.decoded(value.encode(_BYTES_AS_TEXT), encoding)

    plain = frame.drop(columns="geometry") if "geometry" in frame else frame
    columns = {
        place: plain.iloc[:, place].astype("object").map(text) for place in range(plain.shape[1])
    }
    names = [str(text(str(header))) for header in plain.columns]
    decoded = pd.DataFrame(columns)
    decoded.columns = pd.Index(names, dtype="object")
    return gpd.GeoDataFrame(decoded, geometry=frame.geometry.to_numpy(), crs=frame.crs)


def _layer(path: Path, source: Source, table: Table) -> str:
    try:
        names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    except _BROKEN as error:
        reason = _said(error, path)
        raise InputError("intake.unreadable", file=source.label, reason=reason) from error
    if not names:
        raise InputError("intake.empty", file=source.label, layer="")
    return _choose(names, source, table)


def _choose(names: Sequence[str] | dict[str, Path], source: Source, table: Table) -> str:
    known = list(names)
    listed = "、".join(known)
    if source.layer is not None:
        if source.layer not in known:
            raise InputError(
                "intake.layer_missing", file=source.label, layer=source.layer, layers=listed
            )
        return source.layer
    if len(known) == 1:
        return known[0]
    if table.name in known:
        return table.name
    raise InputError("intake.layer_unnamed", file=source.label, layers=listed)


def _frame(path: Path, label: str, layer: str, encoding: str | None = None) -> Found:
    """Return a layer and what GDAL had to say; shapes it cannot build are missing."""
    name = None if path.suffix.lower() == ".shp" else layer
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            frame = pyogrio.read_dataframe(path, layer=name, encoding=encoding, on_invalid="ignore")
        except _BROKEN as error:
            raise InputError("intake.unreadable", file=label, reason=_said(error, path)) from error
    return Found(frame, tuple(sorted({_said(one.message, path) for one in heard})))


def _said(message: object, path: Path) -> str:
    """Return what GDAL says without the folders of this machine."""
    return str(message).replace(f"{path.parent}/", "").replace(str(path.parent), "")


def _raw(found: Found, table: Table, label: str, layer: str, encoding: str = "utf-8") -> Raw:
    frame: pd.DataFrame = found.frame
    rows = pd.RangeIndex(1, len(frame) + 1)
    geometry = None
    if isinstance(frame, gpd.GeoDataFrame):
        geometry = gpd.GeoSeries(frame.geometry.to_numpy(), index=rows, crs=frame.crs)
        frame = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    cells = frame.astype("object").set_axis(range(frame.shape[1]), axis=1).set_axis(rows, axis=0)
    issues = tuple(
        Issue("intake.gdal_said", "warning", table.name, label, detail={"words": words})
        for words in found.words
    )
    return Raw(tuple(map(str, frame.columns)), cells, geometry, layer, encoding, issues)
