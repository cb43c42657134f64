"""What a map draws for one estate: how far its people get, its gates, and the nearest of each."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd

from layers.geojson import collection
from layers.isochrones import isochrone_legend
from texts import say

_GATE, _GUESSED = "#10202f", "#7a858f"
_MET, _MISSED = "#2a7f83", "#c2542d"
_POINTS = 450  # the pane of points: above the outlines of estates

Layer = Mapping[str, Any]


def gate_layer(gates: gpd.GeoDataFrame, *, locale: str) -> Layer:
    """Return the gates of the estate as dots; those only supposed are hollow."""
    tips = [
        say(locale, "circle.gate_derived" if row else "circle.gate_given")
        for row in gates["derived"]
    ]
    styles = [
        {"fillColor": "#ffffff" if row else _GATE, "dashArray": "2 2" if row else None}
        for row in gates["derived"]
    ]
    rows = gates[["entrance_id", "geometry"]].assign(tip=[[tip] for tip in tips], style=styles)
    style = {"radius": 5, "color": _GATE, "weight": 1.8, "fillOpacity": 1}
    return {"z": _POINTS, "style": style, "tips": True, "data": _features(rows, "entrance_id")}


def nearest_layer(nearest: gpd.GeoDataFrame) -> Layer:
    """Return the nearest facilities as dots; `nearest`: facility_id, tip, met, geometry."""
    styles = [_dot(met) for met in nearest["met"]]
    rows = nearest[["facility_id", "tip", "geometry"]].assign(style=styles)
    style = {"radius": 4.5, "color": "#ffffff", "weight": 1.2, "fillOpacity": 1}
    return {"z": _POINTS, "style": style, "tips": True, "data": _features(rows, "facility_id")}


def overlay_keys(
    metres: Mapping[int, float], gates: gpd.GeoDataFrame, *, locale: str
) -> list[Mapping[str, Any]]:
    """Return the entries that explain the layers: fill, stroke, shape, label."""
    areas = isochrone_legend(metres, locale=locale).drop(columns="key").to_dict("records")
    given = _key(_GATE, say(locale, "circle.gate_given"), shape="dot")
    supposed = say(locale, "circle.gate_derived")
    derived = _key("#ffffff", supposed, stroke=_GUESSED, dash="2 2", shape="dot")
    kinds = {bool(kind) for kind in gates["derived"]}
    dots = [key for kind, key in ((False, given), (True, derived)) if kind in kinds]
    found = [
        _key(_MET, say(locale, "circle.nearest_met"), shape="dot"),
        _key("#ffffff", say(locale, "circle.nearest_missed"), stroke=_MISSED, shape="dot"),
    ]
    rows = [{str(name): value for name, value in row.items()} for row in areas]
    return [*rows, *dots, *found]


def _dot(met: object) -> dict[str, Any]:
    """Return a full dot within the radius, a hollow one beyond: not by colour alone."""
    if met is True:
        return {"fillColor": _MET}
    return {"fillColor": "#ffffff", "color": _MISSED, "weight": 2}


def _key(
    fill: str, label: str, *, stroke: str = "", dash: str = "", shape: str = ""
) -> dict[str, Any]:
    return {"fill": fill, "stroke": stroke or fill, "dash": dash, "shape": shape, "label": label}


def _features(rows: gpd.GeoDataFrame, key: str) -> dict[str, Any]:
    return collection(rows, key=key)
