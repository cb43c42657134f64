import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cells.numbers import integer, number, rate
from tables import Column

AREA = Column("floor_area_m2", "number", "面积", "Area", unit="m2")
HOUSEHOLDS = Column("households", "integer", "户数", "Households", unit="户")
SHARE = Column("support_rate", "rate", "支持率", "In favour")


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("1200", 1200, ""),
        (1200, 1200, ""),
        ("１２００", 1200, "interpreted"),
        ("1,200", 1200, ""),
        ("1，200", 1200, "interpreted"),
        ("约1,200", 1200, "interpreted"),
        ("1200左右", 1200, "interpreted"),
        ("≥1200", 1200, "interpreted"),
        ("1200余平方米", 1200, "interpreted"),
        ("0.12万㎡", 1200, "interpreted"),
        ("1.8亩", 1200, "interpreted"),
        ("0.12公顷", 1200, "interpreted"),
        ("1 200 as at 31.12.2025", 1200, "interpreted"),
        ("1.2e3", 1200, "interpreted"),
        ("1.6万", 16000, "interpreted"),
        ("１．６万平方米", 16000, "interpreted"),
        ("3.2 万 ㎡", 32000, "interpreted"),
        ("1200(㎡)", 1200, "interpreted"),
        ("1200（含地下室）", 1200, "interpreted"),
        ("不少于1200", 1200, "interpreted"),
        ("≤1200", None, "unread"),
        ("1200-1300", None, "unread"),
        ("1200（其中商业300）", 1200, "interpreted"),
        ("1200（不含商业300）", None, "unread"),
        ("120户", None, "unread"),
        ("12栋360户", None, "unread"),
        ("1,20", None, "unread"),
        ("很多", None, "unread"),
        (True, None, "unread"),
        (float("inf"), None, "unread"),
    ],
)
def test_a_number_as_people_write_it(cell, value, code):
    reading = number(cell, AREA, 1)
    assert reading.code == code
    assert reading.value == (None if value is None else pytest.approx(value))


def test_the_header_s_unit_counts_only_where_the_cell_names_none():
    assert number("1.2", AREA, 1e4).value == pytest.approx(12000)
    assert number("8000㎡", AREA, 1e4).value == pytest.approx(8000)


def test_ten_thousand_of_an_unsaid_unit_is_not_guessed():
    assert number("1.6万", AREA, 1e4).value == 16000  # under 万㎡ it says the header's unit again
    assert number("1.6万", AREA, 2000 / 3).code == "unread"  # under 亩: 万亩, or 万㎡?


@pytest.mark.parametrize(
    ("cell", "households"),
    [("十二户", 12), ("一百零五户", 105), ("二十", 20), ("约120户左右", 120), ("１２０", 120),
     ("一", None), ("若干", None), ("120人", None)],
)  # fmt: skip
def test_households_in_words(cell, households):
    assert integer(cell, HOUSEHOLDS, 1).value == households


def test_part_of_a_household_is_not_rounded_away():
    assert integer("12.5", HOUSEHOLDS, 1).code == "unread"
    assert integer(12.0, HOUSEHOLDS, 1).value == 12
    assert integer("0.12万户", HOUSEHOLDS, 1).value == 1200


@pytest.mark.parametrize(
    ("cell", "factor", "share"), [("85%", 1, 0.85), (0.85, 1, 0.85), (85, 0.01, 0.85)]
)
def test_a_share_of_one(cell, factor, share):
    assert rate(cell, SHARE, factor).value == pytest.approx(share)


@given(st.integers(-(10**9), 10**9))
def test_thousands_marks_change_no_number(value):
    assert number(f"{value:,}", AREA, 1).value == value


@given(st.text(max_size=12))
def test_no_text_breaks_it(text):
    reading = number(text, AREA, 1)
    assert (reading.value is None) == (reading.code == "unread")
