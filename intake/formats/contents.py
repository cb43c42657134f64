"""What a file or a folder holds, before anybody says what it is for: layers, sheets, tables."""

import tempfile
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

import pyarrow.parquet as pq
import pyogrio

from intake.formats import (
    archives,
    encodings,
    json_text,
    markup,
    old_workbook,
    opendocument,
    shapefile,
    workbook,
)
from intake.formats.as_named import as_named
from intake.formats.delimited import check_width, records_of
from intake.formats.drawing import read_drawing
from intake.formats.files import PANIC, check_there
from intake.formats.kinds import Kind, kind_of
from intake.formats.kml import read_kml
from intake.formats.layer_choice import shape_of
from intake.formats.sheets import Sheet
from intake.formats.street_map import CATEGORIES, PLACES
from intake.formats.vector import layers, said
from intake.formats.workbook import broken_said
from intake.formats.zipped import IN_FILE, candidates, readable
from intake.headings import headers
from intake.raw import Raw
from intake.sheet.grid import HEADER_WITHIN, Grid
from intake.source import Source
from tables import TABLES, InputError

_LONG, _MANY = 200, 300  # characters of a header, columns looked at


class Part(NamedTuple):
    """A layer, sheet or table: what it is called, its headers, how many rows.

    `geometry` is `point`, `line`, `polygon`, `mixed` or `none`. A name is what `layer:` or
    `sheet:` of a source understands.
    """

    name: str
    kind: Literal["layer", "sheet", "table"]
    headers: tuple[str, ...]
    rows: int
    geometry: str = "none"
    hidden: bool = False


def contents(path: Path, label: str) -> tuple[Part, ...]:
    """Return every part of a file, or of each readable file of a folder or an archive.

    Only headers are read and rows counted. Errors: as when the file is read.
    """
    source = Source(path, label)
    try:
        check_there(source)
        return tuple(_parts(source))
    except (InputError, MemoryError):
        raise
    except BaseException as error:  # as in files.open_source: words, not a crash
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        reason = said(type(error).__name__, path)
        raise InputError("intake.unreadable", file=label, reason=reason) from error


def _parts(source: Source) -> list[Part]:
    if source.path.is_dir():
        is_database = source.path.suffix.lower() == ".gdb"
        return _layers(source) if is_database else _inside(source)
    kind = kind_of(source.path, source.label)
    if kind == "zip":
        with tempfile.TemporaryDirectory() as folder:
            archives.unpack(source.path, source.label, Path(folder))
            return _inside(Source(Path(folder), source.label))
    with as_named(source.path, kind) as path:
        return _LISTED.get(kind, _layers)(Source(path, source.label))


