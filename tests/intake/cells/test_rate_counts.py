import pytest

from intake.cells.rate_counts import counts_among
from intake.cells.rates import rates
from tables import TABLES

SHARE = TABLES["estates"].column("support_rate")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ([256, 180, 320], (3, 3)),
        (["256", "1,180", 85], (2, 3)),
        ([256, 85, 90], (0, 3)),  # one slip of the pen
        ([256], (0, 1)),
        (["120%", "130%"], (0, 2)),  # more than all, and no count
        ([120.5, 130.5], (0, 2)),
        ([None, "不详"], (0, 0)),
        ([], (0, 0)),
    ],
)
def test_whole_numbers_over_a_hundred_are_no_shares(cells, found):
    assert counts_among(cells, rates(cells, SHARE), SHARE) == found
