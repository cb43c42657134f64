"""Colours a browser paints as soon as their button is pressed; the app's answer then decides.

Drawn last on a page, so that nobody waits for it. What is handed over is what `painting` would
answer for the weights chosen now: a press after a weight moved waits for the app.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from ui.frame.weight_sliders import turn
from ui.map.layer_choice import BUTTONS, COMMON
from ui.map.live_map import Painting, painted_words
from ui.map.painting import NEED, READINESS, SCORE, YEAR, layer_painting, map_layers
from ui.session.view import View
from ui.session.words import locale
from ui.session.work import Shelf

QUICK = (SCORE, NEED, READINESS, YEAR)  # a chance needs trials, which may take their time
_KEY = "map_at_once"

_component = st.components.v2.component(
    "jiugai.map_at_once",
    html='<div class="map-at-once"></div>',
    css=f".st-key-{_KEY} {{ display: none; }}",
    js=Path(__file__).with_name("at_once.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def at_once(view: View, proposal: str) -> None:
    """Hand the browser the colours of the layers whose buttons stand above the map."""
    layers = quick_layers(view, proposal)
    with st.container(key=_KEY):
        _component(
            key=f"{_KEY}.layers",
            data={
                "buttons": BUTTONS,
                "layers": [layers.get(key) for key in COMMON],
                "turn": turn(),
            },
        )


def quick_layers(view: View, proposal: str) -> Mapping[str, Mapping[str, Any]]:
    """Return codes, legend and words of each of these layers, as the app would answer them."""
    choices = view.choices
    weighed = f"{view.key} {choices.weighing!r} {choices.criteria!r} {choices.ranking!r}"
    named = f"{weighed} {view.plan.named} {proposal} {view.stale} {locale()}"
    return _made().keep(named, partial(_painted, view, proposal))


@st.cache_resource(show_spinner=False)
def _made() -> Shelf[Mapping[str, Mapping[str, Any]]]:
    return Shelf(8)


def _painted(view: View, proposal: str) -> Mapping[str, Mapping[str, Any]]:
    known = map_layers(view, proposal)
    return {key: _handed(layer_painting(view, known[key])) for key in QUICK if key in known}


def _handed(shown: Painting) -> Mapping[str, Any]:
    return {
        "by": shown.by,
        "codes": shown.codes,
        "legend": list(shown.legend),
        "words": painted_words(shown),
    }
