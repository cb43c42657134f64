"""From one page to another by a link or a button of our own."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

_PAGES = "pages"


def keep(pages: Mapping[str, Any]) -> None:
    """Remember the pages of this session by name."""
    st.session_state[_PAGES] = dict(pages)


def link(name: str, label: str, *, icon: str) -> None:
    """Draw a link to a page; nothing where there is no menu."""
    if page := st.session_state.get(_PAGES, {}).get(name):
        st.page_link(page, label=label, icon=icon)


def turn(name: str, section: str = "") -> None:
    """Turn to a page, and on it to a section."""
    if page := st.session_state.get(_PAGES, {}).get(name):
        if section:
            st.session_state[section_key(name)] = section
        st.switch_page(page)


def section_key(page: str) -> str:
    """Return the key under which the session keeps the section of a page.

    >>> section_key("plan")
    'plan_section'
    """
    return f"{page}_section"
