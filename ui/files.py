"""The files of the plan solved last, made when somebody asks for them."""

import tempfile
from pathlib import Path

from ui.view import View

FILES = (
    "briefing.html",
    "programme.xlsx",
    "estates.geojson",
    "areas.geojson",
    "jiugai.gpkg",
    "issues.csv",
    "run.json",
)


def content(view: View, name: str, language: str) -> bytes:
    """Return the bytes of one output file, the same as `jiugai run` writes for these choices."""
    from reports.outputs import WRITERS  # noqa: PLC0415 - heavy: only when a file is wanted

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        WRITERS[name](view.results, path, language)
        return path.read_bytes()
