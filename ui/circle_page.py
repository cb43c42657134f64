"""Living circle: what people reach on foot, what is missing, and what would change it."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui import circle_now, circle_people
from ui.view import View
from ui.words import t

_SECTIONS: Mapping[str, Callable[[View], None]] = {
    "now": circle_now.show,
    "people": circle_people.show,
}


def show(view: View) -> None:
    """Draw the page."""
    head, sections = st.columns([0.28, 2.2], vertical_alignment="center")
    head.subheader(t("ui.page.circle"))
    with sections:
        chosen = st.segmented_control(
            t("ui.page.circle"),
            list(_SECTIONS),
            default="now",
            required=True,
            format_func=lambda name: t(f"circle.section.{name}"),
            key="circle_section",
            label_visibility="collapsed",
            persist_state="session",
        )
    st.caption(t(f"circle.lead_{chosen}"))
    _SECTIONS[chosen](view)
