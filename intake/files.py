"""Any file a study names → its cells; what cannot be read is refused with words."""

import hashlib
from pathlib import Path

from intake import headers, people
from intake.coordinates import PLACE_COLUMNS
from intake.delimited import read_delimited
from intake.raw import Raw
from intake.source import Source
from intake.vector import parts, read_vector, read_zip
from intake.workbook import read_workbook
from tables import Column, InputError, Table

VECTOR = {".gpkg", ".geojson", ".json", ".shp"}
DELIMITED = {".csv", ".tsv", ".txt"}
EXCEL = {".xlsx", ".xlsm", ".xls", ".et"}
MAY_LACK_A_PLACE = {"estates", "areas", "buildings"}  # a ledger of them is of use by itself


def open_source(source: Source, table: Table) -> Raw:
    """Return the cells of one source.

    What looks like a person stays out, and so does what an error would repeat of it. Errors: the
    file is not there (the nearest names are offered), is of a kind not read here, is broken,
    locked, or holds no row.
    """
    if not source.path.is_file():
        raise _missing(source)
    try:
        raw = _opened(source, table)
    except InputError as error:
        raise people.unnamed(error) from error.__cause__
    door = people.Door(table.name, source.label, columns_of(table), _given(source))
    return people.kept_out(raw, door)


def _opened(source: Source, table: Table) -> Raw:
    suffix = source.path.suffix.lower()
    if suffix in VECTOR:
        raw = read_vector(source, table)
    elif suffix == ".zip":
        raw = read_zip(source, table)
    elif suffix in DELIMITED:
        raw = read_delimited(source, table, columns_of(table))
    elif suffix in EXCEL:
        raw = read_workbook(source, table, columns_of(table))
    else:
        known = ", ".join(sorted(VECTOR | DELIMITED | EXCEL | {".zip"}))
        raise InputError("intake.unknown_format", file=source.label, suffix=suffix, known=known)
    if raw.cells.empty and not len(raw.cells):
        raise InputError("intake.empty", file=source.label, layer=raw.layer)
    return raw


def _given(source: Source) -> dict[str, str]:
    """Return header → column as the study gives it, the category's among them."""
    return {**source.columns, **({source.category: "category"} if source.category else {})}


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the columns a file may hold for `table`: its own, and where it lies on the map."""
    return table.columns if table.shape == "none" else (*table.columns, *PLACE_COLUMNS)


def fingerprint(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file; a shapefile counts with all its parts."""
    digest, size = hashlib.sha256(), 0
    for part in parts(path):
        data = part.read_bytes()
        digest.update(data)
        size += len(data)
    return digest.hexdigest(), size


def _missing(source: Source) -> InputError:
    """Say what was looked for; where `${DATA}` led is of help, and is written in no result."""
    if source.label.startswith("${DATA}"):
        place = str(source.path.resolve())
        return InputError("intake.missing_data_file", path=place, **_looked_for(source))
    return InputError("intake.missing_file", **_looked_for(source))


def _looked_for(source: Source) -> dict[str, object]:
    folder = source.path.parent
    there = sorted(p.name for p in folder.iterdir() if p.is_file()) if folder.is_dir() else []
    return {
        "file": source.label,
        "nearest": headers.nearest(source.path.name, there),
        "names": "、".join(there[:20]),
    }
