"""Streamlit's own words in the reader's language: menus and tools of tables, hints below fields.

What Streamlit says itself stands in its pages in English and cannot be set. Its phrases, and no
others, are put into the reader's language where Streamlit writes: never a cell, never a name.
"""

from functools import cache
from pathlib import Path

import streamlit as st

from texts import codes
from ui.session.words import locale

_THEIRS, _KIND = "en", "streamlit."

_component = st.components.v2.component(
    "jiugai.own_words",
    html='<span class="own-words" hidden></span>',
    js=(Path(__file__).parent / "own_words.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def own_words() -> None:
    """Let what Streamlit says itself be said in the reader's language."""
    with st.container(key="own_words"):
        _component(key="own_words.said", data=said_instead(locale()))


@cache
def said_instead(language: str) -> dict[str, str]:
    """Return each phrase of Streamlit's with what is said instead; {} in its own language."""
    if language == _THEIRS:
        return {}
    ours = codes(language)
    return {said: ours[code] for code, said in codes(_THEIRS).items() if code.startswith(_KIND)}
