"""The .prj beside a shapefile, when it is written in an encoding GDAL's readers stumble over."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from intake.formats import encodings


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Give a shapefile whose .prj is UTF-8 text: the one at `path`, or a copy while it is read.

    Chinese programmes write the name of a local system in GBK. What is no WKT in any encoding is
    left out of the copy: the layer then has no CRS, and is asked about.
    """
    part = next((p for p in path.parent.glob(f"{_plain(path.stem)}.*") if _is_prj(p)), None)
    written = part.read_bytes() if part else b""
    if part is None or encodings.decoded(written, "utf-8") is not None:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        for other in path.parent.glob(f"{_plain(path.stem)}.*"):
            if other.is_file() and not _is_prj(other):
                shutil.copyfile(other, Path(folder) / other.name)
        text = wkt(written)
        if text:
            (Path(folder) / part.name).write_text(text, encoding="utf-8")
        yield Path(folder) / path.name


def wkt(written: bytes) -> str:
    """Return the WKT of a .prj in UTF-8 or GB18030; empty where it is none.

    >>> wkt("坐标系不详".encode("gbk"))
    ''
    """
    for encoding in ("utf-8", "gb18030"):
        text = encodings.decoded(written, encoding)
        if text and _is_crs(text):
            return text
    return ""


def _is_crs(text: str) -> bool:
    try:
        CRS.from_wkt(text)
    except CRSError:
        return False
    return True


def _is_prj(path: Path) -> bool:
    return path.suffix.lower() == ".prj"


def _plain(stem: str) -> str:
    """Return a stem in which brackets mean themselves."""
    return "".join(f"[{letter}]" if letter in "[]*?" else letter for letter in stem)
