"""Answers chosen and not written yet, in a file beside the study: a reload finds them again."""

import json
import os
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "drafts.json"

_ONE_AT_A_TIME = threading.Lock()  # between reading what others drafted and writing it back
_MOST = 50  # browsers; the one that drafted longest ago goes first


def drafted(file: Path, by: str) -> dict[str, Any]:
    """Return what browser `by` drafted on the study file at `file`, by topic; {} for nothing.

    A file that is torn or of another kind holds nothing.
    """
    found = _all(file).get(by)
    return found if isinstance(found, dict) else {}


def draft(file: Path, by: str, topics: Mapping[str, Any]) -> None:
    """Keep what browser `by` drafted instead of what it drafted before; nothing takes it away.

    Raises OSError where the folder cannot be written.
    """
    kept = {topic: said for topic, said in topics.items() if said}
    with _ONE_AT_A_TIME:
        others = {name: said for name, said in _all(file).items() if name != by}
        _put(file, dict([*others.items(), (by, kept)][-_MOST:]) if kept else others)


def _put(file: Path, held: Mapping[str, Any]) -> None:
    place = file.with_name(NAME)
    if held:
        _replace(place, json.dumps(held, ensure_ascii=False, indent=1))
    else:
        place.unlink(missing_ok=True)


def _all(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.with_name(NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _replace(place: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f"{NAME}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8", "replace"))
        Path(name).replace(place)
    finally:
        Path(name).unlink(missing_ok=True)
