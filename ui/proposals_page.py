"""Proposals side by side, and the estates on which they differ."""

import streamlit as st

from ui.comparison import apart, differences, proposal_cards, tables
from ui.finding import table
from ui.view import View
from ui.words import proposal, t

_HEIGHT = 420


def show(view: View) -> None:
    """Draw the page."""
    st.subheader(t("ui.page.proposals"))
    st.caption(t("ui.proposals_lead"))
    st.html(proposal_cards(view))
    st.html(tables(view))
    st.markdown(f"##### {t('ui.differences')}")
    shown, names = differences(view), [plan.name for plan in view.proposals]
    if st.toggle(t("ui.only_different"), value=True, key="apart"):
        shown = apart(shown, names)
    config = {
        "rank": st.column_config.NumberColumn(t("ui.column.rank"), width=60),
        "name": st.column_config.TextColumn(t("ui.column.name"), width=200),
        "street": st.column_config.TextColumn(t("ui.column.street"), width=140),
        **{name: st.column_config.NumberColumn(proposal(name), format="%d") for name in names},
    }
    if shown.empty:
        st.info(t("ui.all_same"))
        return
    table(shown, config, key="differences", height=_HEIGHT)
