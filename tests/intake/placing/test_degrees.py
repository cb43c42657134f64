"""Coordinates as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.placing.degrees import angle, pair

IN_WORDS = {
    "113°15′20″E": 113.255556,
    "113°15'20\"": 113.255556,
    "东经113°15′20″": 113.255556,
    "113度15分20秒": 113.255556,
    "113:15:20": 113.255556,
    "113°15.5′": 113.258333,
    "113.25°": 113.25,
    "113.25E": 113.25,
    "E 113.25": 113.25,
    "经度：113.25": 113.25,
    "43.2W": -43.2,
    "南纬22°54′": -22.9,
    "-0°30′": -0.5,
    "113,256": 113.256,
    "113,25": 113.25,
    "500,000": 500000,
    "38,325,177.8": 38325177.8,
}


@pytest.mark.parametrize("text", IN_WORDS)
def test_what_is_written_in_words_is_read_and_said(text):
    reading = angle(text)
    assert reading.value == pytest.approx(IN_WORDS[text], abs=1e-6)
    assert reading.code == "interpreted"


@pytest.mark.parametrize("value", ["113.25", "１１３.２５", "1.1325e2", 113.25])
def test_plain_numbers_are_no_issue(value):
    assert angle(value) == (113.25, "")


@pytest.mark.parametrize(
    "value", ["", "待查", "°", "113°75′", "inf", "nan", "1e400", "113_2", True]
)
def test_what_is_no_angle_is_unread(value):
    assert angle(value) == (None, "unread")


PAIRS = {
    "113.25,23.13": (113.25, 23.13, False),
    "113.25，23.13": (113.25, 23.13, False),
    "113.25 23.13": (113.25, 23.13, False),
    "(113.25, 23.13)": (113.25, 23.13, False),
    "[113.25,23.13]": (113.25, 23.13, False),
    "POINT (113.25 23.13)": (113.25, 23.13, False),
    "113,25;23,13": (113.25, 23.13, False),
    "23.13,113.25": (113.25, 23.13, True),
    "N23.13 E113.25": (113.25, 23.13, True),
    "北纬23.13，东经113.25": (113.25, 23.13, True),
    "东经113°15′北纬23°7′48″": (113.25, 23.13, False),
    "经度:113.25 纬度:23.13": (113.25, 23.13, False),
    "38.2，76.1": (38.2, 76.1, False),
    "38325177.8,2455040.9": (38325177.8, 2455040.9, False),
}


@pytest.mark.parametrize("text", PAIRS)
def test_both_in_one_cell(text):
    found = pair(text)
    assert found == pytest.approx(PAIRS[text])


@pytest.mark.parametrize("value", ["113.25", "1,2,3", "113,23;114,24;115,25", "见图", None, 3.0])
def test_what_is_no_pair(value):
    assert pair(value) is None


@given(st.text())
def test_no_text_raises(text):
    assert angle(text).code in {"", "interpreted", "unread"}
    assert pair(text) is None or len(pair(text)) == 3


@given(st.floats(-180, 180))
def test_degrees_minutes_and_seconds_there_and_back(size):
    whole = int(abs(size))
    minutes = (abs(size) - whole) * 60
    text = f"{'-' if size < 0 else ''}{whole}°{int(minutes)}′{(minutes % 1) * 60:.6f}″"
    if not text.endswith("60.000000″"):
        assert angle(text).value == pytest.approx(size, abs=1e-6)
