"""A folium map that stays mounted while its colours change (Streamlit component, version 2)."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from layers.map import MapParts
from layers.script import browser_script
from ui.geometry import PATH, publish
from ui.server import address
from ui.state import select
from ui.words import t

_HERE = Path(__file__).parent
_FIRST_CODE = ord("0")
_SVG_UP_TO = 3000  # outlines; a canvas is quicker beyond

_component = st.components.v2.component(
    "jiugai.live_map",
    html='<div class="live-map"></div>',
    css=(_HERE / "live_map.css").read_text(encoding="utf-8"),
    js=browser_script() + (_HERE / "live_map.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Painting:
    """One colour an estate, and its legend: `codes` counts into `legend` from "0" on."""

    codes: str
    legend: Sequence[Mapping[str, Any]]
    title: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Overlay:
    """What is drawn over the ground for one chosen estate, and the entries that explain it.

    `around` moves the map to show all of it when another estate is chosen.
    """

    layers: Sequence[Mapping[str, Any]] = ()
    keys: Sequence[Mapping[str, Any]] = ()
    title: str = ""
    around: bool = True


def page_of(parts: MapParts, estates: Mapping[str, Any]) -> str:
    """Return the URL of a rendered map with the outlines of its estates, kept for the browser."""
    page = {"html": parts.html, "script": parts.script, "name": parts.name, "estates": estates}
    text = json.dumps(page, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return address(f"{PATH}{publish(text.encode())}")


def live_map(  # noqa: PLR0913 - what is drawn, and what a click does
    url: str,
    painting: Painting,
    *,
    selected: str,
    key: str,
    pick: Callable[[str], None] = select,
    overlay: Overlay = Overlay(),
    spot: Callable[[float, float], None] | None = None,
) -> None:
    """Draw the map with the `selected` outline marked; a click opens the sheet of an estate.

    `pick` is called with the id of what was clicked, where the outlines are none of estates. With
    `spot` a click chooses a place instead: it is called with longitude and latitude.
    """

    def picked() -> None:
        if estate_id := st.session_state[key]["picked"]:
            pick(str(estate_id))

    def spotted() -> None:
        place = st.session_state[key]["spotted"]
        if place and spot:
            spot(*map(float, place))

    data = {
        "url": url,
        "styles": [address("/vendor/leaflet.css")],
        "scripts": [address("/vendor/leaflet.js")],
        "svg_up_to": _SVG_UP_TO,
        "codes": painting.codes,
        "legend": list(painting.legend),
        "selected": selected,
        "overlay": list(overlay.layers),
        "keys": list(overlay.keys),
        "around": overlay.around,
        "spots": spot is not None,
        "words": {
            "keys": overlay.title,
            "title": painting.title,
            "unit": painting.unit,
            "note": painting.note,
            "failed": t("ui.map.failed"),
        },
    }
    _component(key=key, data=data, on_picked_change=picked, on_spotted_change=spotted)


def codes(positions: Sequence[int]) -> str:
    """Return positions in a legend as one character each.

    >>> codes([0, 3, 10])
    '03:'
    """
    return "".join(chr(_FIRST_CODE + position) for position in positions)
