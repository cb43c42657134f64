"""Years as ledgers write them: a year, or the range it lies in."""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from intake.dates import EXCEL_DAYS, from_excel

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_DECADE_WORDS = {word: 10 * n for n, word in enumerate("一二三四五六七八九", start=1)}
_AGO, _LATELY = 40, 29  # a two-digit year from 40 on is of the 1900s, up to 29 of the 2000s

_YEAR = r"(\d{4}|\d{2}(?!\d))"
_TO = r"(?:-+|—+|–|~|～|至|到|/|、|,|;|和)"
_RANGE = re.compile(rf"^{_YEAR}年?{_TO}{_YEAR}(?:年代?)?(?:间|建成|建)?$")
_LIST = re.compile(rf"^\d{{4}}年?(?:{_TO}\d{{4}}年?){{2,}}$")
_BEFORE = re.compile(rf"^{_YEAR}年?(?:底|末)?(?:以前|之前|前)(?:建成|建)?$")
_AFTER = re.compile(rf"^{_YEAR}年?(?:以后|之后|后)(?:建成|建)?$")
_DECADE = re.compile(r"^(?:上个?世纪|20世纪|19)?(\d)0年代(?:初|初期|中|中期|末|末期|后期)?$")
_FULL_DECADE = re.compile(r"^(\d{3})0年代(?:初|初期|中|中期|末|末期|后期)?$")
_DATE = re.compile(
    r"^(\d{4})(?:年|[-./])(?:0?[1-9]|1[0-2])(?:月|(?:[-./月])\d{1,2}日?)?(?:份|底|初)?$"
)
_NAMED = re.compile(rf"^{_YEAR}(?:年度?)?(?:建成|建|竣工|底|初|末|中|左右|前后)?$")


_REMARK = re.compile(r"[(（](?![^)）]*\d{4})[^)）]*[)）]")


class Years(NamedTuple):
    """The earliest and the latest year a cell allows (None: open), and whether it was plain."""

    low: int | None
    high: int | None
    plain: bool


def years(value: object) -> Years | None:
    """Return the year or range of years of a cell, or None when it cannot be read.

    >>> years("1998年"), years("上世纪八十年代")
    (Years(low=1998, high=1998, plain=True), Years(low=1980, high=1989, plain=False))
    >>> years("1985、1992")
    Years(low=1985, high=1992, plain=False)
    """
    if isinstance(value, dt.date):
        return Years(value.year, value.year, plain=False)
    text = _half(str(value))
    bare = _without_remarks(text)
    if bare != text:
        found = years(bare)
        return found and found._replace(plain=False)
    number = _number(text)
    if number is not None:
        return _from_number(number, text)
    if re.fullmatch(r"\d{4}年度?", text):
        return _just(int(text[:4]), plain=True)
    return _worded(text)


def _half(text: str) -> str:
    text = re.sub(r"\s+|公元|约|大约", "", text)
    text = re.sub(r"([一二三四五六七八九])十年代", lambda m: f"{_DECADE_WORDS[m[1]]}年代", text)
    if re.search(r"[〇零○一二三四五六七八九]{4}", text):
        text = text.translate(_DIGITS)
    return text


def _without_remarks(text: str) -> str:
    """Return `text` with brackets that hold no year, such as a phase, as marks of a list."""
    listed = _REMARK.sub("、", text)
    return text if listed == text else re.sub(r"[、,;]+", "、", listed).strip("、")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _from_number(number: float, text: str) -> Years | None:
    whole = int(number) if abs(number) < 1e6 else 0  # noqa: PLR2004 - larger is no year at all
    if whole in EXCEL_DAYS:
        year = from_excel(whole).year
        return Years(year, year, plain=False)
    if 0 < whole <= 99:  # noqa: PLR2004 - two digits
        return _just(_century(whole), plain=False) if _century(whole) else None
    return _just(whole, plain=number == whole and "." not in text.removesuffix(".0"))


def _worded(text: str) -> Years | None:
    for pattern, reader in _PATTERNS:
        found = pattern.match(text)
        if found:
            return reader(found)
    return None


def _short_decade(found: re.Match[str]) -> Years | None:
    tens = int(found[1]) * 10
    if tens >= _AGO - 10:
        return _decade(1900 + tens)
    return None if tens else _decade(2000)


def _just(year: int | None, *, plain: bool) -> Years | None:
    return None if year is None else Years(year, year, plain=plain)


def _decade(first: int) -> Years:
    return Years(first, first + 9, plain=False)


def _between(found: list[int | None]) -> Years | None:
    known = [year for year in found if year is not None]
    if len(known) < len(found):
        return None
    return Years(min(known), max(known), plain=False)


def _full(text: str) -> int | None:
    return int(text) if len(text) == 4 else _century(int(text))  # noqa: PLR2004 - digits of a year


def _century(two_digits: int) -> int | None:
    if two_digits >= _AGO:
        return 1900 + two_digits
    return 2000 + two_digits if two_digits <= _LATELY else None


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Years | None]], ...] = (
    (_FULL_DECADE, lambda found: _decade(int(found[1]) * 10)),
    (_DECADE, _short_decade),
    (_BEFORE, lambda found: Years(None, _full(found[1]), plain=False)),
    (_AFTER, lambda found: Years(_full(found[1]), None, plain=False)),
    (_DATE, lambda found: _just(int(found[1]), plain=False)),
    (_RANGE, lambda found: _between([_full(found[1]), _full(found[2])])),
    (_LIST, lambda found: _between([int(year) for year in re.findall(r"\d{4}", found[0])])),
    (_NAMED, lambda found: _just(_full(found[1]), plain=False)),
)
