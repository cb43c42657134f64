"""Map: where, how urgent, in which year; click an estate for its sheet."""

import streamlit as st

from ui import state
from ui.chosen import proposal_box
from ui.colouring import colour_box
from ui.finding import search, table
from ui.live_map import live_map
from ui.overview import key_figures
from ui.painting import page, painting
from ui.ranking import ranking, short
from ui.sheet import sheet
from ui.sheet_print import print_row
from ui.view import View

_MAP, _TABLE = 2.2, 1.0


def show(view: View) -> None:
    """Draw the page."""
    figures = st.container()
    by_column, single_column, plan_column, search_column = st.columns(
        [1.75, 0.55, 0.75, 0.95], vertical_alignment="center"
    )
    by = colour_box(view, by_column, single_column)
    with plan_column:
        proposal = proposal_box(view)
    with search_column:
        search(view)
    with figures:
        key_figures(view, proposal)
    left, right = st.columns([_MAP, _TABLE])
    with left:
        live_map(page(view), painting(view, by, proposal), selected=state.selected(), key="map")
    with right:
        ranked = ranking(view, proposal)
        if state.selected() in ranked.index:
            with st.container(border=True, key="beside"):
                st.html(sheet(view, state.selected(), proposal))
                print_row(view, state.selected())
        else:
            table(*short(ranked), key="short")
