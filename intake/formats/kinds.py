"""What a file is, by what is in it; its suffix only decides where the content does not."""

import re
import zipfile
from pathlib import Path
from typing import Literal

from tables import InputError

Kind = Literal[
    "xlsx", "calamine", "ods", "markup", "zip", "parquet", "osm", "dxf", "kml", "shapefile",
    "vector", "json", "delimited",
]  # fmt: skip

TABLES = (".xlsx", ".xls", ".xlsb", ".et", ".ods", ".csv", ".tsv", ".txt")
LAYERS = (
    ".gpkg", ".geojson", ".geojsonl", ".json", ".shp", ".zip", ".fgb", ".parquet", ".kml", ".kmz",
    ".gml", ".gpx", ".dxf", ".gdb", ".tab", ".mif", ".osm", ".pbf",
)  # fmt: skip

_HEAD = 4096
_COMPOUND = b"\xd0\xcf\x11\xe0"
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"SQLite format 3", "vector"), (b"fgb\x03", "vector"), (b"PAR1", "parquet"),
    (b"\x00\x00\x27\x0a", "shapefile"), (b"AutoCAD Binary DXF", "dxf"),
)  # fmt: skip
_DOCUMENT = "intake.refused_document"
_DRAWING = "intake.refused_drawing"
_PACKED = "intake.refused_packed"
_PICTURE = "intake.refused_picture"
_DATABASE = "intake.refused_database"
_PROJECT = "intake.refused_project"
_PART = "intake.refused_shapefile_part"
_MACRO = "intake.refused_macro"
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _DOCUMENT), (b"{\\rtf", _DOCUMENT), (b"AC10", _DRAWING), (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED), (b"\x1f\x8b", _PACKED), (b"\xfd7zXZ", _PACKED),
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE),
    (b"BM", _PICTURE), (b"II*\x00", _PICTURE), (b"MM\x00*", _PICTURE), (b"RIFF", _PICTURE),
    (b"\x00\x01\x00\x00Standard ", _DATABASE),
)  # fmt: skip  # what begins so → the sentence that says what to save it as
_SUFFIX_REFUSED = {
    ".dwg": _DRAWING, ".dgn": _DRAWING, ".skp": _DRAWING, ".mdb": _DATABASE,
    ".accdb": _DATABASE, ".pdf": _DOCUMENT, ".doc": _DOCUMENT, ".docx": _DOCUMENT,
    ".wps": _DOCUMENT, ".ppt": _DOCUMENT, ".pptx": _DOCUMENT, ".odt": _DOCUMENT,
    ".rar": _PACKED, ".7z": _PACKED, ".gz": _PACKED, ".tar": _PACKED, ".png": _PICTURE,
    ".jpg": _PICTURE, ".jpeg": _PICTURE, ".tif": _PICTURE, ".tiff": _PICTURE,
    ".qgz": _PROJECT, ".qgs": _PROJECT, ".mxd": _PROJECT, ".aprx": _PROJECT,
    ".lyr": _PROJECT, ".lyrx": _PROJECT, ".qml": _PROJECT, ".sld": _PROJECT,
    ".shx": _PART, ".prj": _PART, ".cpg": _PART,
    ".xlsm": _MACRO, ".xltm": _MACRO, ".xlam": _MACRO,
}  # fmt: skip
_BY_SUFFIX: dict[str, Kind] = {
    ".csv": "delimited", ".tsv": "delimited", ".txt": "delimited", ".dat": "delimited",
    ".xlsx": "delimited", ".xls": "delimited", ".et": "delimited", ".ods": "delimited",
    ".geojson": "json", ".json": "json", ".geojsonl": "json", ".ndjson": "json", ".jsonl": "json",
    ".geojsons": "json", ".topojson": "json", ".kml": "kml", ".kmz": "kml", ".gml": "vector",
    ".gpx": "vector", ".xml": "vector", ".gpkg": "vector", ".fgb": "vector", ".mif": "vector",
    ".sqlite": "vector", ".tab": "vector", ".map": "vector", ".dbf": "shapefile", ".osm": "osm",
    ".pbf": "osm", ".dxf": "dxf", ".shp": "shapefile", ".parquet": "parquet",
    ".geoparquet": "parquet",
}  # fmt: skip
_READ_ELSEWHERE = re.compile(rb"<OGRVRT|gdal_streamed_alg|gdal_virtual", re.IGNORECASE)
_XML: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet"), "markup"),
    (re.compile(rb"<(?:\w+:)?kml\b"), "kml"),
    (re.compile(rb"<osm\b"), "osm"),
    (re.compile(rb"<(?:\w+:)?(?:gpx|FeatureCollection)\b"), "vector"),
    (
        re.compile(rb"\A<(?:!doctype\s+html|html|table|meta|head|body|div|style)\b", re.IGNORECASE),
        "markup",
    ),
)
_LOCKED = re.compile(  # the first record of a locked sheet file: FILEPASS after BOF
    rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
_DXF = re.compile(rb"\s*(?:999\s*\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION\b")


def kind_of(path: Path, label: str) -> Kind:
    """Return what reads a file.

    Errors: it is empty, or of a kind that is refused with words on what to save it as.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    suffix = path.suffix.lower()
    if not head:
        raise InputError("intake.file_empty", file=label)
    for start, code in _REFUSED:
        if head.startswith(start) and not (start.isalnum() and _is_text(head, suffix)):
            raise InputError(code, file=label, suffix=suffix)
    if _SUFFIX_REFUSED.get(suffix) == _MACRO:
        raise InputError(_MACRO, file=label, suffix=suffix)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path, label)
    if head.startswith(_COMPOUND):
        return _compound(path, label)
    return _plain(head, suffix, label)


def _is_text(head: bytes, suffix: str) -> bool:
    """Return whether what begins like a picture is a table whose first header begins so (BM…)."""
    return _BY_SUFFIX.get(suffix) == "delimited" and b"\x00" not in head


def _plain(head: bytes, suffix: str, label: str) -> Kind:
    for start, kind in _MAGIC:
        if head.startswith(start):
            return kind
    if b"OSMHeader" in head[:64]:
        return "osm"
    if _READ_ELSEWHERE.search(head):
        raise _unknown(suffix, label)
    if _DXF.match(head):
        return "dxf"
    return _text(head, suffix) or _by_suffix(head, suffix, label)


def _text(head: bytes, suffix: str) -> Kind | None:
    """Return the kind of a text that shows it in its first sign."""
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x1e")
    if start.startswith((b"{", b"[")) and _BY_SUFFIX.get(suffix) != "delimited":
        return "json"
    if start.startswith((b'{"type"', b'{ "type"', b'{\n"type"', b'{"features"')):
        return "json"
    if not start.startswith(b"<"):
        return None
    return next((kind for pattern, kind in _XML if pattern.search(start)), None)


def _by_suffix(head: bytes, suffix: str, label: str) -> Kind:
    if suffix == ".tab" and not head.lstrip().lower().startswith(b"!table"):
        return "delimited"
    if suffix in _SUFFIX_REFUSED:
        raise InputError(_SUFFIX_REFUSED[suffix], file=label, suffix=suffix)
    if suffix not in _BY_SUFFIX:
        raise _unknown(suffix, label)
    return _BY_SUFFIX[suffix]


def _unknown(suffix: str, label: str) -> InputError:
    known = ", ".join((*TABLES, *LAYERS))
    return InputError("intake.unknown_format", file=label, suffix=suffix, known=known)


def _packed(path: Path, label: str) -> Kind:
    """Return what a zip archive is: a workbook of some program, or an archive of files."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/") for name in archive.namelist()}
            kind = archive.read("mimetype")[:_HEAD] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise InputError("intake.unreadable", file=label, reason=str(error)) from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InputError(_MACRO, file=label, suffix=path.suffix.lower())
    if "xl/workbook.bin" in names:
        return "calamine"
    if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
        return _office(names, label)
    if b"spreadsheet" in kind:
        return "ods"
    if b"opendocument" in kind:
        raise InputError(_DOCUMENT, file=label, suffix=path.suffix.lower())
    return "kml" if path.suffix.lower() == ".kmz" else "zip"


def _office(names: set[str], label: str) -> Kind:
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise InputError(_DOCUMENT, file=label, suffix=".docx")
    return "xlsx"


def _compound(path: Path, label: str) -> Kind:
    """Return what a file of the years before 2007 is; a password is found by its stream's name."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data or _LOCKED.search(data):
        raise InputError("intake.password", file=label)
    if "_VBA_PROJECT_CUR".encode("utf-16-le") in data:
        raise InputError(_MACRO, file=label, suffix=path.suffix.lower())
    if any(word.encode("utf-16-le") in data for word in ("WordDocument", "PowerPoint Document")):
        raise InputError(_DOCUMENT, file=label, suffix=path.suffix.lower())
    return "calamine"
