"""A shapefile, whole or with a part missing → cells and geometry, its encoding settled."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from intake.formats import encodings, prj
from intake.formats.delimited import encoding_issue
from intake.formats.encodings import in_python
from intake.formats.vector import Found, features, frame
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

_FIELD_NAME_BYTES, _LONGEST_CHARACTER = 10, 3
BYTES_AS_TEXT = "ISO-8859-1"  # one character a byte: nothing is lost, nothing is decided
_CHINESE = 0.8  # share of everyday characters in a text that is Chinese beyond doubt
_BELONG = {".shp", ".shx", ".dbf", ".prj", ".cpg"}


def parts(path: Path) -> list[Path]:
    """Return every file that belongs to `path`: for a shapefile its brothers of the same stem."""
    if path.suffix.lower() not in {".shp", ".dbf"}:
        return [path]
    return sorted(
        p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() in _BELONG
    )


def read_shapefile(source: Source, table: Table, _columns: Sequence[Column] = ()) -> Raw:
    """Return the features of a shapefile; of a lone `.dbf` its rows.

    Without its index (.shx) it is read through one made anew; without its table (.dbf) only the
    shapes come; both are said.
    """
    if source.layer not in {None, source.path.stem}:
        raise InputError("intake.layer_missing", file=source.label, layer=source.layer,
                         layers=source.path.stem)  # fmt: skip
    there = {part.suffix.lower(): part for part in parts(source.path)}
    absent = [suffix for suffix in (".shx", ".dbf") if suffix not in there]
    if not absent or source.path.suffix.lower() == ".dbf":
        with prj.readable(source.path) as path:
            return _decoded_features(source, table, path, there)
    with tempfile.TemporaryDirectory() as folder:
        for suffix, part in there.items():
            shutil.copyfile(part, Path(folder) / f"{source.path.stem}{suffix}")
        copy = Path(folder) / f"{source.path.stem}.shp"
        with prj.readable(copy) as path:
            raw = _restored(source, table, path, there)
    said = [
        Issue("intake.shapefile_without", "warning", table.name, source.label,
              detail={"absent": suffix})
        for suffix in absent
    ]  # fmt: skip
    return replace(raw, issues=(*raw.issues, *said))


def is_whole(path: Path) -> bool:
    """Return whether a shapefile has its index and its table."""
    return {".shp", ".shx", ".dbf"} <= {part.suffix.lower() for part in parts(path)}


def names(path: Path, fields: Sequence[str]) -> tuple[str, ...]:
    """Return field names read one character a byte, in the encoding that fits them all."""
    cpg = next((part for part in parts(path) if part.suffix.lower() == ".cpg"), None)
    texts = [name.encode(BYTES_AS_TEXT, errors="replace") for name in fields]
    encoding = encodings.fitting(texts, _wanted(texts, _declared(cpg))) or BYTES_AS_TEXT
    return tuple(encodings.decoded(text, encoding) or "" for text in texts)


def _restored(source: Source, table: Table, copy: Path, there: Mapping[str, Path]) -> Raw:
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": True})
    try:
        return _decoded_features(source, table, copy, there)
    finally:
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": None})


def _decoded_features(source: Source, table: Table, path: Path, there: Mapping[str, Path]) -> Raw:
    found = frame(path, source.label, None, encoding=BYTES_AS_TEXT)
    texts = [t.encode(BYTES_AS_TEXT, errors="replace") for t in _texts(found.frame)]
    declared = _declared(there.get(".cpg"))
    wanted = [source.encoding] if source.encoding else _wanted(texts, declared)
    encoding = encodings.fitting(texts, wanted)
    if encoding is None:
        raise InputError("intake.encoding", file=source.label, tried=", ".join(wanted))
    raw = features(
        Found(decoded(found.frame, encoding), found.words),
        table, source.label, path.stem, encoding,
    )  # fmt: skip
    raw = replace(raw, cut=frozenset(h for h in raw.headers if _may_be_cut(h, encoding)))
    if source.encoding or encoding in declared or all(text.isascii() for text in texts):
        return raw
    said = encoding_issue(raw, table, source.label, encoding)
    if declared:
        detail = {**said.detail, "declared": declared[0]}
        said = replace(said, code="intake.encoding_not_declared", severity="repair", detail=detail)
    doubt = encodings.doubted(b"\n".join(texts), encoding)
    asked = encodings.question_of(doubt, raw, table, source.label) if doubt else [said]
    return replace(raw, issues=(*raw.issues, *asked))


def _wanted(texts: Sequence[bytes], declared: Sequence[str]) -> list[str]:
    """Return the encodings to try: a .cpg that the bytes speak against comes last.

    Bytes that are whole UTF-8 are hardly ever anything else. A western one fits every byte, so it
    is believed only of texts that are not everyday Chinese in GB18030.
    """
    odd = [text for text in texts if not text.isascii()]
    tried = [e for e in encodings.TRIED if e not in declared]
    first = encodings.fitting(odd, encodings.TRIED)
    chinese = b"\n".join(odd).decode(first or "ascii", "ignore")
    western = any(word.startswith(("iso8859", "cp125", "latin")) for word in declared)
    if first and (first == "utf-8" or (western and encodings.usual(chinese) >= _CHINESE)):
        return list(dict.fromkeys([first, *declared, *tried]))
    return [*declared, *tried]


def _may_be_cut(header: str, encoding: str) -> bool:
    """Return whether a field name fills its ten bytes, or all but part of a character."""
    return len(header.encode(encoding, errors="replace")) > _FIELD_NAME_BYTES - _LONGEST_CHARACTER


def _declared(part: Path | None) -> list[str]:
    """Return the encoding a .cpg beside the shapefile declares, in Python's words."""
    if part is None:
        return []
    word = in_python(part.read_text(encoding="ascii", errors="replace").strip())
    return [word] if word else []


def _texts(frame: pd.DataFrame) -> list[str]:
    """Return every header and every text of a layer, each once."""
    found = {str(header) for header in frame.columns}
    for place in range(frame.shape[1]):
        values = frame.iloc[:, place]
        if not isinstance(values, gpd.GeoSeries):
            found |= {value for value in values.dropna().unique() if isinstance(value, str)}
    return sorted(found)


def decoded(frame: pd.DataFrame, encoding: str) -> gpd.GeoDataFrame:
    """Return a layer whose texts hold one character a byte with its texts in `encoding`."""

    def text(value: object) -> object:
        if not isinstance(value, str) or value.isascii():
            return value
        return encodings.decoded(value.encode(BYTES_AS_TEXT), encoding)

    plain = frame.drop(columns="geometry") if "geometry" in frame else frame
    columns = {
        place: plain.iloc[:, place].astype("object").map(text) for place in range(plain.shape[1])
    }
    names = [str(text(str(header))) for header in plain.columns]
    told = pd.DataFrame(columns)
    told.columns = pd.Index(names, dtype="object")
    if not isinstance(frame, gpd.GeoDataFrame):
        return told
    return gpd.GeoDataFrame(told, geometry=frame.geometry.to_numpy(), crs=frame.crs)
