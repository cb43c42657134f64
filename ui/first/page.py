"""The first page: see the demo town, or begin with files of one's own."""

import streamlit as st

from ui.data.blank_form import blank_form
from ui.data.look import came, drop, looks
from ui.data.looked import Beside
from ui.first.example import example
from ui.frame.own_words import own_words
from ui.frame.sidebar import language
from ui.styles import style
from ui.templates import html

_LANGUAGE_PX = 176


def show() -> None:
    """Draw the page: without a study every address leads here."""
    style("first", "criteria", "data")
    with st.container(key="first"):
        with st.container(key="first_head", horizontal=True, vertical_alignment="top"):
            st.html(html("first_head"))
            with st.container(width=_LANGUAGE_PX):
                language()
        _ways()
        came(None)
        st.html(html("first_foot"))
    own_words()


def _ways() -> None:
    """Draw the two ways side by side; once files are looked at they take less room."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="first_example", border=True, height="stretch"):
        st.html(html("first_way", way="example"))
        example()
    with right, st.container(key="first_own", border=True, height="stretch"):
        st.html(html("first_way", way="own"))
        drop(Beside())
        st.html(html("first_files"))
        blank_form(key="data.blank.first")
    if looks():
        style("first_looked")
