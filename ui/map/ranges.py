"""Answers to requests for a part of a file: RFC 9110, sections 13 and 14."""

import re
from collections.abc import Mapping

from starlette.responses import Response

_ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")  # an exabyte, and what int() reads
_PARTIAL, _NOT_MODIFIED, _UNSATISFIABLE = 206, 304, 416


def answer(content: bytes, asked: Mapping[str, str], *, etag: str, media_type: str) -> Response:
    """Return the whole of `content`, the part that `Range` asks for (206), or 304 or 416.

    A range counts only while `If-Range`, where given, names this very content; what is no single
    range of bytes is ignored, as the RFC allows. A browser keeps the answer to itself, for good.
    """
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }
    if {etag, "*"} & _tags(asked.get("if-none-match", "")):
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    span = part(asked.get("range", ""), len(content))
    if span is None or asked.get("if-range", etag) != etag:
        return Response(content, headers=headers, media_type=media_type)
    if not span:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return Response(status_code=_UNSATISFIABLE, headers=headers)
    headers["Content-Range"] = f"bytes {span[0]}-{span[-1]}/{len(content)}"
    found = content[span[0] : span[-1] + 1]
    return Response(found, _PARTIAL, headers=headers, media_type=media_type)


def part(asked: str, size: int) -> range | None:
    """Return the bytes a `Range` header asks of a file of `size`; None when it asks for none.

    An empty range is one that no byte of the file satisfies.

    >>> part("bytes=0-3", 10), part("bytes=8-99", 10), part("bytes=-2", 10)
    (range(0, 4), range(8, 10), range(8, 10))
    >>> len(part("bytes=10-", 10)), part("bytes=3-1", 10), part("bytes=0-1,4-5", 10)
    (0, None, None)
    """
    found = _ONE_RANGE.fullmatch(asked.strip())
    if not found or asked.strip() == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    end = min(int(last), size - 1) if last else size - 1
    return range(int(first), end + 1)


def _tags(header: str) -> set[str]:
    """Return the tags of a header, weak ones (a proxy that packs makes them) as strong ones."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
