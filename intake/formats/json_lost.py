"""Features of a JSON file that GDAL passes over without a word: a line cut off, a null."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from intake.raw import Raw
from tables import Issue, Table

_MOST_BYTES = 64 << 20  # larger ones would be held in memory twice
_RECORD = "\x1e"  # begins each line of a GeoJSON text sequence
_SHOWN = 1000


def with_lost(raw: Raw, path: Path, table: Table, label: str) -> Raw:
    """Return a layer whose rows are numbered as the file has them, and say those left out.

    A line that is no JSON, an entry of `features` that is no feature: each keeps its number, so
    that row 3 is the third feature of the file whatever came of the second.
    """
    if path.stat().st_size > _MOST_BYTES:
        return raw
    there = _there(path, len(raw.cells))
    rows = [place for place, good in enumerate(there, start=1) if good]
    lost = [place for place, good in enumerate(there, start=1) if not good]
    if not lost or len(rows) != len(raw.cells):
        return raw
    detail = {"count": len(lost), "rows": lost[:_SHOWN]}
    said = Issue("intake.features_lost", "warning", table.name, label, detail=detail)
    index = pd.Index(rows)
    geometry = None if raw.geometry is None else raw.geometry.set_axis(index)
    issues = [i if i.row is None else replace(i, row=rows[i.row - 1]) for i in raw.issues]
    cells = raw.cells.set_axis(index, axis=0)
    return replace(raw, cells=cells, geometry=geometry, issues=(*issues, said))


def _there(path: Path, count: int) -> Sequence[bool]:
    """Return for each feature that should be in a file whether it can be one."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    lines = [line for line in map(_bare, text.splitlines()) if line]
    if lines and _is_feature(_read(lines[0])):
        return [] if len(lines) == count else [_is_feature(_read(line)) for line in lines]
    found = _read(text)
    entries = found.get("features") if isinstance(found, dict) else None
    return [_is_feature(entry) for entry in entries] if isinstance(entries, list) else []


def _bare(line: str) -> str:
    return line.strip().lstrip(_RECORD)


def _read(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_feature(found: object) -> bool:
    return isinstance(found, dict) and found.get("type") == "Feature"
