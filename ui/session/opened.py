"""Studies on this machine, and the fingerprint that tells one state of a study from another."""

import dataclasses
import hashlib
import os
from pathlib import Path

import study
from intake.formats.files import belonging
from study import planning, problems
from study.clusters import Clusters
from study.rests_on import measured_by
from ui.server import ROOT

STUDY_VARIABLE = "JIUGAI_STUDY"

_LATER = (problems.ANSWER, planning.ANSWER)  # topics of answers that reading leaves alone


def found() -> list[Path]:
    """Return the study files to choose from: the environment's first, then those under studies/.

    JIUGAI_STUDY names one study or several, as PATH names folders.
    """
    named = os.environ.get(STUDY_VARIABLE, "").split(os.pathsep)
    files = [_file(Path(one)) for one in named if one]
    under = sorted(studies().glob("*/study.yaml"))
    under.sort(key=lambda file: file.parent.name != "demo")
    return list(dict.fromkeys(file.resolve() for file in (*files, *under)))


def studies() -> Path:
    """Return the folder in which a study made in the app gets a folder of its own."""
    return ROOT / "studies"


def readings(opened: study.Study) -> str:
    """Return a key of what reading rests on: the input files as they are on disk, CRS, answers."""
    choices = opened.choices
    answers = {topic: said for topic, said in choices.answers.items() if topic not in _LATER}
    digest = hashlib.sha256(str(opened.path.resolve()).encode())
    digest.update(f"{choices.crs!r}{answers!r}{choices.day_of_law.year}".encode())
    for sources in opened.sources.values():
        for source in sources:
            digest.update(f"{source!r}{_stamp(source.path)}".encode())
    return digest.hexdigest()


def ground(opened: study.Study) -> str:
    """Return a key of what measuring rests on: what was read and the choices it looks at.

    Two studies of one key have equal `Measured`: weights, money and rules do not enter it.
    """
    digest = hashlib.sha256(readings(opened).encode())
    digest.update(repr(measured_by(opened.choices)).encode())
    return digest.hexdigest()


def walked(opened: study.Study) -> str:
    """Return a key of what measuring rests on, whatever clusters are drawn on it.

    Two studies of one key have `Measured` that differ in clusters alone.
    """
    bare = dataclasses.replace(opened.choices, clusters=Clusters())
    return ground(dataclasses.replace(opened, choices=bare))


def _file(path: Path) -> Path:
    return path / "study.yaml" if path.is_dir() else path


def _stamp(path: Path) -> str:
    """Return what changes with any of the files that are read from `path`."""
    if not path.exists():
        return "absent"
    return " ".join(map(_state, belonging(path)))


def _state(part: Path) -> str:
    try:
        state = part.stat()
    except OSError:  # it is being saved
        return f"{part.name}-absent"
    return f"{part.name}-{state.st_mtime_ns}-{state.st_size}"
