"""A result written so that a file that is there stays whole until the new one is."""

import os
from pathlib import Path

from tables import InputError


def check_apart(path: Path, out: Path) -> None:
    """Raise InputError `check.out_is_in` where the result would replace the file that is read."""
    if out.exists() and path.exists() and out.samefile(path):
        raise InputError("check.out_is_in", out=out.name)


def write(out: Path, content: bytes) -> None:
    """Write beside `out` and rename into place. Raises InputError `check.not_written`."""
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, out)  # noqa: PTH105 - the same on every system
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise InputError("check.not_written", out=out.name, reason=reason) from error
