"""Weights: where they come from, what other methods would say, judgements of one and of many."""

import streamlit as st

from ui.expert_group import expert_group
from ui.judging import judging
from ui.view import View
from ui.weights_compared import compared
from ui.weights_in_force import in_force
from ui.words import t

TAB = "weights.tab"
_TABS = {"now": (in_force, compared), "own": (judging,), "group": (expert_group,)}


def show(view: View) -> None:
    """Draw the page; only the part that is open is worked out."""
    st.subheader(t("ui.page.weights"))
    st.caption(t("weights_page.lead"))
    labels = [t(f"weights_page.{name}") for name in _TABS]
    for tab, parts in zip(st.tabs(labels, key=TAB, on_change="rerun"), _TABS.values(), strict=True):
        if tab.open:
            with tab:
                for part in parts:
                    part(view)
