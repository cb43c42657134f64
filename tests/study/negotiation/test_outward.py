"""What is proven stays true when it is rounded for the reader."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.negotiation import outward

SHARES = st.floats(-2, 2, allow_nan=False)
DUST = 1e-8  # dust of the solver is no number


@given(SHARES)
def test_a_range_holds_what_it_held(share):
    digits = outward.SHARE_DIGITS
    assert outward.down(share, digits) <= share + DUST
    assert outward.up(share, digits) >= share - DUST
    assert outward.up(share, digits) - outward.down(share, digits) <= 10**-digits + DUST


@given(st.integers(-20_000, 20_000))
def test_what_needs_no_rounding_is_not_moved(hundredths):
    share = hundredths / 10_000
    assert outward.down(share, 4) == outward.up(share, 4) == share


@pytest.mark.parametrize("value", [math.inf, -math.inf])
def test_what_has_no_bound_stays_so(value):
    assert outward.up(value, 2) == outward.down(value, 2) == value
    assert math.isnan(outward.up(math.nan, 2))


def test_in_words():
    # 12.345678 %: never “at least 12.35 %”, never “at most 12.34 %”.
    assert outward.at_least(0.12345678) == "12.34%"
    assert outward.at_most(0.12345678) == "12.35%"
    assert outward.at_least_amount(100.00009) == "100"
    assert outward.at_most_amount(100.00001) == "100.0001"
