"""Any file a study names → its cells; what cannot be read is refused with words."""

import hashlib
from pathlib import Path

from intake.formats.legible import legible
from intake.formats.readers import cells
from intake.formats.shapefile import parts
from intake.headings import headers
from intake.people import kept_out as people
from intake.placing.coordinates import PLACE_COLUMNS
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Table

PANIC = "PanicException"  # of a reader written in Rust; it has no name to import
_BESIDE = {".tab": {".tab", ".dat", ".map", ".id", ".ind"}, ".mif": {".mif", ".mid"}}
MAY_LACK_A_PLACE = {"estates", "areas", "buildings"}  # a ledger of them is of use by itself


def open_source(source: Source, table: Table) -> Raw:
    """Return the cells of one source.

    What looks like a person stays out, and so does what an error would repeat of it. Errors: the
    file is not there (the nearest names are offered), is of a kind not read here, is broken,
    locked, or holds no row.
    """
    check_there(source)
    columns = columns_of(table)
    try:
        raw = _opened(source, table, columns)
    except InputError as error:
        raise people.unnamed(error) from error.__cause__
    door = people.Door(table.name, source.label, columns, _given(source))
    return people.kept_out(raw, door)


def _opened(source: Source, table: Table, columns: tuple[Column, ...]) -> Raw:
    try:
        raw = cells(source, table, columns)
    except (InputError, MemoryError):
        raise
    except FileNotFoundError as error:
        raise _missing(source) from error
    except PermissionError as error:
        raise InputError("intake.no_permission", file=source.label) from error
    except BaseException as error:  # a reader's fault on a file nobody has seen: words, no crash
        reason = type(error).__name__
        if not isinstance(error, Exception) and reason != PANIC:
            raise
        raise InputError("intake.unreadable", file=source.label, reason=reason) from error
    if raw.cells.empty and not len(raw.cells):
        raise InputError("intake.empty", file=source.label, layer=raw.layer)
    return legible(raw)


def check_there(source: Source) -> None:
    """Refuse what is not there, and what is neither a file nor a folder: reading it might hang."""
    try:
        there, usable = source.path.exists(), source.path.is_file() or source.path.is_dir()
    except OSError:
        there, usable = False, False
    if not there:
        raise _missing(source)
    if not usable:
        raise InputError("intake.not_a_file", file=source.label)


def _given(source: Source) -> dict[str, str]:
    """Return header → column as the study gives it, the category's among them."""
    return {**source.columns, **({source.category: "category"} if source.category else {})}


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the columns a file may hold for `table`: its own, and where it lies on the map."""
    return table.columns if table.shape == "none" else (*table.columns, *PLACE_COLUMNS)


def fingerprint(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file, of all its parts, of a whole folder."""
    digest, size = hashlib.sha256(), 0
    for part in belonging(path):
        data = part.read_bytes()
        digest.update(data)
        size += len(data)
    return digest.hexdigest(), size


def belonging(path: Path) -> list[Path]:
    """Return the files what is read from `path` stands in: all of a folder, the parts of a layer.

    A shapefile keeps what its shapes are called in a .dbf, MapInfo its rows and shapes beside a
    .tab or .mif that hardly ever changes.
    """
    if path.is_dir():
        return sorted(part for part in path.rglob("*") if part.is_file())
    beside = _BESIDE.get(path.suffix.lower())
    if beside is None:
        return parts(path)
    return sorted(
        part
        for part in path.parent.iterdir()
        if part.stem == path.stem and part.suffix.lower() in beside
    )


def _missing(source: Source) -> InputError:
    """Say what was looked for; where `${DATA}` led is of help, and is written in no result."""
    if source.label.startswith("${DATA}"):
        place = str(source.path.resolve())
        return InputError("intake.missing_data_file", path=place, **_looked_for(source))
    return InputError("intake.missing_file", **_looked_for(source))


def _looked_for(source: Source) -> dict[str, object]:
    folder = source.path.parent
    try:
        there = sorted(p.name for p in folder.iterdir() if p.is_file())
    except OSError:
        there = []
    return {
        "file": source.label,
        "nearest": headers.nearest(source.path.name, there),
        "names": "、".join(there[:20]),
    }
