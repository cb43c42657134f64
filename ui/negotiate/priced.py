"""How the answer to a change stands: refused, a first answer, proven; and its figures."""

import streamlit as st

from phasing.negotiation.price import Price
from phasing.negotiation.standing import Standing
from phasing.rules import Rule
from tables import InputError
from ui.negotiate import draft
from ui.negotiate.asking import Answer, answer, ask, asked, at_once
from ui.negotiate.price_told import price_told
from ui.negotiate.pricing import first_question, question
from ui.session.view import View
from ui.session.words import sentence, t


def priced(view: View, proposal: str, stood: Standing) -> Price | None:
    """Draw how the answer stands, and the figures; return the price there is so far.

    A person's change is answered at once and then searched for; what a link carried waits for the
    button.
    """
    if not draft.tried():
        return None
    first, whole = first_question(view, proposal, stood), question(view, proposal, stood)
    if draft.fresh():
        with st.spinner(t("negotiate_page.first_working")):
            begun = at_once(first)
        if begun.refused is None:
            ask(whole)
    known = answer(first)
    if known and known.refused:
        _refused(known.refused)
        return None
    searched = asked(whole, t("negotiate_page.prove"))
    known = searched or known
    return _told(view, known, proven=searched is not None) if known else None


def _refused(error: InputError) -> None:
    """Say why it cannot be tried, and offer to let the rule go that stands in the way."""
    st.warning(sentence(error), icon=":material/block:")
    rule = error.values.get("rule")
    if isinstance(rule, Rule):
        st.button(
            t("negotiate_page.release_and_try"),
            key="negotiate.release",
            icon=":material/lock_open:",
            on_click=lambda: draft.put(draft.tried().letting_go(rule)),
        )


def _told(view: View, known: Answer, *, proven: bool) -> Price | None:
    """Draw an answer: that only a search tells, why there is no plan, or what it costs."""
    if known.refused:
        st.warning(sentence(known.refused), icon=":material/block:")
        return None
    found: Price | None = known.found
    if found is None:
        if not proven:
            st.info(t("negotiate_page.first_none"), icon=":material/info:")
        return None
    if found.clash is not None:
        st.warning(sentence(found.clash), icon=":material/block:")
        return None
    price_told(view, found, proven=proven)
    return found
