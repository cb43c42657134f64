"""Overview: where do we stand; figures, the map, what waits for a decision, how complete it is."""

from functools import partial

import streamlit as st

from ui.drawn.estate_sheet import sheet
from ui.drawn.estate_sheet_print import print_row
from ui.drawn.key_figures import key_figures, programme
from ui.drawn.search import search
from ui.frame.sections import head
from ui.frame.turning import turn
from ui.map.at_once import at_once
from ui.map.colouring import colour_box
from ui.map.live_map import live_map
from ui.map.painting import page, painting
from ui.map.reach_toggle import reach_toggle
from ui.map.scored import scored
from ui.map.year_slider import year_slider, years_heard
from ui.overview.side import beside
from ui.session import address, state
from ui.session.chosen import chosen_estate, chosen_proposal, proposal_box
from ui.session.view import View
from ui.session.words import t
from ui.styles import style

_YEARS = "overview.years"
_BAR = [1.9, 0.95, 1.15]
_MAP, _BESIDE = 1.9, 1.0


def show(view: View) -> None:
    """Draw the page."""
    style("overview")
    if view.proposals:
        _drawn(view)
        return
    head("overview")
    st.info(t("overview.no_plan"), icon=":material/info:")
    if st.button(t("overview.to_plan"), type="primary", icon=":material/arrow_forward:"):
        turn("plan")


def _drawn(view: View) -> None:
    address.hold("proposal", "proposal", [plan.name for plan in view.proposals])
    address.hold("estate", "estate", view.estates["estate_id"])
    head("overview", beside=partial(proposal_box, view))
    proposal = chosen_proposal(view)
    figures = st.container()
    by_column, single_column, search_column = st.columns(_BAR, vertical_alignment="center")
    by = colour_box(view, by_column, single_column)
    with search_column:
        search(view)
    with figures:
        key_figures(view, proposal)
    left, right = st.columns([_MAP, _BESIDE])
    with left, st.container(key="overview_map"):
        _map(view, by, proposal)
    with right:
        _beside(view, proposal)
    at_once(view, proposal)


def _map(view: View, by: str, proposal: str) -> None:
    with st.container(key="overview_reach"):  # its own place: the map below stays mounted
        reach = reach_toggle(view)
    weighed = scored(view, by)
    live_map(
        page(view),
        painting(view, by, proposal),
        selected=state.selected(),
        key="map",
        overlay=reach,
        tools=({"weights": weighed} if weighed else {}) | year_slider(view, proposal, _YEARS),
        heard=years_heard(_YEARS),
    )


def _beside(view: View, proposal: str) -> None:
    """Draw the sheet of the chosen estate, or what there is to know of all of them."""
    if estate := chosen_estate(view):
        with st.container(border=True, key="beside"):
            st.html(sheet(view, estate, proposal))
            print_row(view, estate)
        return
    with st.container(key="overview_side"):
        beside(view, programme(view, proposal))
