"""Steps that nothing cuts in two.

Streamlit ends a run wherever it touches the state of its session, in a callback too, once a newer
one is asked for; and the newer one begins beside the one that is still ending. A step that was cut
after the file was written and before the session knew of it would look like another person's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

LOCK = "uncut"
_ASKS = "_yield_callback"  # what Streamlit calls at every access, and may end the run from

Given = ParamSpec("Given")
Found = TypeVar("Found")


def uncut(step: Callable[Given, Found]) -> Callable[Given, Found]:
    """Return `step` such that a run of this session takes it whole, and one after the other.

    A newer run that is asked for meanwhile begins after it.
    """

    @wraps(step)
    def whole(*args: Given.args, **kwargs: Given.kwargs) -> Found:
        context = get_script_run_ctx(suppress_warning=True)
        if context is None:  # no session: nobody to cut it
            return step(*args, **kwargs)
        with _alone(context.session_state):
            return step(*args, **kwargs)

    return whole


@contextmanager
def _alone(state: object) -> Iterator[None]:
    asks = getattr(state, _ASKS, None)  # None: a Streamlit that has it otherwise may cut the step
    if asks:
        object.__setattr__(state, _ASKS, _never)
    try:
        with st.session_state.setdefault(LOCK, RLock()):
            yield
    finally:
        if asks:
            object.__setattr__(state, _ASKS, asks)


def _never() -> None:
    """Let the run go on."""
