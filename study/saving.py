"""A study.yaml opened to be changed, and saved only where nobody else changed it meanwhile."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from study.plain_yaml import decoded
from tables import InputError


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
    """Write `text` over the file and return where the old one is kept: `study.yaml.bak-<n>`.

    The new file is written beside and renamed into place, with the permissions of the old one;
    where `study.yaml` is a link, the file it leads to is replaced, and the old one kept there.
    Raises InputError, and leaves the file as it is, where it no longer holds what was opened
    (another planner saved it), is marked read-only, or its folder cannot be written.
    """
    file = before.path.resolve()
    content = before.encoded(text)
    if not os.access(file, os.W_OK):
        raise InputError("editing.read_only", file=str(file))
    try:
        return _replaced(file, before.content, content)
    except OSError as error:
        raise InputError("editing.cannot_write", file=str(file), reason=error.strerror) from None


def _replaced(file: Path, old: bytes, new: bytes) -> Path:
    """Put `new` in the place of `old` at once, and return where the old content is kept."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.", suffix=".new")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(new)
        shutil.copymode(file, beside)
        if file.read_bytes() != old:
            raise InputError("editing.changed_meanwhile", file=file.name)
        kept = _kept(file, old)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return kept


def _kept(file: Path, old: bytes) -> Path:
    """Write the old content to the first free name; "x" so that two savers never share one."""
    for number in count(1):
        copy = file.with_name(f"{file.name}.bak-{number}")
        try:
            with copy.open("xb") as out:
                out.write(old)
        except FileExistsError:
            continue
        shutil.copymode(file, copy)
        return copy
    raise AssertionError  # count never ends
