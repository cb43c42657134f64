"""Areas in another unit than their column: rows that stand apart, and whole columns."""

from typing import NamedTuple

import numpy as np
import pandas as pd

WAN, MU = 1e4, 2000 / 3
_MOST = 0.6  # of the rows that can be held against something, for a whole column to be off
_SEVERAL = 2


class Expected(NamedTuple):
    """What each area ought to be, about: `near` times more or less, its unit off by `factors`."""

    area: pd.Series
    near: float = 10.0
    factors: tuple[float, ...] = (WAN, 1 / WAN)


def times_off(area: pd.Series, expected: Expected) -> pd.Series:
    """Return by what each area is off: one of the factors, or 1 where its unit may be right.

    >>> expected = Expected(pd.Series([9600.0, 9600, 9600]))
    >>> times_off(pd.Series([9000.0, 0.9, 15.0]), expected).tolist()
    [1.0, 10000.0, 1.0]
    """
    found = pd.Series(1.0, index=area.index)
    unfit = ~_fits(area, expected, 1.0) & area.notna()
    for factor in expected.factors:
        found = found.mask(unfit & (found == 1) & _fits(area, expected, factor), factor)
    return found


def column_off(area: pd.Series, expected: Expected) -> tuple[float, int, int]:
    """Return (times, rows, of rows): by what most of a column is off, 1 where it is not.

    >>> expected = Expected(pd.Series([9600.0, 8000, 9600]))
    >>> column_off(pd.Series([0.96, 0.8, 9600.0]), expected)
    (10000.0, 2, 3)
    """
    total = int((area.notna() & expected.area.notna()).sum())
    times = times_off(area, expected)
    for factor in expected.factors:
        count = int((times == factor).sum())
        if count >= max(_SEVERAL, _MOST * total):
            return factor, count, total
    return 1.0, 0, total


def _fits(area: pd.Series, expected: Expected, factor: float) -> pd.Series:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = area * factor / expected.area
    return (ratio > 1 / expected.near) & (ratio < expected.near)
