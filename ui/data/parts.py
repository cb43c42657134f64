"""The parts of the page of data, and turning to one of them."""

import streamlit as st

from ui.frame.turning import section_key

FILES, ISSUES, QUESTIONS, WORDS, LOOK = "files", "issues", "questions", "words", "look"
PART = section_key("data")


def choose(part: str) -> None:
    """Let the page of data show a part from the next run on."""
    st.session_state[PART] = part
