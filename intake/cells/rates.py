"""Shares of one column, where 85, 85% and 0.85 stand side by side."""

import re
from collections.abc import Sequence

from intake.cells.han_numbers import arabic
from intake.cells.numbers import number
from intake.cells.reading import Reading, half_width, label
from intake.cells.values import known
from tables import Column

_PERCENT = 100
_ONE_SIGN = re.compile(r"^[^%]*\d\s*%(?:左右|以上|上下)?$")
_TENTHS = re.compile(r"([1-9])成(?:左右|以上)?")
_COUNTED = re.compile(r"[户份人票套栋]")  # 85户 is no share
_HOW_MANY = re.compile(r"(?<=\d%)\s*\([^()%]*\)$")  # 92%(276户)
_SAID = {"percent": 0.01, "share": 1.0}
_LEAST = 0.1  # a bare number from here to 1 among percents is a share: 0.1 % agrees nowhere
_MOST_UNSURE = 2  # from 1 up to here among percents: 1 % or all of them?


def rates(
    values: Sequence[object], column: Column, *, percent: bool = False, unit: str = ""
) -> list[Reading]:
    """Return the share of one (0–1) each cell of a column means.

    `85%` says so itself. A bare number over 1 is a percentage. A bare number up to 1 is a share
    while the column has no bare percentages; beside them it is one from 0.1 on, and what could be
    either (1, or 0.05) is unknown with the code `rate_unsure`. Read otherwise than the header
    says (`percent`: it has a %), or with a header that says nothing and a percentage, it is
    `interpreted`: each row is listed. A `unit` (`percent`, `share`) is what a person said of the
    column, and settles every bare number in it.

    >>> column = Column("support_rate", "rate", "支持率", "In favour")
    >>> [reading.value for reading in rates(["85%", 85, 0.85, 1], column)]
    [0.85, 0.85, 0.85, None]
    >>> [reading.value for reading in rates([0.85, 1], column, percent=True)]
    [0.85, 1.0]
    """
    found = [_cell(value, column) for value in values]
    if unit in _SAID:
        return [
            _within(_times(one, _SAID[unit]) if isinstance(one, _Bare) else one) for one in found
        ]
    mixed = any(one.value > 1 for one in found if isinstance(one, _Bare))
    return [
        _share(one, mixed=mixed, percent=percent) if isinstance(one, _Bare) else _within(one)
        for one in found
    ]


def _times(one: Reading, share: float) -> Reading:
    return Reading(one.value * share, one.code) if isinstance(one.value, float) else one


class _Bare(Reading):
    """A number without a % sign."""

    value: float


def _cell(value: object, column: Column) -> Reading:
    cell = known(value, column.kind)
    if isinstance(cell, Reading):
        return cell
    text = half_width(label(cell))
    tenths = _TENTHS.fullmatch(arabic(text))
    if tenths:
        return Reading(int(tenths[1]) / 10, "interpreted")
    bare = _HOW_MANY.sub("", text)
    if bare != text:
        return _cell(bare, column)._replace(code="interpreted")
    if _COUNTED.search(text):
        return Reading(None, "unread")
    if _ONE_SIGN.search(text):
        read = number(text.replace("%", ""), column, 1)
        return read._replace(value=read.value / _PERCENT) if isinstance(read.value, float) else read
    read = number(cell, column, 1)
    return _Bare(read.value, read.code) if isinstance(read.value, float) else read


def _share(one: Reading, *, mixed: bool, percent: bool) -> Reading:
    size = one.value
    if not isinstance(size, float):
        return one
    if size == 0 or size < 0:
        return _within(Reading(size, one.code))
    if size >= _MOST_UNSURE:
        return _within(Reading(size / _PERCENT, one.code if percent else "interpreted"))
    if size > 1 or (mixed and (size == 1 or size < _LEAST)):
        return Reading(None, "rate_unsure")
    return Reading(size, "interpreted" if percent or mixed else one.code)


def _within(one: Reading) -> Reading:
    inside = not isinstance(one.value, float) or 0 <= one.value <= 1
    return one if inside else Reading(None, "outside")
