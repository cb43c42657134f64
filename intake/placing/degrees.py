"""Longitude and latitude as people write them: 113°15′20″E, 东经113.25, 113,25, "113.25,23.13"."""

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from intake.cells.numbers import number
from intake.cells.reading import Reading
from tables import Column

_ANY = Column("angle", "number", "坐标", "Coordinate")
_SIDE = r"东经|西经|北纬|南纬|经度|纬度|经|纬|lon(?:gitude)?|lat(?:itude)?|lng|[ewns东西南北]"
_SIZE = r"(?P<d>[+-]?\d+(?:\.\d+)?)\s*(?:[°º˚度d:](?!\w*[a-ce-z])\s*)"
_MINUTE = r"(?:(?P<m>\d{1,2}(?:\.\d+)?)\s*(?:['′’‘`分m:]|$)\s*)?"
_SECOND = r"(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:[\"″”“秒s]|''|′′|’’)?\s*)?"
_PARTS = re.compile(_SIZE + _MINUTE + _SECOND)
_BEFORE = re.compile(rf"(?P<side>{_SIDE})\s*[:：=]?\s*(?=[+-]?\d)", re.IGNORECASE)
_AFTER = re.compile(rf"(?<=[\d°º˚度'′’分\"″”秒])\s*(?P<side>{_SIDE})$", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?\d{1,3},\d+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+")
_BETWEEN = re.compile(r"\s*[;,、|/]\s*|\s+")
_JOINED = re.compile(
    r"(?<=\S)(?=东经|西经|北纬|南纬|经度|纬度|lat|lon|lng)|(?<=[ewns])(?=\d)", re.IGNORECASE
)
_WRAPPED = re.compile(r"^\s*(?:point)?\s*[\[({【〔]+|[\])}】〕]+\s*$", re.IGNORECASE)
_NEGATIVE = {"w", "s", "西", "南", "西经", "南纬"}
_NORTH_SOUTH = {"n", "s", "北", "南", "北纬", "南纬", "纬", "纬度", "lat", "latitude"}
_TWO_DEGREES = re.compile(r"-?\d{1,3}\.\d{2,}\s*[,，;；\s]\s*-?\d{1,3}\.\d{2,}")
_MOSTLY = 0.8
_WHOLE, _LON_LIMIT, _LAT_LIMIT = 60, 180, 90


class Angle(NamedTuple):
    """A number, `lon` or `lat` where the cell says which it is, and whether it was plain."""

    value: float
    side: str = ""
    plain: bool = True


class Pair(NamedTuple):
    """Two numbers of one cell, and whether the cell has them the other way about."""

    lon: float
    lat: float
    turned: bool = False


def angle(value: object) -> Reading:
    """Return a coordinate in degrees (or metres) as a number; `interpreted` where it was a text.

    >>> angle("113°15′20″E").value.__round__(6), angle("东经113.25度").value, angle("113,256").value
    (113.255556, 113.25, 113.256)
    >>> angle("500,000.5").value, angle("23.13N").value, angle("待查")
    (500000.5, 23.13, Reading(value=None, code='unread'))
    """
    found = _angle(value)
    if found is None:
        return Reading(None, "unread")
    return Reading(found.value, "" if found.plain else "interpreted")


def pair(value: object) -> Pair | None:
    """Return the two numbers of a cell, longitude first where the cell itself tells which is it.

    Words and letters (东经, N) tell, and a number over 90; else the order is the one written.

    >>> pair("23.13, 113.25"), pair("(103.8 30.6)")
    (Pair(lon=113.25, lat=23.13, turned=True), Pair(lon=103.8, lat=30.6, turned=False))
    >>> pair("N30.6 E88.2")[:2], pair("30.6，88.2")[:2], pair("113.25")
    ((88.2, 30.6), (30.6, 88.2), None)
    """
    if not isinstance(value, str):
        return None
    text = _WRAPPED.sub("", _half(value)).strip()
    for parts in _splits(text):
        first, second = (_angle(part) for part in parts)
        if first is not None and second is not None:
            return _ordered(first, second)
    return None


def are_pairs(values: Sequence[object]) -> bool:
    """Return whether at least 80 % of the cells hold two plain degrees: a longitude, a latitude.

    Whole numbers and short decimals are none: `12-3` and `3.5,2.8` may be anything.

    >>> are_pairs(["114.0701,30.6803", "114.0712,30.6811"]), are_pairs(["解放路3,5号", "3,5"])
    (True, False)
    """
    return bool(values) and sum(_plain_pair(v) for v in values) >= _MOSTLY * len(values)


def _plain_pair(value: object) -> bool:
    if not isinstance(value, str) or not _TWO_DEGREES.fullmatch(value.strip()):
        return False
    found = pair(value)
    return found is not None and abs(found.lon) <= _LON_LIMIT and abs(found.lat) <= _LAT_LIMIT


def _splits(text: str) -> list[tuple[str, str]]:
    """Return the ways to cut a text in two: at the only mark of its kind, a space, a word."""
    marks = list(_BETWEEN.finditer(text))
    kinds = [mark[0].strip() for mark in marks]
    firm = [
        mark for mark, kind in zip(marks, kinds, strict=True) if kind and kinds.count(kind) == 1
    ]
    cuts = firm or ([] if any(kinds) else [*marks, *_JOINED.finditer(text)])
    middle = len(text) / 2
    nearest = sorted(cuts, key=lambda mark: (abs(mark.start() - middle), mark.start()))
    return [(text[: mark.start()], text[mark.end() :]) for mark in nearest]


def _ordered(first: Angle, second: Angle) -> Pair:
    turned = first.side == "lat" or second.side == "lon"
    if not first.side and not second.side:
        high = _LAT_LIMIT < abs(second.value) <= _LON_LIMIT
        turned = high and abs(first.value) <= _LAT_LIMIT
    return Pair(*((second.value, first.value) if turned else (first.value, second.value)), turned)


def _angle(value: object) -> Angle | None:
    if not isinstance(value, str):
        reading = number(value, _ANY, 1)
        return None if not isinstance(reading.value, float) else Angle(reading.value)
    text = _half(value)
    size = _float(text)
    if size is not None:
        return Angle(size)
    bare, side = _sided(text)
    size = _degrees(bare) if bare else None
    if size is None:
        return None
    sign = -1 if side in _NEGATIVE else 1
    meant = "" if not side else "lat" if side in _NORTH_SOUTH else "lon"
    return Angle(sign * size, meant, plain=False)


def _sided(text: str) -> tuple[str, str]:
    """Return a text without the word for its side of the earth, and that word."""
    for pattern in (_BEFORE, _AFTER):
        found = pattern.search(text)
        if found and (pattern is _AFTER or found.start() == 0):
            rest = text[: found.start()] + text[found.end() :]
            return rest.strip(), found["side"].casefold()
    return text, ""


def _degrees(text: str) -> float | None:
    parts = _PARTS.fullmatch(text)
    if parts:
        minutes, seconds = float(parts["m"] or 0), float(parts["s"] or 0)
        whole = float(parts["d"])
        if minutes >= _WHOLE or seconds >= _WHOLE:
            return None
        size = abs(whole) + (minutes + seconds / _WHOLE) / _WHOLE
        return math.copysign(size, whole)
    plain = _float(text)
    if plain is not None:
        return plain
    if _COMMA.fullmatch(text) and abs(float(text.replace(",", "."))) <= _LON_LIMIT:
        return float(text.replace(",", "."))
    if _THOUSANDS.fullmatch(text.partition(".")[0]):
        return _float(text.replace(",", ""))
    return None


def _float(text: str) -> float | None:
    try:
        size = float(text)
    except ValueError:
        return None
    return size if math.isfinite(size) and "_" not in text else None


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("″", '"')).strip().replace("−", "-")
