import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.doubts.area_units import MU, WAN, Expected, column_off, times_off

USUAL = 9600.0


def expected(count, **more):
    return Expected(pd.Series([USUAL] * count), **more)


@pytest.mark.parametrize(
    ("area", "times"),
    [
        (9600, 1), (2000, 1), (50_000, 1),
        (0.96, WAN), (96_000_000, 1 / WAN),
        (15, 1),  # 640 times too small: another fault than a unit
        (float("nan"), 1),
    ],
)  # fmt: skip
def test_by_what_one_area_is_off(area, times):
    assert times_off(pd.Series([float(area)]), expected(1)).tolist() == [times]


def test_a_site_may_be_in_mu():
    site = expected(2, near=3.0, factors=(WAN, 1 / WAN, MU, 1 / MU))
    assert times_off(pd.Series([14.4, 9000.0]), site).tolist() == [pytest.approx(MU), 1]


@pytest.mark.parametrize(
    ("areas", "off"),
    [
        ([9600, 9000, 0.96], (1.0, 0, 3)),
        ([0.96, 0.9, 9600], (WAN, 2, 3)),
        ([0.96], (1.0, 0, 1)),  # one row is no column
        ([0.96, 9600], (1.0, 0, 2)),
        ([], (1.0, 0, 0)),
    ],
)
def test_most_of_a_column(areas, off):
    assert column_off(pd.Series(areas, dtype=float), expected(len(areas))) == off


@given(st.lists(st.floats(0.01, 1e9), max_size=6))
def test_the_order_of_rows_changes_nothing(areas):
    found = column_off(pd.Series(areas, dtype=float), expected(len(areas)))
    assert column_off(pd.Series(areas[::-1], dtype=float), expected(len(areas))) == found


def test_without_anything_to_hold_it_against_nothing_is_said():
    nothing = Expected(pd.Series([float("nan")] * 2))
    assert times_off(pd.Series([0.9, 1e9]), nothing).tolist() == [1, 1]
