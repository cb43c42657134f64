"""A folium map that stays mounted while its colours change (Streamlit component, version 2)."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from layers.map import MapParts
from layers.script import base_script, browser_script
from ui.map import browser_code
from ui.map.frame import frame_tools
from ui.map.geometry import PATH, base_of, handed, name_of, publish
from ui.server import address
from ui.session.state import select
from ui.session.words import t
from ui.styles.dark import themed

_HERE = Path(__file__).parent
_FIRST_CODE = ord("0")
_SVG_UP_TO = 1000  # outlines; one canvas is quicker beyond


def _read(pattern: str) -> str:
    """Return the browser's files of this folder that match, one after the other."""
    found = sorted(_HERE.glob(pattern))
    return "\n".join(file.read_text(encoding="utf-8") for file in found)


def _code() -> str:
    return browser_script() + base_script() + _read("tools/*.js") + _read("live_map.js")


_component = st.components.v2.component(
    "jiugai.live_map",
    html='<div class="live-map"></div>',
    css=themed(_read("*.css") + _read("tools/*.css")),
    js=browser_code.module(address(browser_code.PATH + browser_code.publish(_code()))),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Painting:
    """One colour an estate, and its legend: `codes` counts into `legend` from "0" on.

    `by` is the layer shown, by its key: "score", "need", "readiness" or "<criterion>_score" are
    what a weight moves, so a browser may re-score them while a slider is dragged. `legend` entries
    carry `key` (of layers.classes) and, where a class is a range, `low` and `high`.
    """

    codes: str
    legend: Sequence[Mapping[str, Any]]
    title: str
    unit: str = ""
    note: str = ""
    by: str = ""


@dataclass(frozen=True)
class Overlay:
    """What is drawn over the ground for one chosen estate, and the entries that explain it.

    `around` moves the map to show all of it when another estate is chosen.
    """

    layers: Sequence[Mapping[str, Any]] = ()
    keys: Sequence[Mapping[str, Any]] = ()
    title: str = ""
    around: bool = True


def page_of(parts: MapParts, estates: Mapping[str, Any], *, base: str = "") -> str:
    """Return the URL of a rendered map with the outlines of its estates, kept for the browser.

    `base` is the name of the base map under it (`ui.map.base_map`).
    """
    page = {"html": parts.html, "script": parts.script, "name": parts.name, "estates": estates}
    text = json.dumps(page, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return address(f"{PATH}{publish(text.encode(), base=base)}")


def live_map(  # noqa: PLR0913 - what is drawn, and what a click does
    url: str,
    painting: Painting,
    *,
    selected: str,
    key: str,
    pick: Callable[[str], None] = select,
    overlay: Overlay = Overlay(),
    spot: Callable[[float, float], None] | None = None,
    tools: Mapping[str, Mapping[str, Any]] | None = None,
    heard: Mapping[str, Callable[[Any], None]] | None = None,
) -> None:
    """Draw the map with the `selected` outline marked; a click opens the sheet of an estate.

    `pick` is called with the id of what was clicked, where the outlines are none of estates. With
    `spot` a click chooses a place instead: it is called with longitude and latitude. `tools` hands
    each tool of ui/map/tools what it needs; what a tool says comes to `heard` under its name.
    """

    def picked() -> None:
        if estate_id := st.session_state[key]["picked"]:
            pick(str(estate_id))

    def spotted() -> None:
        place = st.session_state[key]["spotted"]
        if place and spot:
            spot(*map(float, place))

    def said() -> None:
        word = st.session_state[key]["said"]
        if word and (hear := (heard or {}).get(word["tool"])):
            hear(word["value"])

    data = {
        "url": handed(url),
        "base": handed(base_of(url)),
        "tools": frame_tools(base=name_of(base_of(url))) | dict(tools or {}),
        "styles": [address("/vendor/leaflet.css")],
        "scripts": [address(f"/vendor/{name}.js") for name in ("leaflet", "protomaps-leaflet")],
        "svg_up_to": _SVG_UP_TO,
        "by": painting.by,
        "codes": painting.codes,
        "legend": list(painting.legend),
        "selected": selected,
        "overlay": list(overlay.layers),
        "keys": list(overlay.keys),
        "around": overlay.around,
        "spots": spot is not None,
        "words": _words(painting, overlay),
    }
    _component(
        key=key,
        data=data,
        on_picked_change=picked,
        on_spotted_change=spotted,
        on_said_change=said,
    )


def _words(painting: Painting, overlay: Overlay) -> dict[str, str]:
    return {"keys": overlay.title, "failed": t("ui.map.failed"), **painted_words(painting)}


def painted_words(painting: Painting) -> dict[str, str]:
    """Return the words of a legend that change with its colours."""
    return {"title": painting.title, "unit": painting.unit, "note": painting.note}


def codes(positions: Sequence[int]) -> str:
    """Return positions in a legend as one character each.

    >>> codes([0, 3, 10])
    '03:'
    """
    places = np.asarray(positions, dtype=np.uint32) + _FIRST_CODE
    return places.astype("<u4").tobytes().decode("utf-32-le")
