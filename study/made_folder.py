"""The folder of a new study: named, filled beside its place, and put there whole or not at all."""

import datetime as dt
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from study.decisions import NAME, Decision, record
from study.made import NewStudy, study_text
from study.made_roles import copied
from study.patiently import patiently
from study.read import load
from tables import InputError

MADE = "made"
STUDY = "study.yaml"
_OURS = re.compile(rf"{re.escape(STUDY)}.*|{re.escape(NAME)}", re.IGNORECASE)
_MOST_BYTES = 120  # of a name: a folder may have 255, and stands in paths
_NOT_IN_NAMES = re.compile(r"[^\w\-–—]+")
_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # names it keeps


def folder_name(name: str) -> str:
    """Return a name any disk takes for the folder of a study: letters, digits, dashes.

    >>> folder_name("乐河区 2027–2031"), folder_name("../etc/<b>"), folder_name("CON")
    ('乐河区-2027–2031', 'etc-b', 'CON_')

    Raises InputError `new_study.no_name` where nothing of the name is left.
    """
    plain = unicodedata.normalize("NFKC", name.encode("utf-8", "replace").decode())
    found = (
        _NOT_IN_NAMES.sub("-", plain).encode()[:_MOST_BYTES].decode(errors="ignore").strip("-–—_")
    )
    if not found:
        raise InputError("new_study.no_name")
    return f"{found}_" if _OF_WINDOWS.fullmatch(found) else found


def make(new: NewStudy, source: Path, studies: Path, *, today: dt.date, by: str = "") -> Path:
    """Return the study.yaml of a new study, made in a folder of its own under `studies`.

    The files used are copied from `source`; the first of its decisions says that it was made. A
    study that is there is never written over, and none is left half made.
    Errors: `new_study.exists`, `new_study.cannot_write`, `new_study.file_name`, those of
    `study_text`, and of `study.load` where the text is no study.
    """
    name, text = folder_name(new.name), study_text(new, today)
    with placed(studies, name) as folder:
        _fill(folder, new, source, text, by)
        load(folder)
    return (studies / name / STUDY).resolve()


@contextmanager
def placed(studies: Path, name: str) -> Iterator[Path]:
    """Give a new folder to fill, which stands as `name` under `studies` once it is filled.

    Where filling it fails nothing is left. Errors: `new_study.exists`, `new_study.cannot_write`.
    """
    target = studies / name
    try:
        studies.mkdir(parents=True, exist_ok=True)
        _check_free(target)
        with TemporaryDirectory(prefix=".new-", dir=studies, ignore_cleanup_errors=True) as beside:
            folder = Path(beside) / name  # one deeper than where studies are looked for
            folder.mkdir()
            yield folder
            _check_free(target)
            patiently(partial(folder.rename, target))
    except OSError as error:
        if target.exists():
            raise InputError("new_study.exists", folder=name) from None
        reason = error.strerror or type(error).__name__
        raise InputError("new_study.cannot_write", folder=str(studies), reason=reason) from None


def _check_free(target: Path) -> None:
    """Refuse a name that is taken; two that differ in capitals alone are one on some disks."""
    names = {path.name.casefold() for path in target.parent.iterdir()}
    if target.name.casefold() in names:
        raise InputError("new_study.exists", folder=target.name)


def _fill(folder: Path, new: NewStudy, source: Path, text: str, by: str) -> None:
    used = {one.file for one in new.used}
    there = sorted(path.name for path in source.iterdir() if path.is_file())
    for name in copied(there, used):
        if _OURS.fullmatch(name) or "${" in name:
            raise InputError("new_study.file_name", file=name)
        shutil.copyfile(source / name, folder / name)
    file = folder / STUDY
    file.write_text(text, encoding="utf-8")
    about = {"files": sorted(used)}
    record(file, Decision(MADE, about=about, before=text, after=text, by=by))
