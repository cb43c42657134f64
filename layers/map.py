"""The folium map: quiet ground, borders, estates by class. Everything is local, names are text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
from branca.element import MacroElement
from folium.template import Template

from layers.base_colours import BASE
from layers.classes import GROUND, MapClass
from layers.geojson import collection
from layers.ground import PER_DEGREE, Box
from layers.script import as_script
from texts import say


@dataclass(frozen=True)
class MapParts:
    """A rendered map: its element, its script, and the name of its JavaScript variable."""

    html: str
    script: str
    name: str


class _Drawn(MacroElement):
    """One call of layers/browser.js, with its data as a harmless literal."""

    _template = Template("""{% macro script(this, kwargs) %}
    {%- if this.keep %}var {{ this.keep }} = {% endif -%}
    Jiugai.{{ this.call }}({{ this._parent.get_name() }}, {{ this.arguments | join(", ") }});
    {% endmacro %}""")

    def __init__(self, call: str, *values: object, keep: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = call, "drawn"
        self.call, self.keep = call, keep
        self.arguments = [as_script(value) for value in values]


def quiet_map(
    lines: Mapping[str, Sequence[Sequence[int]]],
    box: Box,
    *,
    locale: str,
    name: str = "main",
    crisp: bool = False,
    credit: str = "",
) -> folium.Map:
    """Return a map of the quiet ground (`layers.ground`) fitted to `box`, controls in `locale`.

    It names no foreign host and shows no flag; it needs leaflet.js, leaflet.css and
    layers/browser.js in the page. Equal arguments give equal scripts. `crisp` draws lines as SVG:
    sharp on paper, but slower than a canvas. `credit` names whose data is shown, as text.
    """
    made = folium.Map(tiles=None, zoom_control=False, zoom_snap=0.25, prefer_canvas=True)
    made._id = name  # noqa: SLF001 - folium would draw it by lot
    made.default_js, made.default_css = [], []
    west, south, east, north = box
    _Drawn("fit", [[south, west], [north, east]]).add_to(made)
    words = {"zoomIn": say(locale, "map.zoom_in"), "zoomOut": say(locale, "map.zoom_out")}
    _Drawn("controls", words | {"credit": credit}).add_to(made)
    data = {"lines": lines, "colours": GROUND, "perDegree": PER_DEGREE, "svg": crisp}
    _Drawn("ground", data).add_to(made)
    return made


def add_base(to: folium.Map, *, last_zoom: int) -> None:
    """Make the map ready for a base map (`layers.base_map`) in light and dark colours.

    It shows the quiet ground until the page opens the file: `map.base.open(url)`. The page needs
    protomaps-leaflet.js and layers/browser_base.js.
    """
    _Drawn("base", {"colours": BASE, "lastZoom": last_zoom}).add_to(to)


def add_areas(to: folium.Map, areas: gpd.GeoDataFrame) -> None:
    """Draw the borders of `areas` (area_id, geometry) as a fine dashed line."""
    drawn = areas[areas.geometry.notna()][["area_id", areas.geometry.name]]
    if len(drawn):
        _Drawn("areas", collection(drawn, key="area_id"), GROUND["area"]).add_to(to)


def add_estates(
    to: folium.Map,
    estates: gpd.GeoDataFrame,
    keys: pd.Series,
    classes: Sequence[MapClass],
    *,
    crisp: bool = False,
) -> None:
    """Draw estates, each in the colour of its class; hovering shows the lines of column `tip`.

    `estates` has estate_id, tip (a list of lines of text) and geometry; the JavaScript variable
    `estates` then offers `paint(indices, classes)` and `choose(id)`.
    """
    drawn = estates[["estate_id", "tip", estates.geometry.name]]
    options = {"svg": crisp}
    _Drawn("estates", collection(drawn, key="estate_id"), options, keep="estates").add_to(to)
    _Painted(indices(keys, classes), styles(classes)).add_to(to)


def add_overlay(to: folium.Map, layers: Sequence[Mapping[str, Any]]) -> None:
    """Draw what lies over the ground for one chosen estate, in the order given.

    A layer has `z` (its pane), `style`, `tips` (whether hovering tells the column `tip`) and
    `data`, a FeatureCollection whose features may carry a `style` of their own.
    """
    _Drawn("overlay", list(layers)).add_to(to)


class _Painted(MacroElement):
    _template = Template("""{% macro script(this, kwargs) %}
    estates.paint({{ this.keys }}, {{ this.classes }});
    {% endmacro %}""")

    def __init__(self, keys: Sequence[int], classes: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "painted", "drawn"
        self.keys, self.classes = as_script(keys), as_script(classes)


def indices(keys: pd.Series, classes: Sequence[MapClass]) -> list[int]:
    """Return the position of each estate's class in `classes`, as the page wants it.

    >>> from layers.classes import score_classes
    >>> indices(pd.Series(["score.2", "unknown"]), score_classes())
    [1, 5]
    """
    at = {item.key: i for i, item in enumerate(classes)}
    return [at[key] for key in keys]


def styles(classes: Sequence[MapClass]) -> list[dict[str, Any]]:
    """Return the classes as the page wants them: key, fill, stroke, dash, low, high."""
    return [asdict(item) for item in classes]


def rendered(drawn: folium.Map) -> MapParts:
    """Return the map's element and script, to be placed in a page of one's own."""
    root = drawn.get_root()
    root.render()
    html, script = (getattr(root, part).render() for part in ("html", "script"))
    return MapParts(html, script, drawn.get_name())
