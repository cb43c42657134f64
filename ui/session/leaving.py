"""A session that waits for a search and leaves it: for itself, for all where it is the last."""

from typing import Any

import streamlit as st

from ui.session.readers import Reader
from ui.session.work import Job

SEARCH = "plan.search"  # what a session waits for, by name, in its state
_LEFT = "plan.search.left"


@st.cache_resource(scope="session", show_spinner=False, on_release=Reader.turns)
def me() -> Reader:
    """Return this session as searches know it; it waits for none once its page is closed."""
    return Reader()


def leave(job: Job[Any]) -> None:
    """End a search for this session; others that wait for it go on waiting."""
    st.session_state[_LEFT] = job
    job.readers.leave(me())


def left(job: Job[Any]) -> bool:
    """Return whether this session asked a search to end; for others it may go on."""
    return st.session_state.get(_LEFT) is job
