"""What a reader sees when the program itself is at fault: a sentence; the log gets the trace."""

import logging

import streamlit as st

from ui.session.words import plain, t

_LOG = logging.getLogger("jiugai")


def say(error: Exception) -> bool:
    """Log `error` with its trace, show a sentence, and tell Streamlit that this is done."""
    _LOG.error("unexpected error in a page", exc_info=error)
    st.error(plain(t("ui.unexpected")), icon=":material/error:")
    return True
