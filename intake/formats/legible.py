"""Texts that can be written again: half a character, which no file can hold, becomes �."""

import re
from dataclasses import replace

import pandas as pd

from intake.raw import Raw

_LOST = "\ufffd"
_HALF = re.compile("[\ud800-\udfff]")


def legible(raw: Raw) -> Raw:
    r"""Return `raw` with � for every half of a character in headers and cells.

    JSON and web pages may name one half of a pair (`\ud83c`); no encoding can write it, so that
    it would break whatever writes the table, or the words about it.

    >>> legible(Raw(("\ud83c",), pd.DataFrame({0: ["和平里\udfd8", 3]}))).cells[0].tolist()
    ['和平里�', 3]
    """
    texts = {
        name: [_whole(value) for value in values] if any(map(_halved, values)) else raw.cells[name]
        for name, values in ((name, raw.cells[name].tolist()) for name in raw.cells)
    }
    return replace(
        raw,
        headers=tuple(_HALF.sub(_LOST, header) for header in raw.headers),
        cells=pd.DataFrame(texts, index=raw.cells.index).astype("object"),
        issues=tuple(
            replace(one, value=_HALF.sub(_LOST, one.value)) if _halved(one.value) else one
            for one in raw.issues
        ),
    )


def _halved(value: object) -> bool:
    return isinstance(value, str) and not value.isascii() and _HALF.search(value) is not None


def _whole(value: object) -> object:
    return _HALF.sub(_LOST, value) if isinstance(value, str) else value
