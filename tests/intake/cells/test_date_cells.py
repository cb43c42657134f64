import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cells.date_cells import count_in, year_in

EXCEL_ZERO = dt.date(1899, 12, 30)


@given(st.integers(61, 10_957))
def test_a_count_in_a_cell_with_a_date_s_format_comes_back(count):
    assert count_in(EXCEL_ZERO + dt.timedelta(days=count)) == (count, "date_number")


@pytest.mark.parametrize(
    "day",
    [
        dt.date(1900, 1, 12),  # 12 in Excel, 13 in other programmes
        dt.date(1900, 2, 28),
        dt.date(1930, 1, 1),
        dt.date(2026, 3, 5),
        dt.datetime(1900, 12, 25, 12, 0),  # noqa: DTZ001 - 360.5
    ],
)
def test_what_may_be_a_real_day_is_no_count(day):
    assert count_in(day) == (None, "became_date")


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(1998, 6, 1), 1998),
        (dt.datetime(1998, 6, 1, 8, 30), 1998),  # noqa: DTZ001
        (dt.date(1905, 3, 14), 1900),
        (dt.date(1905, 6, 20), 1998),
        (dt.date(1905, 12, 31), 1905),
        (dt.date(1900, 3, 25), None),  # 85
    ],
)
def test_the_year_a_date_means(day, year):
    assert year_in(day) == year
