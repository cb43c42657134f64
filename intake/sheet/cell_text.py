"""Cells of a grid as text, and what a text looks like."""

import re
from collections.abc import Sequence

from intake.cells.units import is_unit

Grid = Sequence[Sequence[object]]

_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_NUMBER = re.compile(r"[-+]?[\d,，.]+(?:\.\d+)?%?(?:户|人|栋|幢|㎡|m2|平方米|万元|元|个|年)?")
_BRACKETS = re.compile(r"^[(（\[【]\s*|\s*[)）\]】]$")


def text(cell: object) -> str:
    r"""Return a cell as one line without padding and invisible characters.

    >>> text(" 小区\n名称\u200b "), text(None)
    ('小区 名称', '')
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    if cell.isprintable() and "  " not in cell:
        return cell.strip()
    return " ".join(_UNSEEN.sub("", cell).split())


def texts(row: Sequence[object]) -> list[str]:
    """Return the cells of a row as texts."""
    return [text(cell) for cell in row]


def filled(row: Sequence[object]) -> int:
    """Return the width of a row without the empty cells at its end.

    >>> filled(["甲", None, "乙", "", None])
    3
    """
    return next((n for n in range(len(row), 0, -1) if text(row[n - 1])), 0)


def is_number(cell: object) -> bool:
    """Return whether a cell holds a number, or a text that is one.

    >>> is_number(12.5), is_number("1,200户"), is_number("2号院"), is_number(None)
    (True, True, False, False)
    """
    if isinstance(cell, str):
        return _NUMBER.fullmatch(cell.strip()) is not None
    return cell is not None and not isinstance(cell, bool) and isinstance(cell, (int, float))


def only_unit(word: str) -> bool:
    """Return whether a text is a unit and nothing else, in brackets or not.

    >>> only_unit("（万㎡）"), only_unit("户"), only_unit("户数")
    (True, True, False)
    """
    return is_unit(_BRACKETS.sub("", word))


def letters(place: int) -> str:
    """Return what Excel calls the column at `place`, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
