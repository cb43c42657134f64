"""What has been built cannot have been built in a year to come."""

import datetime as dt
from dataclasses import replace

from tables import Column, Table

_PAST = ("built_year", "renovated_year")


def until(table: Table, year: int | None = None) -> Table:
    """Return `table` whose years of building and renovation end with `year`, this year if None.

    A study says the year, so that its files read the same whenever they are read.

    >>> from tables import TABLES
    >>> until(TABLES["estates"], 2026).column("built_year").high
    2026
    """
    last = dt.datetime.now(tz=dt.UTC).year if year is None else year
    return replace(table, columns=tuple(_until(column, last) for column in table.columns))


def _until(column: Column, year: int) -> Column:
    if not column.name.startswith(_PAST):
        return column
    return replace(column, high=year if column.high is None else min(column.high, year))
