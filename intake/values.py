"""Cells as people write them → values of a column's kind, and what had to be interpreted."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping

import pandas as pd

from intake import dates, flags, floors, numbers
from intake.reading import Reading, half_width, label
from intake.words import BROKEN, LEVELS, MISSING, OPEN, SEVERITIES
from tables import Column

_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_GRADE = re.compile(r"([a-d])\s*(?:级|级危房|类|grade)?")
_BETWEEN = re.compile(r"[,，、;；/／+＋\s]+")
_OWN_WORD_FOR_NONE = {"flag", "severity"}  # elsewhere 无 means that nothing is known


def clean(value: object) -> object:
    """Return a cell without padding and invisible characters; None for the words for missing.

    >>> clean(" 锦绣花园 "), clean("不详"), clean(float("nan"))
    ('锦绣花园', None, None)
    """
    if not isinstance(value, str):
        return None if _is_na(value) else value
    text = " ".join(_UNSEEN.sub("", value).split())
    return None if half_width(text) in MISSING else text


def _is_na(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124 - NaN


def known(value: object, kind: str) -> Reading | object:
    """Return the cleaned cell, or the reading of one that says nothing says 待核实, or broke.

    >>> known("待核实", "integer")
    Reading(value=None, code='open')
    """
    value = clean(value)
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
    return _within(reader(cell, column, factor), column)


def _or_empty(value: object) -> object:
    found = clean(value)
    return "" if found is None else found


def _within(reading: Reading, column: Column) -> Reading:
    number = reading.value
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return reading
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    return reading if low <= number <= high else Reading(None, "outside")


def _text(value: object, column: Column, _factor: float) -> Reading:
    text = label(value)
    return Reading(_coded(text, dict(column.words)) if column.words else text)


def _coded(text: str, codes: Mapping[str, str]) -> str:
    """Return the codes a cell lists, once each; what is no known word stays as it is written."""
    whole = half_width(text)
    parts = [whole] if whole in codes else [part for part in _BETWEEN.split(text) if part]
    listed = ",".join(codes.get(half_width(part), part) for part in parts)
    return ",".join(dict.fromkeys(listed.split(",")))


def _id(value: object, _column: Column, _factor: float) -> Reading:
    text = unicodedata.normalize("NFKC", label(value)).strip().strip("'").strip()
    return Reading(text or None)


def _code(value: object, column: Column, _factor: float) -> Reading:
    text = label(value).strip()
    if not column.allowed:
        return Reading(text)
    word = half_width(text)
    grade = _GRADE.fullmatch(word)
    own = dict(column.words).get(word, "")
    meant = {word, own, grade[1] if grade else "", LEVELS.get(word, "")}
    found = [allowed for allowed in column.allowed if allowed.casefold() in meant]
    return Reading(found[0]) if found else Reading(None, "unread")


def _flag(value: object, _column: Column, _factor: float) -> Reading:
    return flags.flag(value)


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
