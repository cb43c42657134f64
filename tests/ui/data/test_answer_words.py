import pytest
import streamlit as st

from ui.data.answer_words import column_word, crs_word, option_word, topic_word


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setattr(st, "session_state", {"locale": "zh"})


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("EPSG:4547", "EPSG:4547 · CGCS2000，中央经线 114°"),
        ("EPSG:4526", "EPSG:4526 · CGCS2000，中央经线 114°，带号 38"),
        ("EPSG:2383", "EPSG:2383 · 西安 80，中央经线 114°"),
        ("EPSG:4490", "EPSG:4490 · CGCS2000"),
        ("nobody", "nobody"),
    ],
)
def test_a_coordinate_system_as_the_trade_calls_it(code, word):
    assert crs_word(code, "zh") == word


@pytest.mark.parametrize(
    ("path", "option", "word"),
    [
        (("datum", "facilities"), "gcj02", "高德、腾讯（GCJ-02 偏移）"),
        (("units", "estates", "面积"), "wan_m2", "万㎡"),
        (("columns", "estates"), "households", "户数"),
        (("columns", "estates", "备注"), "ignore", "不用这一列"),
        (("join", "和平里"), "幸福里", "幸福里"),
        (("columns", "a.xlsx", "经度"), "lon", "经度"),
    ],
)
def test_an_answer_in_words(path, option, word):
    assert option_word(path, option) == word


def test_what_has_no_word_stays_as_it_is():
    assert topic_word("other") == "other"
    assert column_word("estates", "nothing") == "nothing"
