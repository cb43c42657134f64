import pandas as pd
import pytest

from participation.stated import stated_support


@pytest.mark.parametrize(
    ("households", "rate", "count", "stated"),
    [
        (100, 0.9, None, 0.9),
        (300, None, 240, 0.8),
        (
            300,
            0.9,
            240,
            0.9,
        ),  # the rate is what was stated; the count is held against it at the door
        (None, None, 240, None),
        (0, None, 0, None),
        (100, None, 120, None),  # more in favour than there are
        (100, 1.2, 50, 0.5),
        (100, None, None, None),
        (100, 0.0, None, 0.0),  # nobody agrees: zero is not missing
    ],
)
def test_a_rate_else_the_households(households, rate, count, stated):
    one = (pd.Series([value], dtype="Float64") for value in (households, rate, count))
    found = stated_support(*one)
    assert found.fillna(-1).tolist() == [-1 if stated is None else stated]


def test_no_estate_at_all():
    nobody = pd.Series(dtype=float)
    assert stated_support(nobody, nobody, nobody).tolist() == []
