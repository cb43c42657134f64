"""Storeys as ledgers write them: 6/7层 has buildings of six and of seven, 6层+跃 a loft on top."""

import re
import unicodedata

from intake.numbers import integer
from intake.reading import Reading
from tables import Column

_BETWEEN = r"(?:/|-|~|—|、|,|;|和|至|或|及)"
_SEVERAL = re.compile(rf"(\d{{1,2}}层?(?:{_BETWEEN}\d{{1,2}}层?)+)(?:不等)?")
_LOFT = re.compile(r"(\d{1,2})层?(?:\+|加|带|及)?(?:局部)?(?:跃层?|阁楼|复式|跃\d{1,2}层?)")
_GROUND = re.compile(r"地上(\d{1,2})层?(?:[,、]?地下\d层?)?")
_ENGLISH = re.compile(r"(\d{1,2})\s*(?:f|storeys?|floors?)")


def floors(value: object, column: Column, factor: float) -> Reading:
    """Return the storeys of the highest building; a loft over them is none, and both are said.

    >>> column = Column("floors", "integer", "层数", "Floors")
    >>> floors("6/7层", column, 1)
    Reading(value=7, code='interpreted')
    >>> floors("6层+跃", column, 1).value, floors("6+1", column, 1).code
    (6, 'unread')
    """
    if not isinstance(value, str):
        return integer(value, column, factor)
    text = "".join(unicodedata.normalize("NFKC", value).casefold().split())
    for pattern in (_SEVERAL, _LOFT, _GROUND, _ENGLISH):
        found = pattern.fullmatch(text)
        if found:
            return Reading(max(map(int, re.findall(r"\d+", found[1]))), "interpreted")
    return integer(value, column, factor)