def files_of(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder, whether they can be read or not; parts of others left out."""
    return (folder,) if folder.suffix.lower() == ".gdb" else tuple(candidates(folder))


def _inside(source: Source) -> list[Part]:
    """Return the parts of every readable file of a folder; one that cannot be read is left out.

    Where there are several files, the name of a part says in which it is: `file|layer`.
    """
    files = readable(source.path, source.label)
    found: list[Part] = []
    errors: list[InputError] = []
    for name, path in files.items():
        try:
            inside = _parts(Source(path, source.label))
        except InputError as error:
            errors.append(error)
            continue
        named = [p._replace(name=f"{name}{IN_FILE}{p.name}") for p in inside]
        found += named if len(files) > 1 else inside
    if errors and not found:
        raise errors[0]
    return found


def _layers(source: Source) -> list[Part]:
    """Return the layers as GDAL lists them, with the fields of each."""
    return [_layer(source, one.name, one.geometry) for one in layers(source.path, source.label)]


def _layer(source: Source, name: str, geometry: str, encoding: str | None = None) -> Part:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        info = pyogrio.read_info(source.path, layer=name, encoding=encoding,
                                 force_feature_count=True)  # fmt: skip
    rows = int(info["features"])
    fields = tuple(map(str, info["fields"]))
    return Part(name, "layer", fields, max(rows, 0), shape_of(geometry))


def _streets(source: Source) -> list[Part]:
    """Return the ways and what may be facilities: an extract has the same layers everywhere."""
    rows = {part.name: part.rows for part in _layers(source)}
    places = rows["points"] + rows["multipolygons"]
    return [
        Part("lines", "layer", ("osm_id", "name", "highway"), rows["lines"], "line"),
        Part(PLACES, "layer", ("osm_id", "name", "category", *CATEGORIES), places, "point"),
    ]


def _drawing(source: Source) -> list[Part]:
    raw = read_drawing(source, TABLES["outlines"])
    return [Part(raw.layer, "layer", raw.headers, len(raw.cells), _geometry(raw))]


def _placemarks(source: Source) -> list[Part]:
    raw = read_kml(source, TABLES["outlines"])
    return [Part(raw.layer, "layer", raw.headers, len(raw.cells), _geometry(raw))]


def _shapefile(source: Source) -> list[Part]:
    if shapefile.is_whole(source.path):
        return [_plain_shapefile(source)]
    raw = shapefile.read_shapefile(source, TABLES["outlines"])
    kind: Literal["layer", "table"] = "table" if raw.geometry is None else "layer"
    return [Part(source.path.stem, kind, raw.headers, len(raw.cells), _geometry(raw))]


def _plain_shapefile(source: Source) -> Part:
    one = layers(source.path, source.label)[0]
    part = _layer(source, one.name, one.geometry, shapefile.BYTES_AS_TEXT)
    return part._replace(name=source.path.stem, headers=shapefile.names(source.path, part.headers))


def _geometry(raw: Raw) -> str:
    if raw.geometry is None:
        return "none"
    kinds = {shape_of(kind) for kind in raw.geometry.geom_type.dropna()}
    return kinds.pop() if len(kinds) == 1 else "mixed"


def _json(source: Source) -> list[Part]:
    try:
        return _layers(source)
    except (InputError, UnicodeDecodeError, pyogrio.errors.DataSourceError):
        names, rows = json_text.records_of(source)
        return [Part(source.path.stem, "table", names, rows)]


def _parquet(source: Source) -> list[Part]:
    with broken_said(source.label):
        known = pq.ParquetFile(source.path)
    geometry = "mixed" if b"geo" in (known.schema_arrow.metadata or {}) else "none"
    kind: Literal["layer", "table"] = "table" if geometry == "none" else "layer"
    names = tuple(known.schema_arrow.names)
    return [Part(source.path.stem, kind, names, known.metadata.num_rows, geometry)]


def _delimited(source: Source) -> list[Part]:
    text = encodings.decode(source.path.read_bytes(), source.label)
    rows = records_of(text.text)
    if rows:
        check_width(rows, source.label)
    place = header_row(rows)
    below = sum(any(row) for row in rows[place + 1 :])
    return [Part(source.path.stem, "table", _names(rows, place), below)]


def _sheets(sheets_of: Callable[[Source], Sequence[Sheet]]) -> Callable[[Source], list[Part]]:
    def listed(source: Source) -> list[Part]:
        with broken_said(source.label):
            return [_sheet(sheet) for sheet in sheets_of(source)]

    return listed


def _sheet(sheet: Sheet) -> Part:
    rows = sheet.head(HEADER_WITHIN)
    place = header_row(rows)
    below = max(sheet.count() - place - 1, 0)
    return Part(sheet.name, "sheet", _names(rows, place), below, hidden=sheet.hidden)


def header_row(rows: Grid) -> int:
    """Return the place of the row that reads like a header, for whatever table.

    >>> header_row([["台账"], ["小区名称", "户数"], ["和平里", "12"]])
    1
    """
    columns = tuple({column.name: column for t in TABLES.values() for column in t.columns}.values())
    top = list(rows[:HEADER_WITHIN])
    ranks = [
        (headers.score(_short(row), columns, ()), _texts(row), -n) for n, row in enumerate(top)
    ]
    return -max(ranks, default=(0, 0, 0))[2]


def _short(row: Iterable[object]) -> list[object]:
    """Return the cells that may be headers; a polygon as text is none."""
    texts = (cell for cell in row if not isinstance(cell, str) or len(cell) < _LONG)
    return list(islice(texts, _MANY))


def _texts(row: Iterable[object]) -> int:
    return sum(isinstance(cell, str) and bool(cell.strip()) for cell in row)


def _names(rows: Grid, place: int) -> tuple[str, ...]:
    row = rows[place] if rows else ()
    return tuple("" if cell is None else str(cell).strip() for cell in row)


_LISTED: Mapping[Kind, Callable[[Source], list[Part]]] = {
    "xlsx": _sheets(workbook.sheets_of),
    "calamine": _sheets(old_workbook.sheets_of),
    "ods": _sheets(opendocument.sheets_of),
    "markup": _sheets(markup.sheets_of),
    "delimited": _delimited,
    "json": _json,
    "parquet": _parquet,
    "osm": _streets,
    "dxf": _drawing,
    "kml": _placemarks,
    "shapefile": _shapefile,
}
