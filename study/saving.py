"""A study.yaml opened to be changed, and saved only where nobody else changed it meanwhile."""

import datetime as dt
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from study.plain_yaml import decoded
from tables import InputError

_ONE_AT_A_TIME = threading.Lock()  # between the last comparison and the rename


@dataclass(frozen=True)
class Written:
    """A study.yaml as it was opened: its text, and the bytes it must still hold to be saved."""

    path: Path
    text: str
    encoding: str
    content: bytes

    def encoded(self, text: str) -> bytes:
        """Return `text` in the encoding of the file, byte order mark included.

        Raises InputError for a character that the encoding does not have.
        """
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError as error:
            character = ascii(text[error.start])[1:-1]
            told = {"file": self.path.name, "value": character, "encoding": self.encoding}
            raise InputError("editing.no_such_character", **told) from None


def opened(path: Path) -> Written:
    """Return the study file at `path` (study.yaml or its folder), ready to be changed."""
    file = path / "study.yaml" if path.is_dir() else path
    try:
        content = file.read_bytes()
    except OSError:
        raise InputError("study.missing_file", file=str(file)) from None
    return Written(file, *decoded(content, file), content)


def save(before: Written, text: str) -> Path:
    """Write `text` over the file and return where it is kept as the day began: `….bak-<date>`.

    Only the first save of a day makes that copy; none is ever written over, and `decisions.jsonl`
    holds every step between. The new file is written beside and renamed into place, with the
    permissions of the old one; where `study.yaml` is a link, the file it leads to is replaced, and
    the copy kept there.
    Raises InputError, and leaves the file as it is, where it no longer holds what was opened
    (another planner saved it), is marked read-only, or its folder cannot be written.
    """
    file = before.path.resolve()
    content = before.encoded(text)
    if not os.access(file, os.W_OK):
        raise InputError("editing.read_only", file=str(file))
    try:
        with _ONE_AT_A_TIME:
            return _replaced(file, before.content, content)
    except OSError as error:
        raise InputError("editing.cannot_write", file=str(file), reason=error.strerror) from None


def _replaced(file: Path, old: bytes, new: bytes) -> Path:
    """Put `new` in the place of `old` at once, and return where the old content is kept."""
    with _beside(file, new) as whole:
        if file.read_bytes() != old:
            raise InputError("editing.changed_meanwhile", file=file.name)
        kept = _kept(file, old)
        whole.replace(file)
    return kept


@contextmanager
def _beside(file: Path, content: bytes) -> Iterator[Path]:
    """Write `content` beside `file`, whole and on the disk, with its permissions; gone at the end.

    A name must never lead to a file half on the disk: it is given to what is there already.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.", suffix=".new")
    whole = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(file, whole)
        yield whole
    finally:
        whole.unlink(missing_ok=True)


def aside(before: Written, text: str) -> Path:
    """Write `text` beside the file under the first free name, `study-copy-<n>.yaml`.

    Raises InputError where the folder cannot be written.
    """
    file = before.path.resolve()
    content = before.encoded(text)
    try:
        return next(
            copy
            for number in count(1)
            if _made(
                copy := file.with_name(f"{file.stem}-copy-{number}{file.suffix}"),
                content,
                like=file,
            )
        )
    except OSError as error:
        raise InputError("editing.cannot_write", file=str(file), reason=error.strerror) from None


def _kept(file: Path, old: bytes) -> Path:
    """Keep the old content as the file of this day's beginning, unless one is kept already."""
    copy = file.with_name(f"{file.name}.bak-{dt.datetime.now().astimezone().date().isoformat()}")
    _made(copy, old, like=file)
    return copy


def _made(file: Path, content: bytes, *, like: Path) -> bool:
    """Give a new file its name, whole or not at all; False where there is one of that name."""
    if file.exists():
        return False
    with _beside(like, content) as whole:
        try:
            os.link(whole, file)  # unlike a rename it never takes the place of another file
        except FileExistsError:
            return False
        except OSError:  # a disk without links, as a stick or some shares
            if file.exists():
                return False
            whole.replace(file)
    return True
