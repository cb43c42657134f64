"""KML and KMZ → the placemarks of all folders, their fields under their own names."""

import re
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import geopandas as gpd
import pandas as pd

from intake.formats import archives, encodings
from intake.formats.layer_choice import choose
from intake.formats.vector import Found, features, frame, layers, need_driver
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

_DATA = re.compile(r"""(<(?:\w+:)?Data\s[^>]*?\bname\s*=\s*)(["'])(.*?)\2""", re.DOTALL)
_SIMPLE = re.compile(
    r"""<(?:\w+:)?SimpleData\s+name\s*=\s*(["'])(.*?)\1\s*>(.*?)</(?:\w+:)?SimpleData>""", re.DOTALL
)
_SCHEMA = re.compile(
    r"<(?:\w+:)?Schema\b[^>]*?/>|<(?:\w+:)?Schema\b.*?</(?:\w+:)?Schema>|</?(?:\w+:)?SchemaData\b[^>]*>",
    re.DOTALL,
)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding=["']([\w-]+)["']""")
_OF_GDAL = {"timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility",
            "drawOrder", "icon", "snippet", "gx_media_links", "id"}  # fmt: skip


def read_kml(source: Source, table: Table, _columns: Sequence[Column] = ()) -> Raw:
    """Return the placemarks of every folder, or of the folder that `layer` names.

    The folder of each is in the column `folder` where there are several. Fields that GDAL adds
    are left out; a description in HTML stays text. Errors: broken; no placemark.
    """
    need_driver(source.path, source.label)
    with tempfile.TemporaryDirectory() as folder:
        copy, fields = _copy(source, Path(folder))
        listed = layers(copy, source.label)
        names = [layer.name for layer in listed]
        if source.layer not in {None, "、".join(names)}:
            names = [choose(listed, source, table)[0]]
        found = [frame(copy, source.label, name) for name in names]
    parts = [_renamed(one.frame, fields) for one in found]
    if len(parts) > 1:
        parts = [p.assign(folder=n) for p, n in zip(parts, names, strict=True) if len(p)]
    if not parts:
        raise InputError("intake.empty", file=source.label, layer="、".join(names))
    whole = _named(pd.concat(parts, ignore_index=True))
    words = tuple(sorted({word for one in found for word in one.words}))
    raw = features(Found(whole, words), table, source.label, "、".join(names))
    if len(parts) == 1:
        return raw
    said = Issue("intake.folders_joined", "info", table.name, source.label,
                 detail={"count": len(parts)})  # fmt: skip
    return replace(raw, issues=(*raw.issues, said))


def _copy(source: Source, folder: Path) -> tuple[Path, dict[str, str]]:
    """Write the document in UTF-8, its fields numbered, all written in one way.

    GDAL turns Chinese names into ____, and leaves out what no schema declares where there is one.
    """
    data = source.path.read_bytes()
    if data.startswith(b"PK"):
        data = _document(source)
    word = _ENCODING.match(data)
    given = encodings.in_python(word.group(1).decode()) if word else ""
    text = encodings.decode(data, source.label, source.encoding or None).text
    if given and given not in {"utf-8", "utf-16"} and not source.encoding:
        text = encodings.decoded(data, given) or text
    fields: dict[str, str] = {}

    def numbered(found: re.Match[str]) -> str:
        number = fields.setdefault(unescape(found.group(3)), f"jg_field_{len(fields)}")
        return f"{found.group(1)}{found.group(2)}{number}{found.group(2)}"

    one_way = _SIMPLE.sub(r'<Data name="\2"><value>\3</value></Data>', _SCHEMA.sub("", text))
    body = _DATA.sub(numbered, _DECLARED.sub("", one_way.lstrip("\ufeff")))
    copy = folder / f"{source.path.stem}.kml"
    copy.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{body}', encoding="utf-8",
                    errors="replace")  # fmt: skip
    return copy, {number: name for name, number in fields.items()}


def _document(source: Source) -> bytes:
    """Return the KML inside a KMZ: doc.kml, else the first."""
    archives.check(source.path, source.label)
    with zipfile.ZipFile(source.path) as archive:
        names = [n for n in archive.namelist() if n.lower().endswith(".kml")]
        if not names:
            raise InputError("intake.archive_content", file=source.label,
                             names="、".join(archive.namelist()[:20]))  # fmt: skip
        try:
            return archive.read("doc.kml" if "doc.kml" in names else names[0])
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError) as error:
            raise InputError("intake.archive_locked", file=source.label, member=names[0]) from error


def _renamed(read: gpd.GeoDataFrame, fields: dict[str, str]) -> gpd.GeoDataFrame:
    names = {name: fields.get(str(name), str(name)) for name in read.columns}
    return read.drop(columns=[n for n in read.columns if n in _OF_GDAL]).rename(columns=names)


def _named(whole: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Leave out what no placemark has of the fields every KML may have."""
    blank = [n for n in ("id", "Name", "description") if n in whole and whole[n].isna().all()]
    return whole.drop(columns=blank)
