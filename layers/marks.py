"""Marks over the ground of a map: dots, numbered places and straight lines, with what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LonLat = tuple[float, float]
Layer = Mapping[str, Any]

_POINTS, _MARKS = 450, 460  # panes: above the outlines of estates, and above all dots
_DIGITS = 6


@dataclass(frozen=True)
class Mark:
    """A place: lines of text to show when pointed at, and a number or sign that stands in it."""

    at: LonLat
    tip: Sequence[str] = ()
    label: str = ""


def dots(marks: Sequence[Mark], *, fill: str, stroke: str, radius: float, dash: str = "") -> Layer:
    """Return a layer of dots; a hollow or dashed one differs by more than its colour."""
    style = {
        "radius": radius,
        "color": stroke,
        "weight": 1.5,
        "fillColor": fill,
        "fillOpacity": 1,
        "dashArray": dash or None,
    }
    return _layer(_POINTS, style, [_feature("Point", one.at, one) for one in marks])


def numbered(marks: Sequence[Mark], *, fill: str) -> Layer:
    """Return a layer of discs with a number or sign in white."""
    return _layer(_MARKS, {"fillColor": fill}, [_feature("Point", one.at, one) for one in marks])


def line(start: LonLat, end: LonLat, *, colour: str, dash: str = "") -> Layer:
    """Return a layer of one straight line."""
    style = {"color": colour, "weight": 4, "opacity": 0.95, "dashArray": dash or None}
    return _layer(_POINTS, style, [_feature("LineString", [start, end], Mark(start))])


def key(label: str, *, fill: str, stroke: str, shape: str = "dot", dash: str = "") -> Layer:
    """Return an entry that explains a layer."""
    return {"fill": fill, "stroke": stroke, "dash": dash, "shape": shape, "label": label}


def _layer(z: int, style: Mapping[str, Any], features: Sequence[Layer]) -> Layer:
    data = {"type": "FeatureCollection", "features": list(features)}
    return {"z": z, "style": style, "tips": True, "data": data}


def _feature(kind: str, at: Any, mark: Mark) -> Layer:  # noqa: ANN401 - nested coordinates
    properties = {"tip": list(mark.tip), "label": mark.label}
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": _short(at)},
        "properties": properties,
    }


def _short(value: Any) -> Any:  # noqa: ANN401 - nested coordinates
    if isinstance(value, list | tuple):
        return [_short(item) for item in value]
    return round(float(value), _DIGITS)
