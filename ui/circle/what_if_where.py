"""Where a change is: the nearest street by name, else its coordinates; how long a bridge is."""

import geopandas as gpd
import shapely

from study.scenario_choices import Footbridge, LonLat
from study.whereabouts import table
from ui.session.view import View
from ui.session.words import t

_NEAR_DEGREES = 0.003  # some 300 m: streets farther than that are not looked at
_NEAR_M = 150.0


def where(view: View, at: LonLat) -> str:
    """Return "near" the nearest street with a name, else longitude and latitude."""
    lon, lat = at
    streets = table(view.ranked.measured.inputs, "streets")
    box = shapely.box(*(one - _NEAR_DEGREES for one in at), *(one + _NEAR_DEGREES for one in at))
    near = streets.iloc[sorted(streets.sindex.query(box))]
    if "name" in near:
        near = near[near["name"].notna()]
        away_m = _metric(near.geometry, view).distance(_metric(_points(at), view).iloc[0])
        away_m = away_m[away_m <= _NEAR_M]
        if not away_m.empty:
            return t("what_if.near_street", name=str(near.loc[away_m.idxmin(), "name"]))
    return f"{lon:.5f}, {lat:.5f}"


def bridge_m(view: View, bridge: Footbridge) -> float:
    """Return the length of a bridge in metres."""
    start, end = _metric(_points(bridge.start, bridge.end), view)
    return float(start.distance(end))


def _points(*places: LonLat) -> gpd.GeoSeries:
    return gpd.GeoSeries([shapely.Point(place) for place in places], crs=4326)


def _metric(places: gpd.GeoSeries, view: View) -> gpd.GeoSeries:
    return places.to_crs(view.ranked.measured.circle.ground.network.crs)
