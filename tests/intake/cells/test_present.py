import datetime as dt

import pytest

from intake.cells.present import until
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
    assert until(TABLES[table]).column(name).high == THIS_YEAR
    assert until(TABLES[table], 2020).column(name).high == 2020


def test_a_budget_s_year_may_be_to_come():
    column = TABLES["budgets"].column("year")
    assert until(TABLES["budgets"], 2020).column("year") == column
