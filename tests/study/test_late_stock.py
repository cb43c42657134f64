"""The stock of 2001–2005 as a group."""

import datetime as dt

import pandas as pd
import pytest

from standards import in_force
from study.late_stock import late_stock

RULES = in_force(dt.date(2026, 11, 21))


def group(year=None, low=None, high=None, rules=RULES):
    columns = {"built_year": [year], "built_year_low": [low], "built_year_high": [high]}
    found = late_stock(pd.DataFrame(columns, dtype="Int64"), rules)
    assert found.dtype == "boolean"
    return found.tolist()[0]


@pytest.mark.parametrize(
    ("year", "member"), [(2000, False), (2001, True), (2005, True), (2006, False)]
)
def test_the_years_between_the_two_cut_offs(year, member):
    assert group(year) is member


@pytest.mark.parametrize(
    ("low", "high", "member"),
    [
        (2001, 2005, True),
        (1998, 2000, False),
        (2006, 2010, False),
        (1999, 2002, pd.NA),
        (2004, 2007, pd.NA),
        (2003, None, pd.NA),
        (2006, None, False),
        (None, 1999, False),
        (None, None, pd.NA),
    ],
)
def test_a_range_belongs_only_as_a_whole(low, high, member):
    assert group(None, low, high) is member


def test_before_the_extension_there_is_no_later_stock():
    assert group(2003, rules=in_force(dt.date(2022, 6, 1))) is False


def test_no_estates():
    columns = {"built_year": [], "built_year_low": [], "built_year_high": []}
    assert late_stock(pd.DataFrame(columns), RULES).empty
