"""One of a few things, chosen by a button in a row: how a page asks which way it is to show."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from ui.session import address

Option = TypeVar("Option")


def one_of(
    label: str,
    options: Sequence[Option],
    *,
    key: str,
    said: Callable[[Option], str],
    start: Option | None = None,
    held: str = "",
    **more: Any,  # noqa: ANN401 - as Streamlit takes it
) -> Option:
    """Draw the row and return what is chosen: `start`, else the first, until somebody chooses.

    `key` is where the session keeps it; what is no option any more starts again. `held` is how the
    address calls it, "" for a choice that no link carries; `said` calls an option by its name;
    `more` is for Streamlit (`help`).
    """
    if held:
        address.hold(held, key, options)
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0] if start is None else start
    st.segmented_control(
        label,
        options,
        required=True,
        format_func=said,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
        **more,
    )
    found: Option = st.session_state[key]
    return found
