"""Living circle: what people reach on foot, what is missing, and what would change it."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui import circle_now, circle_people, circle_siting, circle_what_if
from ui.circle_siting_taken import SECTION
from ui.view import View
from ui.words import t

_SECTIONS: Mapping[str, Callable[[View], None]] = {
    "now": circle_now.show,
    "people": circle_people.show,
    "what_if": circle_what_if.show,
    "siting": circle_siting.show,
}


def show(view: View) -> None:
    """Draw the page."""
    st.session_state.setdefault(SECTION, "now")
    with st.container(key="circle_head"):
        head, sections = st.columns([0.34, 2.14], vertical_alignment="center")
    head.subheader(t("ui.page.circle"))
    with sections:
        st.segmented_control(
            t("ui.page.circle"),
            list(_SECTIONS),
            required=True,
            format_func=lambda name: t(f"circle.section.{name}"),
            key=SECTION,
            label_visibility="collapsed",
            persist_state="session",
        )
    chosen = str(st.session_state[SECTION])
    st.caption(t(f"circle.lead_{chosen}"))
    _SECTIONS[chosen](view)
