"""Where the tables of a study come from: the entries under `inputs:`."""

from pathlib import Path

from intake.source import Source
from study.keys import mapping, only, words
from tables import TABLES, InputError

_SOURCE_KEYS = {"path", "layer", "sheet", "crs", "where", "category", "map", "columns", "join"}


def sources(given: object, folder: Path, data: Path) -> dict[str, tuple[Source, ...]]:
    """Return the sources of every table given; paths start at `folder`, `${DATA}` at `data`."""
    tables = mapping(given, where="inputs")
    only(tables, TABLES, where="inputs")
    if "estates" not in tables:
        raise InputError("study.missing_key", key="inputs.estates")
    return {
        name: tuple(
            _source(item, folder, data, where=f"inputs.{name}")
            for item in (entry if isinstance(entry, list) else [entry])
        )
        for name, entry in sorted(tables.items())
    }


def _source(item: object, folder: Path, data: Path, *, where: str) -> Source:
    entry = {"path": item} if isinstance(item, str) else mapping(item, where=where)
    only(entry, _SOURCE_KEYS, where=where)
    if not entry.get("path"):
        raise InputError("study.missing_key", key=f"{where}.path")
    label = str(entry["path"])
    path = Path(label.replace("${DATA}", str(data), 1))
    return Source(
        path=path if path.is_absolute() or label.startswith("${DATA}") else folder / path,
        label=label,
        layer=entry.get("layer"),
        sheet=entry.get("sheet"),
        crs=entry.get("crs"),
        where=mapping(entry.get("where"), where=f"{where}.where"),
        category=entry.get("category"),
        map=mapping(entry.get("map"), where=f"{where}.map"),
        columns=mapping(entry.get("columns"), where=f"{where}.columns"),
        join=words(entry.get("join"), key=f"{where}.join"),
    )
