"""Negotiate: why a plan is as it is, what a change would cost, what else would do as well."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from phasing.negotiation.standing import Standing
from ui.frame.sections import head
from ui.negotiate import address, draft
from ui.negotiate import alternatives as negotiate_alternatives
from ui.negotiate import canvass as negotiate_canvass
from ui.negotiate import money as negotiate_money
from ui.negotiate import price as negotiate_price
from ui.negotiate import published as negotiate_published
from ui.negotiate import why as negotiate_why
from ui.negotiate.standing import stood
from ui.session.chosen import chosen_proposal, proposal_box
from ui.session.view import View
from ui.session.words import t
from ui.styles import style

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
    style("negotiate")
    names = {name: t(f"negotiate_page.section.{name}") for name in _SECTIONS}
    chosen = head("negotiate", names, beside=partial(_box, view))
    st.caption(t(f"negotiate_page.lead.{chosen}"))
    if not (view.proposals and len(view.estates)):
        st.info(t("negotiate_page.no_plan"), icon=":material/info:")
        return
    proposal = chosen_proposal(view)
    _SECTIONS[chosen](view, proposal, stood(view, proposal))
    address.leave(chosen, proposal, draft.tried())


def _box(view: View) -> None:
    if view.proposals:
        proposal_box(view)
