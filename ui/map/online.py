"""Tiles of a map server, for those who want them: off unless `.streamlit/secrets.toml` names one.

    [map]
    tiles = "tianditu:vec"        # or "tianditu:img", or any "https://…/{z}/{x}/{y}.png"
    key = "…"                     # of the 天地图 console; put where a template says {key}
    credit = "天地图 审图号：GS（2024）…号"

The key goes to the browsers that draw the tiles and to no log; nobody but the server that is named
learns where a map is looked at.
"""

from typing import Any

import streamlit as st

_LAST_ZOOM = 18

# Map and names lie in two layers each; "w" is the web Mercator matrix (EPSG:3857).
_TIANDITU = {"tianditu:vec": ("vec", "cva"), "tianditu:img": ("img", "cia")}
_WMTS = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={{key}}"
)


def online() -> dict[str, Any] | None:
    """Return what the browser needs to draw the tiles the server was set up with, None when off."""
    if not st.secrets.load_if_toml_exists():
        return None
    return tiles(st.secrets.get("map", {}))


def tiles(settings: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a table of a TOML file
    """Return templates, credit and last zoom level of `settings`, None when they are off.

    Without `credit` there are no tiles: maps of the country show their approval number (审图号).

    >>> tiles({"tiles": "http://maps.city/{z}/{x}/{y}.png", "credit": "市测绘院"})["urls"]
    ['http://maps.city/{z}/{x}/{y}.png']
    >>> tiles({"tiles": "http://maps.city/{z}/{x}/{y}.png"}) is None
    True
    """
    named = str(settings.get("tiles", "")).strip()
    credit = str(settings.get("credit", "")).strip()
    if not named or not credit:
        return None
    layers = _TIANDITU.get(named)
    urls = [_WMTS.format(layer=layer) for layer in layers] if layers else [named]
    key = str(settings.get("key", "")).strip()
    return {
        "urls": [url.replace("{key}", key) for url in urls],
        "hosts": "01234567",
        "credit": credit,
        "last": int(settings.get("last_zoom", _LAST_ZOOM)),
    }
