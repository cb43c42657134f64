"""Studies on this machine, and the fingerprint that tells one state of a study from another."""

import hashlib
import os
from pathlib import Path

import study
from ui.server import ROOT

STUDY_VARIABLE = "JIUGAI_STUDY"


def found() -> list[Path]:
    """Return the study files to choose from: the environment's first, then those under studies/."""
    named = os.environ.get(STUDY_VARIABLE)
    files = [_file(Path(named))] if named else []
    under = sorted((ROOT / "studies").glob("*/study.yaml"))
    under.sort(key=lambda file: file.parent.name != "demo")
    return list(dict.fromkeys(file.resolve() for file in (*files, *under)))


def fingerprint(opened: study.Study) -> str:
    """Return a key of the study file and its input files as they are on disk now."""
    digest = hashlib.sha256(str(opened.path.resolve()).encode())
    digest.update(repr(opened.choices).encode())
    for sources in opened.sources.values():
        for source in sources:
            digest.update(f"{source!r}{_stamp(source.path)}".encode())
    return digest.hexdigest()


def _file(path: Path) -> Path:
    return path / "study.yaml" if path.is_dir() else path


def _stamp(path: Path) -> str:
    if not path.exists():
        return "absent"
    state = path.stat()
    return f"{state.st_mtime_ns}-{state.st_size}"
