"""Bytes of text → text: UTF-8 when it is, else GB18030, else an error; never a guess unsaid."""

import codecs
from collections.abc import Iterable, Sequence

from tables import InputError

TRIED = ("utf-8", "gb18030")


def decode(data: bytes, label: str) -> tuple[str, str]:
    """Return the text of a file and the encoding it was in.

    >>> decode("小区".encode("gbk"), "a.csv"), decode("小区".encode("utf-8-sig"), "a.csv")[1]
    (('小区', 'gb18030'), 'utf-8-sig')
    """
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data, "utf-8-sig", label), "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", label), "utf-16"
    for encoding in TRIED:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise InputError("intake.encoding", file=label, tried=", ".join(TRIED))


def fitting(texts: Iterable[bytes], candidates: Sequence[str]) -> str | None:
    """Return the first of `candidates` that decodes every text; one may be cut off at its end.

    >>> fitting(["小区名称".encode()[:10]], ["utf-8", "gb18030"])
    'utf-8'
    """
    found = list(texts)
    return next(
        (c for c in candidates if all(decoded(text, c) is not None for text in found)), None
    )


def decoded(text: bytes, encoding: str) -> str | None:
    """Return `text` without a last character that was cut, or None when it is not `encoding`."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(text)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, encoding: str, label: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError("intake.encoding", file=label, tried=encoding) from error
