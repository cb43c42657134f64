"""Weights: where they come from, what other methods would say, judgements of one and of many."""

import streamlit as st

from ui.session.view import View
from ui.session.words import t
from ui.weights.compared import compared
from ui.weights.expert_group import expert_group
from ui.weights.in_force import in_force
from ui.weights.judging import judging

TAB = "weights.tab"
_TABS = {"now": (in_force, compared), "own": (judging,), "group": (expert_group,)}


def show(view: View) -> None:
    """Draw the page; only the part that is open is worked out."""
    st.caption(t("weights_page.lead"))
    labels = [t(f"weights_page.{name}") for name in _TABS]
    for tab, parts in zip(st.tabs(labels, key=TAB, on_change="rerun"), _TABS.values(), strict=True):
        if tab.open:
            with tab:
                for part in parts:
                    part(view)
