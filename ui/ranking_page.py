"""Ranking: every estate with its parts, range, grade, year and cost."""

import streamlit as st

from ui import state
from ui.chosen import proposal_box
from ui.finding import search, table
from ui.ranking import headings, ranking, tried
from ui.sheet import sheet
from ui.sheet_print import print_row
from ui.view import View
from ui.words import t


def show(view: View) -> None:
    """Draw the page."""
    st.subheader(t("ui.page.ranking"))
    text, parts_column, plan_column, search_column = st.columns(
        [1.6, 0.5, 0.8, 1.1], vertical_alignment="bottom"
    )
    text.caption(t("ui.trust.ranking_lead"))
    with parts_column:
        parts = st.toggle(t("ui.trust.show_parts"), key="show_parts", persist_state="session")
    with plan_column:
        proposal = proposal_box(view)
    with search_column:
        search(view)
    ranked = tried(view, ranking(view, proposal), parts=parts)
    chosen = state.selected() in ranked.index
    left, right = st.columns([2.2, 1]) if chosen else (st.columns(1)[0], None)
    with left, st.container(key="tall"):
        table(ranked, headings(view, ranked), key="ranking")
    if right:
        with right, st.container(border=True, key="beside_ranking"):
            st.html(sheet(view, state.selected(), proposal))
            print_row(view, state.selected())
