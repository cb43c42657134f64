"""What one estate reaches: only of estates there are."""

from dataclasses import make_dataclass

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo import street_network
from geo.walking.ground import ground
from geo.walking.walk import walked
from study.reach_table import nearest, reach_table
from tables import InputError

CRS = "EPSG:4547"
RULES = {"walkers": {"adult": {"speed_m_per_min": 80.0, "steps_factor": 1.0}}}


def circle_of(method):
    """Return a circle of two estates 400 m apart, each with a shop at its gate."""
    street = gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (400, 0)])], crs=CRS)
    points = [shapely.Point(0, 0), shapely.Point(400, 0)]
    gates = gpd.GeoDataFrame({"estate_id": ["E1", "E3"]}, geometry=points, crs=CRS)
    shops = gpd.GeoDataFrame(
        {"facility_id": ["F1", "F3"], "category": "shop", "name": ["东", "西"]},
        geometry=points,
        crs=CRS,
    )
    on = ground(gates, shops, street_network(street), cap_m=10)
    walks = walked(on, limit_m=300, rings_m=[300])
    parts = {
        "ground": on,
        "walks": walks,
        "facilities": shops,
        "limit_m": 300.0,
        "rules": RULES,
        "method": method,
        "outlines": gates,
        "entrances": gates.assign(entrance_id=["G1", "G3"]),
        "detour": 1.3,
    }
    return make_dataclass("Circle", parts)(**parts)


@pytest.mark.parametrize("method", ["streets", "straight"])
@pytest.mark.parametrize("unknown", ["E0", "E2", "E9", ""])
def test_an_estate_nobody_knows_is_refused_and_not_shown_as_another(method, unknown):
    for table in (reach_table, nearest):
        with pytest.raises(InputError, match=rf"geo\.unknown_estate \(estate='{unknown}'\)"):
            table(circle_of(method), unknown)


@pytest.mark.parametrize("method", ["streets", "straight"])
def test_each_estate_is_told_its_own(method):
    for estate, shop in (("E1", "F1"), ("E3", "F3")):
        told = reach_table(circle_of(method), estate)
        assert pd.unique(told["facility_id"]).tolist() == [shop]
        assert nearest(circle_of(method), estate)["walk_m"].tolist() == [0.0]
