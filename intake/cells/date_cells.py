"""Numbers that a sheet shows as dates, and dates that a sheet made of numbers."""

import datetime as dt
import re

from intake.cells.reading import Reading

_DAY_ZERO = dt.date(1899, 12, 30)
_FIRST_SURE = 61  # programmes count the days before 1 March 1900 in two ways
_LAST_SURE = 10_958  # 1 January 1930: from then on it may be a day that somebody meant
_WRITTEN = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?")
_YEARS = range(1900, 2101)  # as days these are the spring of 1905 and the summer after


def count_in(day: dt.date) -> Reading:
    """Return the number behind a cell that shows as a date, where that is sure.

    A count in a cell with a date's format shows as a day of 1900 to 1929: it is the number of
    days. `3-5` that a sheet took for 5 March is lost, as is everything that may be a real day.

    >>> count_in(dt.date(1900, 12, 25)), count_in(dt.date(2026, 3, 5))
    (Reading(value=360.0, code='date_number'), Reading(value=None, code='became_date'))
    """
    days = _days(day)
    if days is None or not _FIRST_SURE <= days < _LAST_SURE:
        return Reading(None, "became_date")
    return Reading(float(days), "date_number")


def day_in(text: str) -> dt.date | None:
    """Return the day of a text that is nothing but a date, as a sheet saved as CSV writes it.

    >>> day_in("1900/12/25"), day_in("1998.6"), day_in("1900-13-25")
    (datetime.date(1900, 12, 25), None, None)
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def year_in(day: dt.date) -> int | None:
    """Return the year a date means under a header of years; None of 1900, which no sheet means.

    >>> year_in(dt.date(1998, 6, 1)), year_in(dt.date(1905, 6, 20)), year_in(dt.date(1900, 3, 25))
    (1998, 1998, None)
    """
    days = _days(day)
    if days in _YEARS:
        return days
    return None if day.year <= _YEARS.start else day.year


def _days(day: dt.date) -> int | None:
    """Return the whole days a sheet counts up to `day`; None with a time of day."""
    if isinstance(day, dt.datetime):
        if (day.hour, day.minute, day.second) != (0, 0, 0):
            return None
        day = day.date()
    return (day - _DAY_ZERO).days
