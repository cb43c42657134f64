import datetime as dt

import pytest

from intake.present import latest
from tables import TABLES

THIS_YEAR = dt.datetime.now(tz=dt.UTC).year


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("estates", "built_year"),
        ("estates", "built_year_high"),
        ("estates", "renovated_year"),
        ("buildings", "built_year"),
    ],
)
def test_nothing_was_built_in_a_year_to_come(table, name):
    assert latest(TABLES[table].column(name)) == THIS_YEAR


def test_a_budget_s_year_may_be_to_come():
    column = TABLES["budgets"].column("year")
    assert latest(column) == column.high != THIS_YEAR
