import math
import re

import pandas as pd
import pytest
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as st_

from tables import InputError
from ui.session import words


@pytest.fixture(params=["zh", "en"])
def locale(request, monkeypatch):
    monkeypatch.setattr(st, "session_state", {"locale": request.param})
    return request.param


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (0, "0 万元", "¥0.00m"),
        (777.4, "777 万元", "¥7.77m"),
        (9_999, "9,999 万元", "¥99.99m"),
        (170_800, "17.08 亿元", "¥1,708.00m"),
        (math.nan, "未知", "unknown"),
    ],
)
def test_money_in_the_units_of_the_reader(locale, amount, zh, en):
    assert words.wan(amount) == {"zh": zh, "en": en}[locale]


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (777.9, "777 万元", "¥7.77m"),
        (10_199, "1.01 亿元", "¥101.99m"),
        (math.nan, "未知", "unknown"),
    ],
)
def test_at_least_so_much_money_is_rounded_down(locale, amount, zh, en):
    assert words.wan_at_least(amount) == {"zh": zh, "en": en}[locale]


@pytest.mark.usefixtures("locale")
def test_a_proven_gap_is_rounded_up():
    assert "0.13%" in words.gap(0.001201)


def test_what_is_missing_is_never_a_number(locale):
    unknown = {"zh": "未知", "en": "unknown"}[locale]
    for cell in (None, pd.NA, math.nan):
        assert words.number(cell) == words.percent(cell) == unknown
        assert words.year(cell) == ""


@pytest.mark.usefixtures("locale")
def test_numbers_as_people_write_them():
    assert words.number(12345.678, 1) == "12,345.7"
    assert words.percent(0.1234, 1) == "12.3%"
    assert words.year(2027.0) == "2027"


@pytest.mark.usefixtures("locale")
def test_a_code_without_a_word_is_shown_as_it_is():
    assert words.word("gate", "brand_new") == "brand_new"
    assert words.word("gate", "") == words.word("gate", None) == ""


@pytest.mark.usefixtures("locale")
def test_markdown_and_directives_in_an_error_stay_text():
    error = InputError("study.missing_file", file="*a* [b](http://c) :red[d] $e$ <f>")
    said = words.sentence(error)
    for mark in ("\\*a\\*", "\\[b\\]\\(http\\:", "\\:red\\[d", "\\$e\\$", "\\<f\\>"):
        assert mark in said


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([15.4, 70.4, 27.4], ["16 万元", "70 万元", "27 万元"]),  # 113.2 in all, not 112
        ([37.6, 37.6, 37.8], ["38 万元", "37 万元", "38 万元"]),  # 113 in all, not 114
        ([0.5, 0.5], ["1 万元", "0 万元"]),
        ([113.0], ["113 万元"]),
        ([], []),
    ],
)
def test_parts_of_money_add_up_to_the_whole_as_shown(monkeypatch, parts, shown):
    monkeypatch.setattr(words, "locale", lambda: "zh")
    assert words.wan_parts(parts) == shown


@given(st_.lists(st_.integers(0, 20_000_000), max_size=6), st_.sampled_from(["zh", "en"]))
@settings(max_examples=60, deadline=None)
def test_parts_in_one_unit_always_add_up(yuan, language):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "locale", lambda: language)
        parts = [one / 10_000 for one in yuan]
        shown, whole = words.wan_parts(parts), words.wan(sum(parts))
        if "亿" not in whole:
            assert amount(whole) == pytest.approx(sum(map(amount, shown)), abs=1e-9)
        assert all(
            words.wan(p) == s or "亿" not in whole for p, s in zip(parts, shown, strict=True)
        )


def amount(text):
    return float(re.search(r"[\d.,]+", text)[0].replace(",", ""))


@pytest.mark.usefixtures("locale")
def test_an_unknown_part_leaves_the_others_as_they_are():
    assert words.wan_parts([math.nan, 3.0]) == [words.wan(math.nan), words.wan(3.0)]


@pytest.mark.parametrize(
    "name", [":material_home:", ":streamlit:", "a -> b", "<->", "一期 -- 二期", "x >= 3"]
)
def test_what_streamlit_draws_after_markdown_is_read_stays_letters(name):
    told = words.plain(name).replace("\\", "")
    assert told.replace("\u2060", "") == name
    for made in (r":material_(\w+):", ":streamlit:", r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"):
        assert not re.search(made, told)


def test_a_name_of_several_lines_is_neither_code_nor_a_heading():
    assert words.plain("和平里\r\n\n    一期\n===") == "和平里 一期 \\=\\=\\="


@pytest.mark.usefixtures("locale")
def test_nothing_is_less_than_nothing():
    assert words.number(-0.3) == words.number(-0.0) == words.number(0) == "0"
    assert words.percent(-0.0004) == "0%"
    assert not words.wan(-0.001).replace("¥", "").startswith("-")
    assert words.number(-1.2, 1) == "-1.2"
