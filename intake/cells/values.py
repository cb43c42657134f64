"""Cells as people write them → values of a column's kind, and what had to be interpreted."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from intake.cells import dates, flags, floors, numbers
from intake.cells.reading import Reading, half_width, label
from intake.cells.words import BROKEN, LEVELS, MISSING, NONE_YET, OPEN, SEVERITIES
from intake.cells.year_text import listed
from intake.headings.traditional import simplified
from tables import Column

_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_GRADE = re.compile(r"([a-d])(su)?\s*-?(?:级|级危房|类|grade)?(\([^()a-d]*\))?")
_DIGITS_LOST = re.compile(r"\d(?:\.\d+)?e\+?\d{1,3}")
_EXACT = 10**15  # a sheet keeps fifteen digits of a number
_BETWEEN = re.compile(r"[,，、;；/／+＋\s]+")
_NAMES = {"text", "id"}  # what is joined by: a mark nobody sees may part two that are one
_COUNTED = {"integer", "number", "rate", "severity"}
_TWO_NUMBERS = re.compile(r"\d\s*[\r\n]\s*\d")  # a line break is no thousands mark
_OWN_WORD_FOR_NONE = {"flag", "severity"}  # elsewhere 无 means that nothing is known


def clean(value: object) -> object:
    """Return a cell without padding and invisible characters; None for the words for missing.

    >>> clean(" 锦绣花园 "), clean("不详"), clean(float("nan"))
    ('锦绣花园', None, None)
    """
    if value is None or type(value) is int:  # most cells
        return value
    if not isinstance(value, str):
        return None if _is_na(value) else value if pd.api.types.is_scalar(value) else str(value)
    plain = value.isprintable() and "  " not in value  # no mark, no other space
    text = value.strip() if plain else " ".join(_UNSEEN.sub("", value).split())
    return None if simplified(half_width(text)) in MISSING else text


def _is_na(value: Any) -> bool:  # noqa: ANN401 - whatever a file holds
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def known(value: object, kind: str) -> Reading | object:
    """Return the cleaned cell, or the reading of one that says nothing says 待核实, or broke.

    >>> known("待核实", "integer")
    Reading(value=None, code='open')
    """
    if kind == "flag" and isinstance(value, str) and simplified(value.strip()) in NONE_YET:
        return Reading(value=False, code="interpreted")
    if isinstance(value, str) and ("\n" in value or "\r" in value):
        if kind in _COUNTED and _TWO_NUMBERS.search(value):
            return Reading(None, "unread")
        value = listed(value) if kind == "year" else value
    value = clean(value)
    if kind not in _NAMES and isinstance(value, str):
        value = simplified(value)  # 約150戶; a name keeps its own characters
    if value is None or (value == "无" and kind not in _OWN_WORD_FOR_NONE):
        return Reading(None)
    if isinstance(value, str) and half_width(value) in OPEN:
        return Reading(None, "open")
    if isinstance(value, str) and half_width(value) in BROKEN:
        return Reading(None, "unread")
    return value


def read(value: object, column: Column, *, factor: float = 1) -> Reading:
    """Return what a cell means in `column`; numbers are times `factor`, the unit of the header.

    >>> read("约1,200户", Column("households", "integer", "户数", "Households", unit="户"))
    Reading(value=1200, code='interpreted')
    """
    if column.none_words and half_width(label(_or_empty(value))) in column.none_words:
        return Reading(None, "none")
    cell = known(value, column.kind)
    if isinstance(cell, Reading):
        return cell
    reader = floors.floors if column.name == "floors" else _READERS[column.kind]
    reading = _within(reader(cell, column, factor), column)
    unseen = column.kind in _NAMES and isinstance(value, str) and _UNSEEN.search(value)
    return reading._replace(code=reading.code or "interpreted") if unseen else reading


def _or_empty(value: object) -> object:
    found = clean(value)
    return "" if found is None else found


def _within(reading: Reading, column: Column) -> Reading:
    number = reading.value
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return reading
    if abs(number) >= _EXACT:
        return Reading(None, "outside")
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    return reading if low <= number <= high else Reading(None, "outside")


def _text(value: object, column: Column, _factor: float) -> Reading:
    if column.name == "name" and isinstance(value, dt.date):
        return Reading(None, "became_date")
    text = label(value)
    return Reading(_coded(text, dict(column.words)) if column.words else text)


def _coded(text: str, codes: Mapping[str, str]) -> str:
    """Return the codes a cell lists, once each; what is no known word stays as it is written."""
    whole = half_width(text)
    parts = [whole] if whole in codes else [part for part in _BETWEEN.split(text) if part]
    listed = ",".join(codes.get(half_width(part), part) for part in parts)
    return ",".join(dict.fromkeys(listed.split(",")))


def _id(value: object, _column: Column, _factor: float) -> Reading:
    text = label(value).strip().strip("'").strip()
    even = unicodedata.normalize("NFKC", text)
    if _DIGITS_LOST.fullmatch(even.casefold()) or _rounded(value):
        return Reading(None, "digits_lost")
    return Reading(even or None, "" if even == text else "interpreted")


def _rounded(value: object) -> bool:
    return isinstance(value, float) and abs(value) >= _EXACT


def _code(value: object, column: Column, _factor: float) -> Reading:
    text = label(value).strip()
    if not column.allowed:
        return Reading(text)
    word = half_width(text)
    grade = _GRADE.fullmatch(word)
    own = dict(column.words).get(word, "")
    meant = {word, own, grade[1] if grade else "", LEVELS.get(word, "")}
    found = [allowed for allowed in column.allowed if allowed.casefold() in meant]
    if not found:
        return Reading(None, "unread")
    return Reading(found[0], "interpreted" if grade and (grade[2] or grade[3]) else "")


def _flag(value: object, column: Column, _factor: float) -> Reading:
    return flags.flag(value, company=column.name == "property_management")


def _severity(value: object, _column: Column, _factor: float) -> Reading:
    word = half_width(label(value))
    if word in SEVERITIES:
        return Reading(SEVERITIES[word])
    found = re.fullmatch(r"([0-3])\s*(?:级|分)?", word)
    return Reading(int(found[1])) if found else Reading(None, "unread")


def _date(value: object, _column: Column, _factor: float) -> Reading:
    return dates.date(value)


_READERS: dict[str, Callable[[object, Column, float], Reading]] = {
    "id": _id,
    "text": _text,
    "code": _code,
    "integer": numbers.integer,
    "number": numbers.number,
    "rate": numbers.rate,
    "flag": _flag,
    "date": _date,
    "severity": _severity,
}
