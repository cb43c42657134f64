import datetime as dt

import pandas as pd
import pytest

from intake.cells.dates import date, from_excel


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-05",
        "2026/3/5",
        "2026.3.5",
        "2026年3月5日",
        "2026-03-05T08:00:00",
        dt.date(2026, 3, 5),
    ],
)
def test_a_day_as_people_write_it(cell):
    assert date(cell) == (pd.Timestamp("2026-03-05"), "")


@pytest.mark.parametrize("cell", ["三月五日", "2026-02-30", "5/3/2026", 12])
def test_what_is_no_day(cell):
    assert date(cell) == (None, "unread")


def test_excel_counts_days_from_the_end_of_1899():
    assert from_excel(1) == pd.Timestamp("1899-12-31")
