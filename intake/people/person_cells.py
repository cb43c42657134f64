"""A column's cells as they may go on: without what looks like a person."""

import re
from collections.abc import Sequence
from numbers import Real
from typing import Literal

from intake.cells.reading import label
from intake.cells.units import strip_unit
from intake.people.person_marks import kind, without

Role = Literal["place", "code", "count", "number", "text"]

_LOST = 10**16  # beyond it a number of Excel has lost its last digits
_LEAST = 10**9  # no telephone or card has fewer digits
_HALF = 2


def told_of(values: Sequence[object], role: Role) -> list[object]:
    """Return each value, or what is left of it: None where all of it is of a person."""
    kept = list(values)
    places = [place for place, value in enumerate(values) if _may_tell(value)]
    looked = [values[place] for place in places]
    for place, left in zip(places, _left(looked, role), strict=True):
        kept[place] = left
    return kept


def _may_tell(value: object) -> bool:
    return isinstance(value, str) or _large(value)


def _large(value: object) -> bool:
    if value is None or isinstance(value, (int, float)):  # nearly all cells
        return value is not None and bool(value >= _LEAST)
    # no float(): a whole number of JSON may be too large for one
    return isinstance(value, Real) and bool(value >= _LEAST)  # type: ignore[operator]


def _left(values: Sequence[object], role: Role) -> list[object]:
    texts = {value for value in values if isinstance(value, str)}  # a word is looked at once
    read = {text: _kind(text, role) for text in texts}
    kinds = _believed(values, [read[v] if isinstance(v, str) else _kind(v, role) for v in values])
    wanted = _wanted(kinds, role)
    masked = {text: left for text in texts if (left := _without(text, role)) != text}
    return [
        None if found in wanted else masked.get(v, v) if isinstance(v, str) else v
        for v, found in zip(values, kinds, strict=True)
    ]


def _wanted(kinds: Sequence[str], role: Role) -> set[str]:
    """Return the kinds of cells to clear in a column of `role` that holds `kinds`."""
    cards, dated = kinds.count("card"), kinds.count("dated")
    believed = cards > 0 and cards * _HALF >= cards + dated
    wanted = {"card", "dated"} if believed and role != "number" else set()
    if role in {"count", "text"}:
        wanted |= {"phone", "bank", "mail", "card"}
    if role == "number":
        wanted |= {"mail"}
    return wanted


def _believed(values: Sequence[object], kinds: list[str]) -> list[str]:
    """Return the kinds without telephones and cards among large numbers most of which are neither.

    A column of serial numbers (nodes of a street map) holds some that read like a mobile number.
    """
    if not {"phone", "bank"} & set(kinds):
        return kinds
    large = [_large(v) for v in values]
    like = [big and found in {"phone", "bank"} for big, found in zip(large, kinds, strict=True)]
    if sum(like) * _HALF >= sum(large):
        return kinds
    return ["" if serial else found for serial, found in zip(like, kinds, strict=True)]


def _kind(value: object, role: Role) -> str:
    if isinstance(value, str):
        told = strip_unit(value) if role == "count" else value  # 13812345678户 is no number of them
        return kind(told) if len(value) > 4 else ""  # noqa: PLR2004 - a@b.c has five
    if not _large(value) or value >= 10 * _LEAST**2:  # type: ignore[operator]
        return ""
    found = kind(label(value))
    lost = isinstance(value, float) and value > _LOST and role != "code"
    return "card" if found == "dated" and lost else found


def _without(text: str, role: Role) -> str | None:
    """Return a text with nobody in it; codes and numbers with their unit stay as they are."""
    if role == "code":
        return text
    if role in {"count", "number"} and re.fullmatch(r"[\W\d约近]*", strip_unit(text)):
        return text
    return without(text)
