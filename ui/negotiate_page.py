"""Negotiate: why a plan is as it is, what a change would cost, what else would do as well."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from phasing.negotiation.standing import Standing
from ui import negotiate_address as address
from ui import (
    negotiate_alternatives,
    negotiate_canvass,
    negotiate_money,
    negotiate_price,
    negotiate_published,
    negotiate_why,
)
from ui import negotiate_draft as draft
from ui.chosen import proposal_box
from ui.negotiate_standing import stood
from ui.view import View
from ui.words import t

_SECTIONS: Mapping[str, Callable[[View, str, Standing], None]] = {
    "why": negotiate_why.show,
    "price": negotiate_price.show,
    "alternatives": negotiate_alternatives.show,
    "canvass": negotiate_canvass.show,
    "money": negotiate_money.show,
    "published": negotiate_published.show,
}


def show(view: View) -> None:
    """Draw the page."""
    address.arrive(view, list(_SECTIONS))
    st.session_state.setdefault(address.SECTION, "why")
    st.html(Path(__file__).parent / "negotiate.css")
    with st.container(key="negotiate_head"):
        head, sections, plan = st.columns([0.28, 2.15, 0.5], vertical_alignment="center")
    head.subheader(t("ui.page.negotiate"))
    with plan:
        proposal = proposal_box(view)
    with sections:
        st.segmented_control(
            t("ui.page.negotiate"),
            list(_SECTIONS),
            required=True,
            format_func=lambda name: t(f"negotiate_page.section.{name}"),
            key=address.SECTION,
            label_visibility="collapsed",
            persist_state="session",
        )
    chosen = str(st.session_state[address.SECTION])
    st.caption(t(f"negotiate_page.lead.{chosen}"))
    if not (view.proposals and len(view.estates)):
        st.info(t("negotiate_page.no_plan"), icon=":material/info:")
        return
    _SECTIONS[chosen](view, proposal, stood(view, proposal))
    address.leave(chosen, proposal, draft.tried())
