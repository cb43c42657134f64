"""Numbers as people write them: 约1,200户, 3.2万㎡, １２３, 85%."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Sequence

from intake.cells.date_cells import count_in, day_in
from intake.cells.han_numbers import arabic
from intake.cells.reading import Reading, half_width
from intake.cells.units import is_unit, scale
from tables import Column

_ABOUT = re.compile(
    r"大约|大概|大致|约计?|左右|余|多|上下|以上|将?近|逾|≈|~|>=|≥|≧|>|不[少低]于|至少|超过|共计?|[合总]计"
    r"|\s*(?:as at|as of|截至).*$|\s*[*※]"
)
_BRACKET = re.compile(r"\(([^()]*)\)$")
_OF_WHICH = re.compile(r"(?<=[^\s(,;])[,;。、\s]*\(?(?:其中|包括|内含|含)[^()]*\)?$")
_DIGITS = r"(?:(?:\d{1,3}(?:[,'’]\d{3})+|\d{1,2}(?: \d{3})+)(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
_NUMBER = re.compile(rf"^([+-]?{_DIGITS})(?:[eE]([+-]?\d{{1,2}}))?\s*(\D\S{{0,7}})?$")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
_PLAIN = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?")


def number(value: object, column: Column, factor: float) -> Reading:
    """Return a number in the unit of `column`; a unit in the cell outdoes `factor`, the header's.

    >>> number("3.2万㎡", Column("area_m2", "number", "面积", "Area", unit="m2"), 1)
    Reading(value=32000.0, code='interpreted')
    """
    day = day_in(value) if isinstance(value, str) else value
    if isinstance(day, dt.date):
        return _times_factor(count_in(day), factor)
    if not isinstance(value, str):
        found = _as_float(value)
        return Reading(None, "unread") if found is None else Reading(found * factor)
    parts, unit = _parts(value)
    times = _times(unit, column, factor) if parts else None
    if not parts or times is None:
        return Reading(None, "unread")
    size = float(re.sub(r"[,'’ ]", "", parts[1])) * 10 ** int(parts[2] or 0) * times
    if not math.isfinite(size):
        return Reading(None, "unread")
    return Reading(size, "" if _PLAIN.fullmatch(value) else "interpreted")


def unspaced(values: Sequence[object]) -> list[object]:
    """Return the cells of a column with `'` for a space between groups of three digits.

    `300 320` alone may be two numbers. A column whose texts with a space are all grouped so, one
    of them surely (`1 200`), and whose other numbers are below 1000, groups its thousands so.

    >>> unspaced(["1 200", "300 320", 80]), unspaced(["300 320", 80])
    (["1'200", "300'320", 80], ['300 320', 80])
    """
    texts = {v: _even(v) for v in values if isinstance(v, str) and re.search(r"\d\s+\d", v)}
    if not texts or any("\n" in v or not _SPACED.match(text) for v, text in texts.items()):
        return list(values)
    sure = any(re.match(r"\d{1,2} |\d{3}(?: \d{3}){2}", text) for text in texts.values())
    others = (str(v) for v in values if not isinstance(v, str) or v not in texts)
    long = any(re.search(r"\d{4}", other) for other in others)
    if not sure or long:
        return list(values)
    return [_grouped(texts[v]) if isinstance(v, str) and v in texts else v for v in values]


def _grouped(text: str) -> str:
    return _SPACED.sub(lambda found: found[0].replace(" ", "'"), text, count=1)


def _even(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip()


def _parts(value: str) -> tuple[re.Match[str] | None, str]:
    """Return the number of a text, and its unit; `1200(㎡)` has it in brackets.

    A bracket that holds no number is a remark, such as `(含地下室)`, unless it is a unit; a part
    of the whole, such as `（其中商铺12户）`, is left out.
    """
    text = unicodedata.normalize("NFKC", value).strip(" '‘’`").replace("−", "-")
    text = re.sub(r"万\s+", "万", _OF_WHICH.sub("", text))
    remark = _BRACKET.search(text)
    unit = remark[1].strip() if remark and is_unit(remark[1]) else ""
    if unit or (remark and not re.search(r"\d", remark[1])):
        text = _BRACKET.sub("", text)
    parts = _NUMBER.match(_ABOUT.sub("", text).strip())
    return parts, unit or ((parts[3] or "") if parts else "")


def integer(value: object, column: Column, factor: float) -> Reading:
    """Return a whole number; a part of one cannot be read.

    >>> column = Column("households", "integer", "户数", "Households", unit="户")
    >>> integer("８２", column, 1).value, integer(12.5, column, 1)
    (82, Reading(value=None, code='unread'))
    >>> integer("十二户", column, 1)
    Reading(value=12, code='interpreted')
    """
    reading = number(arabic(value) if isinstance(value, str) else value, column, factor)
    if not isinstance(reading.value, float):
        return reading
    whole, worded = round(reading.value), isinstance(value, str) and not _PLAIN.fullmatch(value)
    close = math.isclose(reading.value, whole, rel_tol=0, abs_tol=1e-6)
    return (
        Reading(whole, reading.code or ("interpreted" if worded else ""))
        if close
        else Reading(None, "unread")
    )


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
    try:
        found = float(value)
    except (OverflowError, ValueError, TypeError):
        return None
    return found if math.isfinite(found) else None


def _times_factor(reading: Reading, factor: float) -> Reading:
    if not isinstance(reading.value, float):
        return reading
    return reading._replace(value=reading.value * factor)


def _times(unit: str, column: Column, factor: float) -> float | None:
    if unit == "万" and factor not in {1.0, 1e4}:
        return None  # ten thousand of what the header names, or of the column's own unit?
    return scale(unit, column.unit) if unit else factor
