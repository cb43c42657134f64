"""JSON of any make: GeoJSON whole or by lines, TopoJSON, ESRI JSON, a plain list of records."""

import codecs
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from intake.formats import encodings
from intake.formats.json_lost import with_lost
from intake.formats.mojibake import spoiled
from intake.formats.vector import read_vector
from intake.raw import Raw
from intake.sheet.grid import raw_from_grid
from intake.source import Source
from tables import Column, InputError, Issue, Table

_KINDS = ('"geometry"', '"Topology"', '"coordinates"', '"geometryType"', '"FeatureCollection"',
          '"features"', '"arcs"')  # fmt: skip
_CHUNK = 1 << 20
_LISTS = ("data", "rows", "records", "items", "list", "result", "results", "datas")


def read_json(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the features of a layer, or the records of a plain list as a table.

    GDAL expects UTF-8: a file in another encoding is handed to it rewritten.
    Errors: it is cut, or neither features nor a list of records.
    """
    if _is_utf8(source.path):
        return _layer(source, table, columns)
    text = encodings.decode(source.path.read_bytes(), source.label, source.encoding)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / source.path.name
        copy.write_text(text.text, encoding="utf-8", errors="replace")
        raw = _layer(replace(source, path=copy), table, columns)
    if text.candidates:
        asked = encodings.question_of(text.candidates, raw, table, source.label)
    else:
        asked = [_taken(text.encoding, table, source.label)]
    return replace(raw, encoding=text.encoding, issues=(*raw.issues, *asked))


def _taken(encoding: str, table: Table, label: str) -> Issue:
    detail = {"encoding": encoding}
    return Issue("intake.json_encoding", "info", table.name, label, detail=detail)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _layer(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    with source.path.open(encoding="utf-8-sig", errors="replace") as file:
        head = file.read(_CHUNK)
    try:
        raw = read_vector(source, table)
    except InputError as error:
        if error.code != "intake.unreadable" or any(word in head for word in _KINDS):
            raise
        return _records(source, table, columns)
    whole = with_lost(raw, source.path, table, source.label)
    return replace(whole, issues=(*whole.issues, *spoiled(whole, table, source.label)))


def records_of(source: Source) -> tuple[tuple[str, ...], int]:
    """Return the headers and the number of the records of a plain list."""
    text = encodings.decode(source.path.read_bytes(), source.label).text
    try:
        records = _listed(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise InputError("intake.unreadable", file=source.label, reason="JSON") from error
    return tuple(dict.fromkeys(name for record in records for name in record)), len(records)


def _records(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    try:
        records = _listed(json.loads(source.path.read_text(encoding="utf-8-sig")))
    except (ValueError, RecursionError) as error:
        reason = "JSON" if isinstance(error, RecursionError) else str(error)
        raise InputError("intake.unreadable", file=source.label, reason=reason) from error
    names = list(dict.fromkeys(name for record in records for name in record))
    if not names:
        raise InputError("intake.empty", file=source.label, layer="")
    rows = [[_cell(record.get(name)) for name in names] for record in records]
    given = [*source.columns, *([source.category] if source.category else [])]
    raw = raw_from_grid([names, *rows], table, columns, file=source.label, given=given)
    cells = raw.cells.set_axis(raw.cells.index - 1, axis=0)
    issues = (*raw.issues, *spoiled(raw, table, source.label))
    return replace(raw, cells=cells, encoding="utf-8", issues=issues)


def _listed(found: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever the file holds
    """Return the records of a file: the list it is, or the one it holds under a usual name."""
    if isinstance(found, dict):
        lists = [found[key] for key in _LISTS if isinstance(found.get(key), list)]
        found = lists[0] if lists else _listed_deeper(found)
    if not isinstance(found, list):
        return []
    return [{str(k): v for k, v in record.items()} for record in found if isinstance(record, dict)]


def _listed_deeper(found: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the list inside the only branch that is one: {"data": {"rows": […]}}."""
    branches = [value for value in found.values() if isinstance(value, dict)]
    return _listed(branches[0]) if len(branches) == 1 else []


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
