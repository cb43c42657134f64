"""Zip archives, looked at before anything in them is unpacked."""

import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from tables import InputError

MOST_FILES = 2000
MOST_BYTES = 2 * 1024**3
MOST_RATIO = 200
SMALL_BYTES = 16 * 1024**2  # a ratio says nothing about a small file

_BROKEN = (RuntimeError, NotImplementedError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
_UTF8_NAME = 0x800


def check(path: Path | IO[bytes], label: str) -> None:
    """Refuse an archive that is broken, leads outside its folder, or unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError("intake.unreadable", file=label, reason=str(error)) from error
    if len(members) > MOST_FILES:
        raise InputError("intake.archive_count", file=label, count=len(members), most=MOST_FILES)
    total = 0
    for member in members:
        _check_member(member, label)
        total += member.file_size
    if total > MOST_BYTES:
        raise InputError("intake.archive_size", file=label, megabytes=total // 1024**2)


def unpack(path: Path, label: str, folder: Path) -> list[Path]:
    """Return the files of an archive unpacked into `folder`, names given back in Chinese.

    Windows writes names in GBK and does not say so; zip readers then show them as `Ð¡Çø`.
    """
    check(path, label)
    found = []
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            target = folder / PurePosixPath(_name(member))
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with archive.open(member) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
            except _BROKEN as error:
                raise InputError(
                    "intake.archive_locked", file=label, member=_name(member)
                ) from error
            found.append(target)
    return sorted(found)


def _check_member(member: zipfile.ZipInfo, label: str) -> None:
    name = _name(member)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or ":" in name:
        raise InputError("intake.archive_path", file=label, member=name)
    if member.file_size > max(SMALL_BYTES, MOST_RATIO * member.compress_size):
        raise InputError("intake.archive_ratio", file=label, member=name)


def _name(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
