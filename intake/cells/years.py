"""Years as ledgers write them: a year, or the range it lies in."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from intake.cells import dates
from intake.cells.date_cells import year_in
from intake.cells.dates import from_excel
from intake.cells.year_text import even

_AGO, _LATELY = 40, 29  # a two-digit year from 40 on is of the 1900s, up to 29 of the 2000s
_SURE = 50  # alone, a smaller number of two digits may be an age: 35年
_LONG_AGO = 60  # 20年前 is twenty years ago, 85年前 before 1985
_FOUNDED = 1949
_SERIALS = range(17_899, 46_752)  # 1949 to 2027 as Excel counts days
_MISTYPED = range(19_000, 20_300)  # 19850 is a year with a digit too many, or a day of 1954

_YEAR = r"(\d{4}|\d{2}(?!\d))"
_TO = r"(?:-+|—+|–|~|至|到|/|、|,|;|和)"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DONE = r"(?:建成|建设|建造|建|竣工|完工|交付|入住|投入使用|使用)"
_NEAR = r"(?:年?度|底|初|末|中|上旬|中旬|下旬|份|春|夏|秋|冬|左右|前后)"
_PART = r"(?:初期?|中期?|末期?|后期|前期)?"
_CENTURY = r"(?:上个?世纪|20世纪|19)?"
_OF_A_DAY = rf"(?:[年./]{_MONTH}(?:月|[./]\d{{1,2}})?(?:\d{{1,2}}日)?)?"
_ENGLISH_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"

_RANGE = re.compile(rf"^{_YEAR}年?{_TO}{_YEAR}(年代?)?间?{_DONE}?$")
_DATES = re.compile(
    rf"^(\d{{4}})年?{_OF_A_DAY}(?:-+|—+|–|~|至|到)(\d{{4}}){_OF_A_DAY}年?间?{_DONE}?$"
)
_LIST = re.compile(rf"^\d{{4}}年?(?:{_TO}\d{{4}}年?)+{_DONE}?$")
_LIMIT = rf"^{_YEAR}(?:年|[-./](?=\d))?(?:\d{{1,2}}(?:[月./-]|$))?(?:\d{{1,2}}日?)?(?:底|末|初)?"
_BEFORE = re.compile(rf"{_LIMIT}(?:及其?|或)?(?:以前|之前|前){_DONE}?$")
_AFTER = re.compile(rf"{_LIMIT}(?:及其?|或)?(?:以后|之后|后){_DONE}?$")
_FOUNDING = re.compile(rf"^(?:解放|建国|新中国成立)(?:以前|之前|前){_DONE}?$")
_DECADE = re.compile(rf"^{_CENTURY}(\d)0年代{_PART}{_DONE}?$")
_FULL_DECADE = re.compile(rf"^(\d{{3}})0年代{_PART}{_DONE}?$")
_DECADES = re.compile(
    rf"^{_CENTURY}(\d)0(?:年代{_PART}{_TO}?|{_TO}){_CENTURY}(\d)0年代{_PART}{_DONE}?$"
)
_FULL_DECADES = re.compile(rf"^(\d{{3}})0(?:年代{_PART}{_TO}?|{_TO})(\d{{3}})0年代{_PART}{_DONE}?$")
_DATE = re.compile(
    rf"^(\d{{4}})(?:年|[-./]){_MONTH}(?:月份?|(?:[-./月])\d{{1,2}}日?)?{_NEAR}?{_DONE}*$"
)
_SHORT_DATE = re.compile(rf"^(\d{{2}})年{_MONTH}月(?:份|\d{{1,2}}日)?{_NEAR}?{_DONE}*$")
_DAY_FIRST = re.compile(r"^\d{1,2}[-./]\d{1,2}[-./](\d{4})$")
_MONTH_NAMED = re.compile(
    rf"^(?:\d{{1,2}}[-./,]?)?{_ENGLISH_MONTH}(?:\d{{1,2}},)?[-./,]*(\d{{4}}|\d{{2}})$"
)
_MONTH_LAST = re.compile(rf"^(\d{{4}}|\d{{2}})[-./]?{_ENGLISH_MONTH}$")
_NAMED = re.compile(rf"^(?:{_DONE}于|始建于)?{_YEAR}年?{_NEAR}?{_DONE}*$")
_RUN = re.compile(r"(\d{4})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?")  # 199806, 19980630
_UNSURE = re.compile(rf"\d{{2}}{_TO}{_MONTH}")  # 98-01: January 1998, or 1998 to 2001?

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
        return _just(year_in(value), plain=False)
    text = even(str(value))
    day = dates.date(text).value if text.startswith("1905") else None
    if isinstance(day, dt.date):
        return _just(year_in(day), plain=False)  # 1998 in a cell with a date's format
    bare = _without_remarks(text)
    if bare != text:
        found = years(bare)
        return found and found._replace(plain=False)
    number = _number(text)
    if number is not None:
        found = _from_number(number, text)
        return found and found._replace(plain=found.plain and _as_it_came(value, text))
    if re.fullmatch(r"\d{4}年度?", text):
        return _just(int(text[:4]), plain=_as_it_came(value, text))
    return None if _UNSURE.fullmatch(text) or _maybe_an_age(text) else _worded(text)


def _maybe_an_age(text: str) -> bool:
    """Return whether a number of two digits may count years: 35年, 20年前."""
    alone = re.fullmatch(r"([1-9]\d)年?", text)
    ago = re.fullmatch(r"([1-9]\d)年[前后]", text)
    return bool((alone and int(alone[1]) < _SURE) or (ago and int(ago[1]) < _LONG_AGO))


def _as_it_came(value: object, text: str) -> bool:
    """Return whether a cell was written in Arabic digits, full-width ones among them."""
    return unicodedata.normalize("NFKC", "".join(str(value).split())) == text


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
    run = _RUN.fullmatch(text.removesuffix(".0"))
    if run:
        return _just(int(run[1]), plain=False)
    whole = int(number) if abs(number) < 1e6 else 0  # noqa: PLR2004 - larger is no year at all
    if whole in _MISTYPED:
        return None
    if whole in _SERIALS:
        return _just(from_excel(whole).year, plain=False)
    if 0 < whole <= 99:  # noqa: PLR2004 - two digits
        return _just(1900 + whole, plain=False) if whole >= _SURE else None
    return _just(whole, plain=number == whole and "." not in text.removesuffix(".0"))


def _worded(text: str) -> Years | None:
    for pattern, reader in _PATTERNS:
        found = pattern.match(text)
        if found:
            return reader(found)
    return None


def _short_decade(found: re.Match[str]) -> Years | None:
    return _tens(found[1])


def _tens(digit: str) -> Years | None:
    """Return the decade of 80 in 80年代; 10 to 30 could be of either century."""
    tens = int(digit) * 10
    if tens >= _AGO - 10:
        return _decade(1900 + tens)
    return None if tens else _decade(2000)


def _full_decade(digits: str) -> Years:
    return _decade(int(digits) * 10)


def _over(first: Years | None, last: Years | None) -> Years | None:
    """Return the years from one decade to another."""
    if first is None or last is None:
        return None
    return _between([first.low, first.high, last.low, last.high])


def _range(found: re.Match[str]) -> Years | None:
    """Return the years from one to another; 1985-1990年代 goes on to the end of the decade."""
    ends = _between([_full(found[1]), _full(found[2])])
    if ends is None or ends.high is None or found[3] != "年代" or ends.high % 10:
        return ends
    return ends._replace(high=ends.high + 9)


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
    (_FULL_DECADES, lambda found: _over(_full_decade(found[1]), _full_decade(found[2]))),
    (_DECADES, lambda found: _over(_tens(found[1]), _tens(found[2]))),
    (_FOUNDING, lambda _: Years(None, _FOUNDED, plain=False)),
    (_BEFORE, lambda found: Years(None, _full(found[1]), plain=False)),
    (_AFTER, lambda found: Years(_full(found[1]), None, plain=False)),
    (_DATE, lambda found: _just(int(found[1]), plain=False)),
    (_SHORT_DATE, lambda found: _just(_full(found[1]), plain=False)),
    (_DAY_FIRST, lambda found: _just(int(found[1]), plain=False)),
    (_MONTH_NAMED, lambda found: _just(_full(found[1]), plain=False)),
    (_MONTH_LAST, lambda found: _just(_full(found[1]), plain=False)),
    (_RANGE, _range),
    (_DATES, lambda found: _between([int(found[1]), int(found[2])])),
    (_LIST, lambda found: _between([int(year) for year in re.findall(r"\d{4}", found[0])])),
    (_NAMED, lambda found: _just(_full(found[1]), plain=False)),
)
