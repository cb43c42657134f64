"""Dates as people write them, and as Excel counts them."""

import datetime as dt
import re
import unicodedata

from intake.cells.reading import Reading, label

EXCEL_DAYS = range(10_000, 80_000)  # 1927 to 2119 as Excel counts days

_EXCEL_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a day has no time zone
_DATE = re.compile(
    r"^(\d{4})\s*[年\-./]\s*(\d{1,2})(?:\s*[月\-./]\s*(\d{1,2})\s*日?|\s*月)?(?:[T ]\d.*)?$"
)
_RUN = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")  # 20260305


def date(value: object) -> Reading:
    """Return the day of a cell; a month alone is its first day, and is said.

    >>> date("2026年3月5日").value, date("2026.3").code
    (datetime.datetime(2026, 3, 5, 0, 0), 'interpreted')
    """
    if isinstance(value, dt.date):
        return _day(value.year, value.month, value.day)
    text = unicodedata.normalize("NFKC", label(value)).strip()
    if text.isdecimal() and int(text) in EXCEL_DAYS:
        return Reading(from_excel(int(text)), "interpreted")
    found = _RUN.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), "interpreted")
    found = _DATE.match(text)
    if not found:
        return Reading(None, "unread")
    return _day(int(found[1]), int(found[2]), int(found[3] or 1), "" if found[3] else "interpreted")


def from_excel(days: int) -> dt.datetime:
    """Return the day Excel means by a number.

    >>> from_excel(36161).year
    1999
    """
    return _EXCEL_DAY_ZERO + dt.timedelta(days=days)


def _day(year: int, month: int, day: int, code: str = "") -> Reading:
    try:
        return Reading(dt.datetime(year, month, day), code)  # noqa: DTZ001
    except ValueError:
        return Reading(None, "unread")
