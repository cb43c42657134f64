"""Numbers as people write them: 约1,200户, 3.2万㎡, １２３, 85%."""

import math
import re
import unicodedata

from intake.reading import Reading, half_width
from intake.units import scale
from tables import Column

_ABOUT = re.compile(
    r"大约|约|左右|余|多|上下|以上|近|≈|~|>=|≥|>|不少于|共计?|\s*(?:as at|截至).*$|\s*[*※]"
)
_DIGITS = r"(?:\d{1,3}(?:[,'’ ]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
_NUMBER = re.compile(rf"^([+-]?{_DIGITS})(?:[eE]([+-]?\d{{1,2}}))?\s*(\D\S{{0,7}})?$")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?")


def number(value: object, column: Column, factor: float) -> Reading:
    """Return a number in the unit of `column`; a unit in the cell outdoes `factor`, the header's.

    >>> number("3.2万㎡", Column("area_m2", "number", "面积", "Area", unit="m2"), 1)
    Reading(value=32000.0, code='interpreted')
    """
    if not isinstance(value, str):
        found = _as_float(value)
        return Reading(None, "unread") if found is None else Reading(found * factor)
    text = unicodedata.normalize("NFKC", value).strip()
    parts = _NUMBER.match(_ABOUT.sub("", text).strip())
    times = _times(parts[3] or "", column, factor) if parts else None
    if not parts or times is None:
        return Reading(None, "unread")
    size = float(re.sub(r"[,'’ ]", "", parts[1])) * 10 ** int(parts[2] or 0)
    return Reading(size * times, "" if _PLAIN.fullmatch(value) else "interpreted")


def integer(value: object, column: Column, factor: float) -> Reading:
    """Return a whole number; a part of one cannot be read.

    >>> column = Column("households", "integer", "户数", "Households", unit="户")
    >>> integer("８２", column, 1).value, integer(12.5, column, 1)
    (82, Reading(value=None, code='unread'))
    """
    reading = number(value, column, factor)
    if not isinstance(reading.value, float):
        return reading
    whole = round(reading.value)
    close = math.isclose(reading.value, whole, rel_tol=0, abs_tol=1e-6)
    return Reading(whole, reading.code) if close else Reading(None, "unread")


def rate(value: object, column: Column, factor: float) -> Reading:
    """Return a share of one; `85%` in a cell is 0.85, else `factor` is the header's.

    >>> rate("85%", Column("support_rate", "rate", "支持率", "In favour"), 1).value
    0.85
    """
    text = half_width(str(value))
    if not text.endswith("%"):
        return number(value, column, factor)
    reading = number(text.removesuffix("%"), column, 1)
    share = reading.value
    return Reading(share / 100, reading.code) if isinstance(share, float) else reading


def _as_float(value: object) -> float | None:
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    found = float(value)
    return found if math.isfinite(found) else None


def _times(unit: str, column: Column, factor: float) -> float | None:
    return scale(unit, column.unit) if unit else factor
