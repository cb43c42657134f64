"""A file of any kind → its cells, by the reader of its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from intake.formats.as_named import as_named
from intake.formats.delimited import read_delimited
from intake.formats.drawing import read_drawing
from intake.formats.json_text import read_json
from intake.formats.kinds import Kind, kind_of
from intake.formats.kml import read_kml
from intake.formats.markup import read_markup
from intake.formats.old_workbook import read_old_workbook
from intake.formats.opendocument import read_opendocument
from intake.formats.parquet import read_parquet
from intake.formats.shapefile import read_shapefile
from intake.formats.street_map import read_street_map
from intake.formats.vector import read_vector
from intake.formats.workbook import read_workbook
from intake.formats.zipped import read_folder, read_zip
from intake.raw import Raw
from intake.source import Source
from tables import Column, Issue, Table

Reader = Callable[[Source, Table, Sequence[Column]], Raw]

_READERS: Mapping[Kind, Reader] = {
    "xlsx": read_workbook,
    "calamine": read_old_workbook,
    "ods": read_opendocument,
    "markup": read_markup,
    "delimited": read_delimited,
    "json": read_json,
    "parquet": read_parquet,
    "osm": read_street_map,
    "dxf": read_drawing,
    "shapefile": read_shapefile,
    "kml": read_kml,
    "vector": read_vector,
}
_EXPECTED: Mapping[str, frozenset[str]] = {
    ".xlsx": frozenset({"xlsx"}),
    ".xls": frozenset({"calamine"}),
    ".xlsb": frozenset({"calamine"}),
    ".et": frozenset({"calamine", "xlsx"}),
    ".ods": frozenset({"ods"}),
    ".csv": frozenset({"delimited"}),
    ".tsv": frozenset({"delimited"}),
    ".txt": frozenset({"delimited"}),
    ".shp": frozenset({"shapefile"}),
    ".zip": frozenset({"zip"}),
}


def cells(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the cells of one source: of a file, of the one that fits in an archive or a folder.

    A file that is of another kind than its suffix says is read as what it is, which is noted.
    """
    if source.path.is_dir():
        return read_folder(source, table, columns, cells)
    kind = kind_of(source.path, source.label)
    if kind == "zip":
        raw = read_zip(source, table, columns, cells)
    else:
        with as_named(source.path, kind) as path:
            raw = _READERS[kind](replace(source, path=path), table, columns)
    return replace(raw, issues=(*raw.issues, *_surprise(source.path, kind, table, source.label)))


def _surprise(path: Path, kind: Kind, table: Table, label: str) -> list[Issue]:
    suffix = path.suffix.lower()
    if kind in _EXPECTED.get(suffix, {kind}):
        return []
    words = {"calamine": "xls", "markup": "html", "delimited": "csv"}
    detail = {"suffix": suffix, "kind": words.get(kind, kind)}
    return [Issue("intake.kind_other", "info", table.name, label, detail=detail)]
