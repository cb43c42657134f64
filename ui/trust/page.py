"""Trust: how firmly the estates hold their ranks, and what the choice of method or weights does."""

from collections.abc import Callable

import streamlit as st

from ui.drawn.one_of import one_of
from ui.drawn.search import search
from ui.session.trials import first_k, first_k_box, rooms, trials, tried_estates
from ui.session.view import View
from ui.session.words import t
from ui.styles import style
from ui.templates import html
from ui.trust.methods_section import methods_section
from ui.trust.plane_section import plane_section
from ui.trust.ranges_section import ranges_section
from ui.trust.told import how, lead
from ui.weights.room import weight_room


def show(view: View) -> None:
    """Draw the page."""
    style("trust")
    told, k_column, search_column = st.columns([2.6, 0.75, 1.1], vertical_alignment="bottom")
    with k_column:
        k = first_k_box(view)
    with search_column:
        search(view)
    with told:
        st.html(html("trust_lead", **lead(tried_estates(view), k)))
    section = one_of(
        t("ui.trust.section"), list(_SECTIONS), key="trust_section", held="trust",
        said=lambda name: t(f"ui.trust.section_{name}"),
    )  # fmt: skip
    _SECTIONS[section](view)


def _rooms(view: View) -> None:
    st.html(weight_room(view, rooms(view).found, tried_estates(view), first_k(view)))


def _how(view: View) -> None:
    st.html(html("told", lead=[], more=how(view, trials(view))))


_SECTIONS: dict[str, Callable[[View], None]] = {
    "plane": plane_section,
    "ranges": ranges_section,
    "methods": methods_section,
    "rooms": _rooms,
    "how": _how,
}
