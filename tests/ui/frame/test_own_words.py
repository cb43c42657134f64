"""What Streamlit says itself, said in Chinese: every phrase once, and none in its own language."""

import re
from functools import cache
from pathlib import Path

import streamlit

from ui.frame import own_words
from ui.frame.own_words import said_instead

FILES = Path(streamlit.__file__).parent / "static" / "static" / "js"
PLACES = Path(own_words.__file__).with_suffix(".js")
BUILT = re.compile(r"^Press |^Running|^Decrement|^Increment")  # put together in the browser


@cache
def built():
    """Return what Streamlit runs in the browser, as text."""
    return "\n".join(
        file.read_text(encoding="utf-8", errors="ignore") for file in FILES.glob("*.js")
    )


def test_english_stays_as_streamlit_says_it():
    assert said_instead("en") == {}


def test_every_place_is_marked_so_by_the_streamlit_that_is_installed():
    """A mark made for finding it; a class is made anew with every build."""
    places = re.search(r"const PLACES = (.*?);", PLACES.read_text(encoding="utf-8"), re.DOTALL)[1]
    marks = re.findall(r'data-testid="(\w[\w-]*)"', places)
    says = built()
    assert marks
    assert [mark for mark in marks if f"`{mark}`" not in says] == []
    assert not re.search(r"class|['\s,]\.\w", places.removesuffix(".join(', ')"))


def test_every_phrase_is_one_that_streamlit_has_and_none_is_left_in_english():
    says = built()
    found = said_instead("zh")
    assert [phrase for phrase in found if not BUILT.match(phrase) and phrase not in says] == []
    assert all(re.search("[\u4e00-\u9fff]", chinese) for chinese in found.values())
    assert not found.keys() & set(found.values()), "what was said is not said again"
