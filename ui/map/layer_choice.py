"""Which layer the map shows: a few common ones as buttons, all the others in one list to search."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from layers.map_layer import MapLayer
from ui.map.painting import NEED, READINESS, SCORE, TRUST, YEAR, map_layers
from ui.session import address
from ui.session.view import View
from ui.session.words import locale, t

LAYER = "map_layer"
BUTTONS, _OTHER = "by", "by_criterion"
COMMON = (SCORE, NEED, READINESS, YEAR, TRUST)


def layer_box(view: View, proposal: str, left: DeltaGenerator, right: DeltaGenerator) -> str:
    """Draw the choice in two columns and return the key of the layer; the address carries it."""
    known = map_layers(view, proposal)
    address.hold("by", LAYER, known)
    if st.session_state.get(LAYER) not in known:
        st.session_state[LAYER] = SCORE
    by = str(st.session_state[LAYER])
    common = {key: known[key].name for key in COMMON if key in known}
    others = {key: _named(layer) for key, layer in known.items() if key not in COMMON}
    st.session_state[BUTTONS] = by if by in common else None
    st.session_state[_key(_OTHER)] = by if by in others else None
    left.segmented_control(
        t("ui.colour_by"),
        list(common),
        format_func=common.__getitem__,
        key=BUTTONS,
        on_change=_took_common,
        label_visibility="collapsed",
    )
    right.container(key=_OTHER).selectbox(
        t("ui.layer.more"),
        list(others),
        index=None,
        format_func=others.__getitem__,
        key=_key(_OTHER),
        on_change=_took_other,
        placeholder=t("ui.layer.more"),
        filter_mode="contains",
        label_visibility="collapsed",
    )
    return by


def _named(layer: MapLayer) -> str:
    """Return a layer with its group before it: typing the group finds all of it."""
    group = t(f"layer_group.{layer.group}")
    return t("layer.in_group", group=group, name=layer.name)


def _key(name: str) -> str:
    """Return the key of a box: a browser keeps the words of a choice it once drew."""
    return f"{name}.{locale()}"


def _took_common() -> None:
    st.session_state[LAYER] = st.session_state[BUTTONS] or SCORE


def _took_other() -> None:
    st.session_state[LAYER] = st.session_state[_key(_OTHER)] or SCORE
