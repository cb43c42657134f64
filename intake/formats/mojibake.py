"""Texts that some earlier program spoiled by reading one encoding as another."""

import re

import pandas as pd

from intake.formats import encodings
from intake.raw import Raw
from tables import Issue, Table

_MARKS = re.compile(
    "锟斤拷|烫烫烫|\ufffd|Ã[\u0080-\u00bf]"
    "|(?:[äåæçèé][\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,2}){2}"  # UTF-8 shown as Latin
)
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_FIRST = 1000


def spoiled(raw: Raw, table: Table, label: str) -> list[Issue]:
    """Return a warning for each column whose texts were spoiled before this file was saved.

    `锟斤拷` and `\ufffd` are characters lost for good; `å°�åŒº` and `灏忓尯` are 小区 read in the
    wrong encoding. The cells stay as they are: what they were is for the person who has the first
    file.
    """
    found = []
    for place, header in enumerate(raw.headers):
        rows = _rows(header, raw.cells[place])
        if rows:
            detail = {"count": len(rows)}
            found.append(Issue("intake.mojibake", "warning", table.name, label, rows[0] or None,
                               column=header, detail=detail))  # fmt: skip
    return found


def is_spoiled(text: str) -> bool:
    """Return whether a text shows that it was read in a wrong encoding.

    >>> [is_spoiled(text) for text in ("灏忓尯鍚嶇О", "å°åŒºåç§°", "和平里小区", "锟斤拷")]
    [True, True, False, True]
    """
    if text.isascii():
        return False
    return bool(_MARKS.search(text)) or any(
        _reread(text, e) for e in ("gb18030", "cp1252", "latin-1")
    )


def _rows(header: str, cells: pd.Series) -> list[int]:
    """Return the rows of spoiled cells, 0 for the header; every text is looked at once.

    The marks are looked for in all texts, a wrong encoding only in the first ones: it spoils all.
    """
    texts = {cell for cell in cells.tolist() if isinstance(cell, str) and not cell.isascii()}
    first = sorted(texts)[:_FIRST]
    found = [0] if is_spoiled(header) else []
    if not (_MARKS.search("\n".join(texts)) or any(map(is_spoiled, first))):
        return found
    wrong = {text for text in texts if is_spoiled(text)}
    return found + [int(str(row)) for row, cell in cells.items() if cell in wrong]


def _reread(text: str, encoding: str) -> bool:
    """Return whether the bytes of `text` in `encoding` are everyday Chinese in UTF-8."""
    try:
        told = text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return False
    han = "".join(_HAN.findall(told))
    return len(han) > 1 and encodings.usual(han) > 0.6  # noqa: PLR2004 - most are everyday ones
