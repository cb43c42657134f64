"""Which proposal the session looks at."""

import streamlit as st

from ui.view import View
from ui.words import proposal, t


def proposal_box(view: View) -> str:
    """Draw the choice of a proposal and return its name."""
    names = [plan.name for plan in view.proposals]
    return st.selectbox(
        t("ui.proposal"),
        names,
        format_func=lambda name: t("ui.proposal_named", name=proposal(name)),
        key="proposal",
        filter_mode=None,
        label_visibility="collapsed",
        persist_state="session",
    )
