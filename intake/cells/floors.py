"""Storeys as ledgers write them: 6层+跃 has a loft on top, 6/7层 is two heights."""

import re
import unicodedata

from intake.cells.numbers import integer
from intake.cells.reading import Reading
from tables import Column

_LOFT = re.compile(r"(\d{1,2})层?(?:\+|加|带|及)?(?:局部)?(?:跃层?|阁楼|复式|跃\d{1,2}层?)")
_GROUND = re.compile(r"地上(\d{1,2})层?(?:[,、]?地下\d层?)?")
_ENGLISH = re.compile(r"(\d{1,2})\s*(?:f|storeys?|floors?)")


def floors(value: object, column: Column, factor: float) -> Reading:
    """Return the storeys of an estate; a loft over them is none, and is said.

    Buildings of six and of seven (6/7层), or 6+1, have no one number: it is unknown, and said.

    >>> column = Column("floors", "integer", "层数", "Floors")
    >>> floors("6层+跃", column, 1)
    Reading(value=6, code='interpreted')
    >>> floors("6/7层", column, 1), floors("6+1", column, 1).code
    (Reading(value=None, code='unread'), 'unread')
    """
    if not isinstance(value, str):
        return integer(value, column, factor)
    text = "".join(unicodedata.normalize("NFKC", value).casefold().split())
    for pattern in (_LOFT, _GROUND, _ENGLISH):
        found = pattern.fullmatch(text)
        if found:
            return Reading(int(found[1]), "interpreted")
    return integer(value, column, factor)
