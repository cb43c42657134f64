"""A file whose name or shape misleads GDAL → a copy that does not."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from intake.formats.kinds import TABLES, Kind

_SUFFIX: Mapping[Kind, str] = {
    "json": ".geojson", "kml": ".kml", "osm": ".osm", "dxf": ".dxf", "vector": "",
}  # fmt: skip  # of a layer that is called like a sheet: GDAL would open it as one
_HEAD = 4096
_MOST_BYTES = 64 << 20


@contextmanager
def as_named(path: Path, kind: Kind) -> Iterator[Path]:
    """Yield what to open: a copy of a layer called like a sheet, or of a bare list of features."""
    listed = kind == "json" and _is_list(path)
    if not listed and not (kind in _SUFFIX and path.suffix.lower() in TABLES):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{path.stem}{_SUFFIX[kind]}"
        features = _features(path) if listed else None
        if features is None:
            shutil.copyfile(path, copy)
        else:
            whole = {"type": "FeatureCollection", "features": features}
            copy.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        yield copy


def _is_list(path: Path) -> bool:
    """Return whether a file is a list that names features early on."""
    with path.open("rb") as file:
        head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"[") and b'"Feature"' in head and path.stat().st_size <= _MOST_BYTES


def _features(path: Path) -> list[object] | None:
    """Return the features of a bare list; None when it is none, or no JSON."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None
