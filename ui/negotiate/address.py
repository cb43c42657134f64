"""What the page shows, carried in the address: a link opens the same question again."""

import streamlit as st

from ui.negotiate import draft
from ui.negotiate.draft import Tried
from ui.session import state
from ui.session.view import View

SECTION, PROPOSAL = "negotiate_section", "proposal"
_READ = "negotiate.address_read"
_OWN = ("section", "proposal", "estate", "pin", "out")


def arrive(view: View, sections: list[str]) -> None:
    """Take once from the address what a link asks for; what the study does not have is left."""
    if st.session_state.get(_READ):
        return
    st.session_state[_READ] = True
    given = {name: st.query_params.get(name, "") for name in _OWN}
    ids = view.estates["estate_id"]
    if given["section"] in sections:
        st.session_state[SECTION] = given["section"]
    if given["proposal"] in {plan.name for plan in view.proposals}:
        st.session_state[PROPOSAL] = given["proposal"]
    if given["estate"] in set(ids):
        state.select(given["estate"])
    carried = draft.from_text(given, ids, view.plan.choices.horizon)
    if carried:
        draft.carry(carried)


def leave(section: str, proposal: str, tried: Tried) -> None:
    """Write into the address what is shown now."""
    shown = {"section": section, "proposal": proposal, "estate": state.selected()}
    shown |= draft.as_text(tried)
    for name, value in shown.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]
