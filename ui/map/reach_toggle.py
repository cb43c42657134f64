"""How far the people of the chosen estate get in 5, 10 and 15 minutes, on any map, when asked."""

import streamlit as st

from ui.circle.overlay import overlay
from ui.map.live_map import Overlay
from ui.session import address, state
from ui.session.view import View
from ui.session.words import t

_KEY = "show_reach"


def reach_toggle(view: View) -> Overlay:
    """Draw the switch where an estate is chosen and return what `live_map(overlay=…)` draws.

    The address carries it (`reach=1`); no estate, no switch and nothing drawn.
    """
    if state.selected() not in set(view.estates["estate_id"]):
        return Overlay()
    address.hold_read("reach", _KEY, read={"1": True}.get, said=lambda on: "1" if on else "")
    shown = st.toggle(
        t("ui.layer.reach"), key=_KEY, help=t("ui.layer.reach_help"), persist_state="session"
    )
    return overlay(view, state.selected()) if shown else Overlay()
