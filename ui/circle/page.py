"""Living circle: what people reach on foot, what is missing, and what would change it."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.circle import now as circle_now
from ui.circle import people as circle_people
from ui.circle import siting as circle_siting
from ui.circle import what_if as circle_what_if
from ui.circle.siting_taken import SECTION
from ui.frame.sections import head
from ui.session import address
from ui.session.view import View
from ui.session.words import t

_SECTIONS: Mapping[str, Callable[[View], None]] = {
    "now": circle_now.show,
    "people": circle_people.show,
    "what_if": circle_what_if.show,
    "siting": circle_siting.show,
}


def show(view: View) -> None:
    """Draw the page."""
    address.hold("section", SECTION, _SECTIONS)
    chosen = head("circle", {name: t(f"circle.section.{name}") for name in _SECTIONS})
    st.caption(t(f"circle.lead_{chosen}"))
    _SECTIONS[chosen](view)
