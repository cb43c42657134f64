"""The sites found taken over into a what-if: what else changes when they open."""

import streamlit as st

from study.scenario_choices import Add
from study.siting import Sited
from ui.circle import what_if_draft as draft
from ui.circle.what_if_choice import FACILITY, room_name
from ui.session.words import t, word

SECTION = "circle_section"
_DIGITS = 6


def taking(found: Sited) -> None:
    """Draw the button that puts the sites into a what-if."""
    st.button(
        t("siting_page.take"),
        key="siting.take",
        icon=":material/compare_arrows:",
        type="primary",
        on_click=_take,
        args=(found,),
        width="stretch",
    )


def changes(found: Sited) -> tuple[Add, ...]:
    """Return the chosen rooms as facilities added, in the order in which to open them."""
    rows = found.rooms[found.rooms["order"].notna()].sort_values("order").to_crs(4326)
    facility = found.asked.facility
    return tuple(
        Add(facility, _at(row["geometry"]), room_name(row)) for row in rows.to_dict("records")
    )


def _at(place: object) -> tuple[float, float]:
    return round(place.x, _DIGITS), round(place.y, _DIGITS)  # type: ignore[attr-defined]


def _take(found: Sited) -> None:
    """Add the sites to what is tried, leaving out those that are in it, and go there."""
    there = draft.changes()
    draft.put((*there, *(one for one in changes(found) if one not in there)))
    name = word("category", found.asked.facility)
    if not st.session_state.get(draft.NAME):
        st.session_state[draft.NAME] = t("siting_page.name", name=name, count=len(changes(found)))
    st.session_state[FACILITY] = found.asked.facility
    st.session_state[SECTION] = "what_if"
