"""What Streamlit says itself, said in Chinese: every phrase once, and none in its own language."""

import re
from pathlib import Path

import streamlit

from ui.frame.own_words import said_instead

FILES = Path(streamlit.__file__).parent / "static" / "static" / "js"
BUILT = re.compile(r"^Press |^Running|^Decrement|^Increment")  # put together in the browser


def test_english_stays_as_streamlit_says_it():
    assert said_instead("en") == {}


def test_every_phrase_is_one_that_streamlit_has_and_none_is_left_in_english():
    says = "\n".join(
        file.read_text(encoding="utf-8", errors="ignore") for file in FILES.glob("*.js")
    )
    found = said_instead("zh")
    assert [phrase for phrase in found if not BUILT.match(phrase) and phrase not in says] == []
    assert all(re.search("[\u4e00-\u9fff]", chinese) for chinese in found.values())
    assert not found.keys() & set(found.values()), "what was said is not said again"
