"""The files of a folder and of the folders in it: those to look at, those passed over, and why."""

from pathlib import Path
from typing import NamedTuple

from intake.formats.kinds import LAYERS, TABLES
from intake.formats.zipped import own_files

READ = frozenset({*TABLES, *LAYERS})
KIND, LINK = "kind", "link"  # not a kind of file that holds data here; a link to another place


class Listed(NamedTuple):
    """The files to look at, in order, and those passed over with the reason (`kind`, `link`)."""

    files: tuple[Path, ...]
    passed_over: tuple[tuple[Path, str], ...]


def listed(folder: Path) -> Listed:
    """Return the files below a folder: a shapefile once, a `.gdb` folder as one file.

    What belongs to another file, is hidden, or is the lock of an open workbook (`~$…`) is no file
    of its own and is not among them.
    """
    own = own_files(folder)
    links = [path for path in sorted(folder.rglob("*")) if path.is_symlink()]
    files = [path for path in own if path.suffix.lower() in READ]
    others = [(path, KIND) for path in own if path.suffix.lower() not in READ]
    return Listed(tuple(files), tuple(sorted([*others, *((path, LINK) for path in links)])))
