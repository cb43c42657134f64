"""A workbook without the cells that are only formatted: a sheet may hold millions of them."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

LARGE_BYTES = 16 * 1024**2  # smaller sheets are read as they are

_CHUNK = 4 * 1024**2
_EMPTY_CELL = re.compile(rb"<c\s[^<>]*/>|<c\s[^<>]*></c>")
_EMPTY_ROW = re.compile(rb"<row\s[^<>]*/>|<row\s[^<>]*></row>")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_PLACED = re.compile(rb'<row\s[^<>]*\br="\d+"[^<>]*>(?:<c\s[^<>]*\br=")?')


def lean(file: IO[bytes]) -> IO[bytes]:
    """Return the workbook as it is, or a copy without empty cells when a sheet of it is large.

    Cells and rows that say their own place can go without moving the others; where they do not
    say it, the sheet stays as it is.
    """
    with zipfile.ZipFile(file) as book:
        large = {m.filename for m in book.infolist() if _is_large(m)}
        if large:
            copy = io.BytesIO()
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                for member in book.infolist():
                    _copied(book, packed, member, strip=member.filename in large)
            copy.seek(0)
            return copy
    file.seek(0)
    return file


def _is_large(member: zipfile.ZipInfo) -> bool:
    return member.file_size > LARGE_BYTES and _SHEET.search(member.filename) is not None


def _copied(
    book: zipfile.ZipFile, packed: zipfile.ZipFile, member: zipfile.ZipInfo, *, strip: bool
) -> None:
    with book.open(member) as source, packed.open(member.filename, "w", force_zip64=True) as target:
        for chunk in _stripped(source) if strip else iter(lambda: source.read(_CHUNK), b""):
            target.write(chunk)


def _stripped(source: IO[bytes]) -> Iterator[bytes]:
    """Yield a sheet without empty cells and rows, cut only where a row begins."""
    rest = source.read(_CHUNK)
    placed = _PLACED.search(rest) is not None
    while chunk := source.read(_CHUNK):
        whole = rest + chunk
        cut = whole.rfind(b"<row") if placed else len(whole)
        cut = max(0, cut)
        yield _without_empty(whole[:cut]) if placed else whole[:cut]
        rest = whole[cut:]
        if placed and len(rest) > 2 * _CHUNK:  # one row of thousands of formatted cells
            inner = max(rest.rfind(b"<c "), 0)
            yield _EMPTY_CELL.sub(b"", rest[:inner])
            rest = rest[inner:]
    yield _without_empty(rest) if placed else rest


def _without_empty(data: bytes) -> bytes:
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))
