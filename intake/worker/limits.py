"""How long and how large the reading of files from outside may become."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from intake.source import Source
from tables import InputError

SECONDS_VARIABLE = "JIUGAI_READ_SECONDS"
_MEGABYTE = 1024**2
_MEMORY_A_BYTE = 20  # a workbook of 100 MB holds some 2 GB of cells


@dataclass(frozen=True)
class Limits:
    """What one reading may take.

    Files of less than `small_bytes` together are given `seconds` of the processor, so that with
    starting and telling they are answered within 10 s; larger ones as long as they
    need, for they show how far they are and can be stopped. `memory_bytes` is the room of the
    reading process, and twenty times the files where that is more.
    """

    seconds: float = 8.0
    small_bytes: int = 5 * _MEGABYTE
    memory_bytes: int = 4096 * _MEGABYTE

    def seconds_for(self, size: int) -> float | None:
        """Return the seconds for files of `size` bytes together; None: no limit.

        >>> Limits().seconds_for(4_000_000), Limits().seconds_for(6_000_000)
        (8.0, None)
        """
        return self.seconds if size < self.small_bytes else None

    def memory_for(self, size: int) -> int:
        """Return the bytes of memory for files of `size` bytes together.

        >>> Limits().memory_for(1_000) == 4 * 1024**3
        True
        """
        return max(self.memory_bytes, _MEMORY_A_BYTE * size)


def limits() -> Limits:
    """Return the limits of this machine: a slow one sets JIUGAI_READ_SECONDS."""
    given = os.environ.get(SECONDS_VARIABLE)
    if not given:
        return Limits()
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise InputError("intake.worker_seconds", value=given)
    return Limits(seconds=seconds)


def size_of(sources: Iterable[Source]) -> int:
    """Return the bytes of all files of `sources`; a shapefile counts with its parts."""
    return sum(path.stat().st_size for path in {p for s in sources for p in _files(s.path)})


def _files(path: Path) -> list[Path]:
    if path.is_dir():  # a file geodatabase
        return [inner for inner in path.rglob("*") if inner.is_file()]
    if path.suffix.lower() == ".shp":
        return [part for part in path.parent.glob(f"{path.stem}.*") if part.is_file()]
    return [path] if path.is_file() else []
