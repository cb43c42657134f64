"""Siting: the best idle rooms for a missing facility, how sure that is, and who gains."""

import streamlit as st

from study.siting import Sited
from ui.circle import siting_solving as solving
from ui.circle.siting_asked import asked
from ui.circle.siting_map import before_overlay, before_painting, overlay, painting
from ui.circle.siting_tables import sites_headings, sites_table
from ui.circle.siting_taken import taking
from ui.circle.siting_told import left_out, notes, proof, totals
from ui.map.live_map import live_map
from ui.map.painting import page
from ui.session import state
from ui.session.view import View
from ui.session.words import t

_MAP, _TABLE = 1.35, 1.0
_ROW_PX, _MOST_ROWS = 32, 6


def show(view: View) -> None:
    """Draw the section."""
    if not len(view.ranked.measured.circle.ground.network.u):
        st.info(t("siting_page.no_streets"), icon=":material/info:")
        return
    left, right = st.columns([_MAP, _TABLE])
    with right:
        wanted = asked(view)
        solving.button(view, wanted)
        found = solving.found(view)
        if found:
            _result(found)
    with left, st.container(key="circle_map_people"):
        live_map(
            page(view),
            painting(view, found) if found else before_painting(view, wanted.facility),
            selected=state.selected(),
            key="circle_siting",
            overlay=overlay(view, found) if found else before_overlay(view, wanted.facility),
        )


def _result(found: Sited) -> None:
    """Draw what was found for what was asked, and how to go on."""
    proof(found)
    totals(found)
    shown = sites_table(found)
    if not shown.empty:
        st.dataframe(
            shown,
            hide_index=True,
            column_config=sites_headings(found),
            height=(min(len(shown), _MOST_ROWS) + 1) * _ROW_PX + 4,
            row_height=_ROW_PX,
            placeholder="—",
        )
        taking(found)
    notes(found)
    left_out(found)
