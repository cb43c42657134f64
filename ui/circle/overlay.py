"""What the map of the living circle draws for the chosen estate."""

from collections.abc import Hashable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from layers.circle_overlay import gate_layer, nearest_layer, overlay_keys
from layers.isochrones import isochrone_layers
from ui.circle import measured as circle_measured
from ui.map.live_map import Overlay
from ui.session.view import View
from ui.session.words import locale, missing, number, t, word


def overlay(view: View, estate_id: str) -> Overlay:
    """Return how far the estate's people get, its gates and the nearest of each facility."""
    circle = view.ranked.measured.circle
    gates = circle.entrances[circle.entrances["estate_id"].eq(estate_id)]
    gates = gates[gates["entrance_id"].notna()].to_crs(4326)
    if gates.empty:
        return Overlay()
    areas, streets = circle_measured.shapes(view, estate_id)
    layers = [
        *isochrone_layers(areas, streets, locale=locale()),
        nearest_layer(_nearest(view, estate_id)),
        gate_layer(gates, locale=locale()),
    ]
    name = view.estates.set_index("estate_id")["name"][estate_id]
    title = estate_id if missing(name) else str(name)
    return Overlay(layers, overlay_keys(circle.metres, gates, locale=locale()), title)


def _nearest(view: View, estate_id: str) -> gpd.GeoDataFrame:
    """Return the nearest facility of every required line, with what is said of it."""
    lines = circle_measured.measures(view).lines
    rows = lines[lines["estate_id"].eq(estate_id) & lines["required"].astype(bool)]
    rows = rows[rows["walk_m"].notna()].sort_values(["met", "circle", "category"])
    circle = view.ranked.measured.circle
    walks = circle.walks[circle.walks["estate_id"].eq(estate_id)]
    rows = rows.merge(walks[["category", "facility_id"]], on="category")
    once = rows.drop_duplicates("facility_id")  # a line that is missed comes first
    places = circle.facilities.drop_duplicates("facility_id").to_crs(4326)
    found = places.set_index("facility_id").reindex(once["facility_id"])
    return gpd.GeoDataFrame(
        {
            "facility_id": once["facility_id"].to_numpy(object),
            "tip": [
                _tip(row, name)
                for row, name in zip(once.to_dict("records"), _names(found), strict=True)
            ],
            "met": [bool(met) for met in once["met"]],
        },
        geometry=found.geometry.representative_point().to_numpy(),
        crs=4326,
    )


def _names(found: pd.DataFrame) -> list[str]:
    if "name" not in found:
        return [""] * len(found)
    return ["" if missing(name) else str(name) for name in found["name"]]


def _tip(row: Mapping[Hashable, Any], name: str) -> list[str]:
    kind = word("category", row["category"])
    walk = t("circle.walk", metres=number(row["walk_m"]))
    radius = t("circle.should", metres=number(row["radius_m"]))
    return [name or kind, kind if name else "", walk, radius]
