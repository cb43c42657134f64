"""The files of the plan solved last, made when somebody asks for them, each once."""

import datetime as dt
import tempfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import streamlit as st

from study.decisions import NAME as DECISIONS
from ui.session.view import View
from ui.session.work import Job, Shelf

GROUPS: Mapping[str, tuple[str, ...]] = {
    "leaders": ("briefing.html",),
    "office": ("programme.xlsx", "issues.csv"),
    "gis": ("jiugai.gpkg", "estates.geojson", "areas.geojson"),
    "record": ("run.json",),
}
FILES = tuple(name for names in GROUPS.values() for name in names)

_YEARS = range(1980, 2108)  # of which a zip archive can tell the day


@st.cache_resource(show_spinner=False)
def _made() -> Shelf[bytes]:
    return Shelf(32)


def content(view: View, name: str, language: str) -> bytes:
    """Return the bytes of one output file, the same as `jiugai run` writes for these choices."""
    return _made().keep(_key(view, name, language), lambda: _written(view, name, language))


def size(view: View, name: str, language: str) -> int | None:
    """Return how many bytes a file has, None while nobody asked for it."""
    known = _made().get(_key(view, name, language))
    return None if known is None else len(known)


def every(job: Job[bytes], view: View, language: str) -> bytes:
    """Return all files in one zip archive, study.yaml and decisions with them; tells how far."""
    files = {}
    for place, name in enumerate(FILES):
        if job.stop.is_set():
            return b""
        job.told.file, job.told.share = name, place / len(FILES)
        files[name] = content(view, name, language)
    return zipped(files | study_files(view), view.plan.choices.day_of_law)


def study_files(view: View) -> dict[str, bytes]:
    """Return study.yaml as it is now and, where there is one, the list of decisions beside it."""
    file = view.written.path
    paths = [file, file.with_name(DECISIONS)]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def zipped(files: Mapping[str, bytes], day: dt.date) -> bytes:
    """Return an archive of files by name, all of one day: same files, same bytes."""
    out = BytesIO()
    year = day.year if day.year in _YEARS else _YEARS[0]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _key(view: View, name: str, language: str) -> str:
    return f"{view.plan.named} {name} {language}"


def _written(view: View, name: str, language: str) -> bytes:
    from reports.outputs import WRITERS  # noqa: PLC0415 - heavy: only when a file is wanted

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        WRITERS[name](view.results, path, language)
        return path.read_bytes()
