import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.years import years


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        (1998, 1998, 1998),
        (1998.0, 1998, 1998),
        ("1998", 1998, 1998),
        ("1998年", 1998, 1998),
        ("１９９８年".translate(str.maketrans("１９８", "198")), 1998, 1998),
        ("98年", 1998, 1998),
        ("05年", 2005, 2005),
        (98, 1998, 1998),
        ("80年代", 1980, 1989),
        ("1980年代", 1980, 1989),
        ("上世纪八十年代", 1980, 1989),
        ("20世纪90年代初", 1990, 1999),
        ("九十年代", 1990, 1999),
        ("2000年代", 2000, 2009),
        ("1998-2001", 1998, 2001),
        ("1998—2001年", 1998, 2001),
        ("85-92年", 1985, 1992),
        ("1985/1992", 1985, 1992),
        ("1985、1992", 1985, 1992),
        ("1985，1990，1992".replace("，", ","), 1985, 1992),
        ("1982 - 1993", 1982, 1993),
        ("1977, 2024", 1977, 2024),
        ("1992-1985", 1985, 1992),
        ("2016 (Phase 1) 2019 (Phase 2)", 2016, 2019),
        ("2020 (Phase 1b), 2021(Phase 2), 2022 (Phase 3)", 2020, 2022),
        ("1998（一期）", 1998, 1998),
        ("2000年前", None, 2000),
        ("2000年以前", None, 2000),
        ("1995年底以前", None, 1995),
        ("2000年后", 2000, None),
        ("1998.6", 1998, 1998),
        (1998.6, 1998, 1998),
        ("1998年6月", 1998, 1998),
        ("1998-06-30", 1998, 1998),
        ("1998年底", 1998, 1998),
        ("约1998年", 1998, 1998),
        ("一九九八年", 1998, 1998),
        ("二〇〇〇年", 2000, 2000),
        (pd.Timestamp("1993-05-01"), 1993, 1993),
        (36161, 1999, 1999),
    ],
)
def test_a_year_as_ledgers_write_it(cell, low, high):
    assert years(cell)[:2] == (low, high)


@pytest.mark.parametrize(
    "cell", ["建国后", "两千", "20年代", "35年", "199-01-2", "abc", "房改房", "1998(2005翻建)"]
)
def test_what_is_no_year_is_not_made_one(cell):
    assert years(cell) is None


@pytest.mark.parametrize("cell", [1998, "1998", "1998年", 1998.0, "2027年度"])
def test_a_plain_year_makes_no_issue(cell):
    assert years(cell).plain


@given(st.integers(1900, 2100), st.integers(1900, 2100))
def test_a_range_holds_both_years_in_order(one, other):
    found = years(f"{one}年-{other}年")
    assert (found.low, found.high) == (min(one, other), max(one, other))


@given(st.text(max_size=12))
def test_no_text_breaks_it(text):
    found = years(text)
    assert found is None or found.low is None or found.high is None or found.low <= found.high
