"""What has been built cannot have been built in a year to come."""

import datetime as dt

from tables import Column

_PAST = ("built_year", "renovated_year")


def latest(column: Column) -> float | None:
    """Return the largest value of a column that is plausible today, None where there is no limit.

    >>> latest(Column("year", "year", "年度", "Year", high=2100))
    2100
    """
    if not column.name.startswith(_PAST):
        return column.high
    this_year = dt.datetime.now(tz=dt.UTC).year
    return this_year if column.high is None else min(column.high, this_year)
