"""A study.yaml opened to be changed, and saved only where nobody else changed it meanwhile."""

import os
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

        Raises InputError for a character that an old encoding does not have.
        """
        return text.encode(self.encoding)


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

    The new file is written beside and renamed into place. Raises InputError, and leaves the file
    as it is, where it no longer holds what was opened (another planner saved it), is marked
    read-only, or its folder cannot be written.
    """
    file = before.path
    if not os.access(file, os.W_OK):
        raise InputError("editing.read_only", file=str(file))
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.write_bytes(before.encoded(text))
        if file.read_bytes() != before.content:
            raise InputError("editing.changed_meanwhile", file=file.name)
        kept = _kept(before)
        beside.replace(file)
    except OSError as error:
        raise InputError("editing.cannot_write", file=str(file), reason=error.strerror) from None
    finally:
        beside.unlink(missing_ok=True)
    return kept


def _kept(before: Written) -> Path:
    """Write the old content to the first free name; "x" so that two savers never share one."""
    for number in count(1):
        copy = before.path.with_name(f"{before.path.name}.bak-{number}")
        try:
            with copy.open("xb") as out:
                out.write(before.content)
        except FileExistsError:
            continue
        return copy
    raise AssertionError  # count never ends
