"""Trust: how firmly the estates hold their ranks, and what the choice of method or weights does."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui.finding import search
from ui.methods_section import methods_section
from ui.plane_section import plane_section
from ui.ranges_section import ranges_section
from ui.templates import html
from ui.trials import first_k, first_k_box, rooms, trials, tried_estates
from ui.trust_told import how, lead
from ui.view import View
from ui.weight_room import weight_room
from ui.words import t

_STYLE = Path(__file__).parent / "trust.css"


def show(view: View) -> None:
    """Draw the page."""
    st.html(_STYLE)
    st.subheader(t("ui.page.trust"))
    told, k_column, search_column = st.columns([2.6, 0.75, 1.1], vertical_alignment="bottom")
    with k_column:
        k = first_k_box(view)
    with search_column:
        search(view)
    with told:
        st.html(html("trust_lead", **lead(tried_estates(view), k)))
    section = st.segmented_control(
        t("ui.trust.section"),
        list(_SECTIONS),
        default="plane",
        required=True,
        format_func=lambda name: t(f"ui.trust.section_{name}"),
        key="trust_section",
        label_visibility="collapsed",
        persist_state="session",
    )
    _SECTIONS[section or "plane"](view)


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
