"""Which proposal and which estate the session looks at."""

import streamlit as st

from ui.session import state
from ui.session.view import View
from ui.session.words import locale, proposal, t

CHOSEN = "proposal"


def chosen_proposal(view: View) -> str:
    """Return the name of the proposal the session looks at: the first until one is chosen."""
    names = [plan.name for plan in view.proposals]
    chosen = st.session_state.get(CHOSEN)
    return chosen if chosen in names else names[0]


def chosen_estate(view: View) -> str:
    """Return the estate the session looks at, "" where the study has none of that id."""
    estate = state.selected()
    return estate if estate in set(view.estates["estate_id"]) else ""


def proposal_box(view: View) -> str:
    """Draw the choice of a proposal and return its name.

    Each language has a box of its own: a browser keeps the words of a choice it once drew.
    """
    names = [plan.name for plan in view.proposals]
    key = f"{CHOSEN}.{locale()}"
    st.session_state[key] = chosen_proposal(view)

    def taken() -> None:
        st.session_state[CHOSEN] = st.session_state[key]

    return st.selectbox(
        t("ui.proposal"),
        names,
        format_func=lambda name: t("ui.proposal_named", name=proposal(name)),
        key=key,
        on_change=taken,
        filter_mode=None,
        label_visibility="collapsed",
    )
