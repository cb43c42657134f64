"""An archive or a folder → the one file in it that is read."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from intake.formats import archives
from intake.formats.kinds import kind_of
from intake.formats.vector import read_vector
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Table

Opened = Callable[[Source, Table, Sequence[Column]], Raw]

MOST_IN_FOLDER = 2000
IN_FILE = "|"  # between a file of an archive or a folder and a layer or sheet of it
_PARTS = {".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd", ".qml", ".sld", ".qpj"}
_TAB_PARTS = {".dat", ".map", ".id", ".ind", ".mid"}
_ASIDE = (*_PARTS, ".xml", ".lyr", ".gfs", ".aux", ".wal", ".journal", ".md")
_NOTES = {".txt"}  # 说明.txt beside the data
_HIDDEN = ("__MACOSX", ".", "~$")  # the last: the lock of a workbook open in Excel


def read_zip(source: Source, table: Table, columns: Sequence[Column], opened: Opened) -> Raw:
    """Return what the one readable file of an archive holds, unpacked where nothing else lies.

    Of several the one is taken that `layer` names (`file`, `file|layer`; `sheet` likewise), or
    that is called like the table.
    Errors: nothing in it is read; several are, and nothing says which; an archive in the archive.
    """
    with tempfile.TemporaryDirectory() as folder:
        archives.unpack(source.path, source.label, Path(folder))
        return read_folder(replace(source, path=Path(folder)), table, columns, opened)


def read_folder(source: Source, table: Table, columns: Sequence[Column], opened: Opened) -> Raw:
    """Return what the one readable file of a folder holds; a `.gdb` folder is one file."""
    if source.path.suffix.lower() == ".gdb" or (source.path / "gdb").is_file():
        return read_vector(source, table, columns)
    found = readable(source.path, source.label)
    inner = _inner(found, source, table)
    if inner.path.is_dir():
        raw = read_vector(inner, table, columns)
    else:
        raw = opened(inner, table, columns)
    return replace(raw, layer=raw.layer or inner.path.stem)


def readable(folder: Path, label: str) -> dict[str, Path]:
    """Return the files of a folder that can be read, by their name in it, parts left out."""
    data = candidates(folder)
    found, refused = {}, []
    for path in data:
        try:
            nested = not path.is_dir() and kind_of(path, label) == "zip"
        except InputError as error:
            refused.append(error)
            continue
        if nested:
            refused.append(InputError("intake.archive_nested", file=label, member=path.name))
        else:
            found[path.relative_to(folder).as_posix()] = path
    if found:
        return found
    if len(refused) == 1:
        raise refused[0]
    names = "、".join(path.name for path in data[:20]) or "—"
    raise InputError("intake.archive_content", file=label, names=names)


def candidates(folder: Path) -> list[Path]:
    """Return the files of a folder that stand for themselves; notes only where nothing else is."""
    data = [path for path in own_files(folder) if path.suffix.lower() not in _ASIDE]
    told = [path for path in data if path.suffix.lower() not in _NOTES]
    return told or data


def own_files(folder: Path) -> list[Path]:
    """Return every file of a folder but hidden ones and the parts of another one beside them."""
    everything = [path for path in _walk(folder) if not _hidden(path, folder)]
    stems = {path.with_suffix("") for path in everything if path.suffix.lower() == ".shp"}
    tabs = {path.with_suffix("") for path in everything if path.suffix.lower() in {".tab", ".mif"}}
    return [path for path in everything if not _part(path, stems, tabs)]


def _walk(folder: Path) -> list[Path]:
    """Return the regular files below a folder; a file database is taken as one."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir() and path.suffix.lower() != ".gdb":
            found += _walk(path)
        elif path.is_dir() or path.is_file():
            found.append(path)
        if len(found) > MOST_IN_FOLDER:
            raise InputError(
                "intake.archive_count", file=folder.name, count=len(found), most=MOST_IN_FOLDER
            )
    return found


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(_HIDDEN) for part in path.relative_to(folder).parts)


def _part(path: Path, stems: set[Path], tabs: set[Path]) -> bool:
    """Return whether a file only belongs to another one beside it."""
    suffix = path.suffix.lower()
    if path.name.lower().endswith(".shp.xml"):
        return path.with_suffix("").with_suffix("") in stems
    if suffix in {*_PARTS, ".dbf"}:
        return path.with_suffix("") in stems
    if suffix in _TAB_PARTS:
        return path.with_suffix("") in tabs
    return False


def _chosen(found: dict[str, Path], source: Source, table: Table) -> Path:
    if len(found) == 1:
        return next(iter(found.values()))
    for wanted in (source.layer, table.name, table.zh, table.en):
        named = [path for name, path in found.items() if wanted in {name, path.name, path.stem}]
        if len(named) == 1:
            return named[0]
    shapes = [path for path in found.values() if path.suffix.lower() == ".shp"]
    if len(shapes) == 1 and table.shape != "none" and source.sheet is None:
        return shapes[0]
    raise InputError("intake.layer_unnamed", file=source.label, layers="、".join(sorted(found)))


def _inner(found: dict[str, Path], source: Source, table: Table) -> Source:
    """Return the source inside: `file|layer` names both, a name that chose the file is used up."""
    name, _, layer = (source.layer or "").partition(IN_FILE)
    if layer and name in found:
        return replace(source, path=found[name], layer=layer)
    name, _, sheet = (source.sheet or "").partition(IN_FILE)
    if sheet and name in found:
        return replace(source, path=found[name], sheet=sheet)
    path = _chosen(found, source, table)
    names = {part for name, path in found.items() for part in (name, path.name, path.stem)}
    return replace(source, path=path, layer=None if source.layer in names else source.layer)
