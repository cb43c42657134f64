"""How far an estate's people get on foot, as map layers: nested areas and the streets walked."""

from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd
import pandas as pd

from layers import qml
from layers.classes import MapClass
from layers.geojson import collection, geojson
from layers.geopackage import Layer
from layers.map import add_overlay
from texts import say

# From near to far ever lighter: apart in grey print, blue to green under colour blindness.
_TIERS = ("#1f5f8b", "#4f97b8", "#9cc9cf")
_DASHES = ("", "7 4", "2 4")  # near ones whole: circles differ not by colour alone
_EDGE = "#2c5f7c"
_UNDER, _STREETS = 230, 235  # panes: below the outlines of estates
_FILL_OPACITY = 0.3
_STREET_WIDTHS = (2.2, 1.6, 1.1)


def isochrone_classes(metres: Mapping[int, float]) -> tuple[MapClass, ...]:
    """Return a class a circle, near first: dark and with a whole outline, then lighter and dashed.

    >>> [(item.key, item.dash) for item in isochrone_classes({15: 1000, 5: 300})]
    [('5', ''), ('15', '7 4')]
    """
    return tuple(
        MapClass(str(minutes), fill, _EDGE, _dash(place))
        for place, (minutes, fill) in enumerate(zip(sorted(metres), _TIERS, strict=False))
    )


def isochrone_legend(metres: Mapping[int, float], *, locale: str) -> pd.DataFrame:
    """Return one row a circle, near first: key, label, fill, stroke, dash.

    >>> isochrone_legend({5: 300.0}, locale="en")["label"].tolist()
    ['within 5 min (300 m) on foot']
    """
    rows = [
        {
            "key": item.key,
            "label": _label(int(item.key), metres[int(item.key)], locale),
            "fill": item.fill,
            "stroke": item.stroke,
            "dash": item.dash,
        }
        for item in isochrone_classes(metres)
    ]
    return pd.DataFrame(rows, columns=["key", "label", "fill", "stroke", "dash"])


def add_isochrones(
    to: folium.Map, areas: gpd.GeoDataFrame, streets: gpd.GeoDataFrame, *, locale: str
) -> None:
    """Draw the areas of one estate and the streets its people walk.

    The page needs `isochrone_legend` beside the map.
    """
    add_overlay(to, isochrone_layers(areas, streets, locale=locale))


def isochrone_layers(
    areas: gpd.GeoDataFrame, streets: gpd.GeoDataFrame, *, locale: str
) -> list[dict[str, Any]]:
    """Return the areas of one estate, far ones first, and over them the streets its people walk.

    `areas` and `streets` as `study.isochrones` makes them. Hovering a street tells its circle.
    What is not reached is not drawn.
    """
    metres = _metres(areas)
    drawn = areas[areas.geometry.notna()]
    layers = [
        _area_layer(drawn[drawn["minutes"].eq(int(item.key))], item)
        for item in reversed(isochrone_classes(metres))
    ]
    layers += [
        _street_layer(streets[streets["minutes"].eq(minutes)], place, metres, locale)
        for place, minutes in enumerate(metres)
    ]
    return [layer for layer in layers if layer["data"]["features"]]


def isochrone_rows(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the areas for a GIS: isochrone_id, estate_id, minutes, metres, geometry.

    Sorted by estate, far ones first, so that near ones are drawn over them. What is not reached
    stays a row without a geometry.

    >>> areas = gpd.GeoDataFrame(
    ...     {"estate_id": "E1", "minutes": [5, 15], "metres": [300.0, 1000.0]},
    ...     geometry=[None, None], crs=4326)
    >>> isochrone_rows(areas)["isochrone_id"].tolist()
    ['E1-15', 'E1-5']
    """
    ids = areas["estate_id"].astype(str) + "-" + areas["minutes"].astype(str)
    rows = areas.assign(isochrone_id=ids)[
        ["isochrone_id", "estate_id", "minutes", "metres", areas.geometry.name]
    ]
    return rows.sort_values(["estate_id", "minutes"], ascending=[True, False], ignore_index=True)


def isochrones_geojson(areas: gpd.GeoDataFrame) -> str:
    """Return the areas as GeoJSON (RFC 7946), a feature a row of `isochrone_rows`."""
    return geojson(isochrone_rows(areas), key="isochrone_id")


def isochrones_layer(areas: gpd.GeoDataFrame, *, locale: str) -> Layer:
    """Return the areas as a layer of the GeoPackage, coloured by circle as on the map."""
    metres = _metres(areas)
    classes = [
        (item, _label(int(item.key), metres[int(item.key)], locale))
        for item in isochrone_classes(metres)
    ]
    style = {say(locale, "style.isochrones"): qml.categorized("minutes", classes)}
    return Layer("isochrones", isochrone_rows(areas), style)


def _metres(areas: gpd.GeoDataFrame) -> dict[int, float]:
    """Return minutes → metres, near first."""
    pairs = areas[["minutes", "metres"]].drop_duplicates().sort_values("minutes")
    return {int(row.minutes): float(row.metres) for row in pairs.itertuples()}


def _label(minutes: int, metres: float, locale: str) -> str:
    return say(locale, "isochrone.within", minutes=minutes, metres=f"{metres:,g}")


def _dash(place: int) -> str:
    return _DASHES[min(place, len(_DASHES) - 1)]


def _area_layer(area: gpd.GeoDataFrame, item: MapClass) -> dict[str, Any]:
    style = {
        "color": item.stroke,
        "weight": 1.0,
        "opacity": 0.8,
        "dashArray": item.dash or None,
        "fillColor": item.fill,
        "fillOpacity": _FILL_OPACITY,
    }
    data = collection(area[["minutes", "geometry"]], key="minutes")
    return {"z": _UNDER, "style": style, "tips": False, "data": data}


def _street_layer(
    streets: gpd.GeoDataFrame, place: int, metres: Mapping[int, float], locale: str
) -> dict[str, Any]:
    minutes = list(metres)[place]
    tip = [_label(minutes, metres[minutes], locale)]
    whole = streets[["geometry"]].dissolve() if len(streets) else streets[["geometry"]]
    data = collection(whole.assign(minutes=minutes, tip=[tip] * len(whole)), key="minutes")
    style = {"color": _EDGE, "weight": _STREET_WIDTHS[min(place, 2)], "opacity": 0.5}
    return {"z": _STREETS, "style": style, "tips": True, "data": data}
