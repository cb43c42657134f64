"""What tables and columns are called, in the reader's language only."""

import re
from collections.abc import Iterator
from functools import cache

from tables import TABLES, Column, Table

_OPEN = "（"


def in_one(text: str, *, locale: str) -> str:
    """Return `text` with each table and column it names in both languages named in one.

    >>> in_one("停车（Parking）、户数（Households）", locale="zh")
    '停车、户数'
    >>> in_one("锦绣里（一期）", locale="en")
    '锦绣里（一期）'
    """
    if _OPEN not in text:
        return text
    return _pairs().sub(lambda found: _names()[found[0]][locale == "en"], text)


@cache
def _pairs() -> re.Pattern[str]:
    longest = sorted(_names(), key=lambda pair: (-len(pair), pair))
    return re.compile("|".join(map(re.escape, longest)))


@cache
def _names() -> dict[str, tuple[str, str]]:
    return {f"{one.zh}{_OPEN}{one.en}）": (one.zh, one.en) for one in _declared()}


def _declared() -> Iterator[Column | Table]:
    for table in TABLES.values():
        yield table
        yield from table.columns
