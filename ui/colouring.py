"""The choice of what colours the map: a few common ones in view, single criteria in a list."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.painting import SCORE, colourings, criteria
from ui.view import View
from ui.words import t

_COMMON, _SINGLE = "by", "by_criterion"


def colour_box(view: View, left: DeltaGenerator, right: DeltaGenerator) -> str:
    """Draw the choice in two columns and return it: taking one kind lets go of the other."""
    common, single = colourings(), criteria(view)
    st.session_state.setdefault(_COMMON, SCORE)
    if st.session_state.get(_SINGLE) not in single:
        st.session_state[_SINGLE] = None
    by = left.segmented_control(
        t("ui.colour_by"),
        list(common),
        format_func=common.__getitem__,
        key=_COMMON,
        on_change=_took_common,
        label_visibility="collapsed",
        persist_state="session",
    )
    one = right.selectbox(
        t("ui.trust.one_criterion"),
        list(single),
        index=None,
        format_func=single.__getitem__,
        key=_SINGLE,
        on_change=_took_single,
        placeholder=t("ui.trust.one_criterion"),
        filter_mode=None,
        label_visibility="collapsed",
        persist_state="session",
    )
    return one or by or SCORE


def _took_common() -> None:
    st.session_state[_SINGLE] = None
    st.session_state[_COMMON] = st.session_state[_COMMON] or SCORE


def _took_single() -> None:
    st.session_state[_COMMON] = None if st.session_state[_SINGLE] else SCORE
