"""One street of 1,000 m, a market at its west end: the estate's gate is near, its back is not."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.streets.network import street_network
from geo.walking.ground import ground
from study.homes import homes_coverage
from tests.known_issues import unlisted

CRS = "EPSG:4547"
KNOWN = pd.DataFrame(
    {"category": ["market"], "circle": [5], "radius_m": [300.0], "required": True, "verified": True}
)


def layer(rows, names):
    """Rows are (…, x, y); x None is nowhere."""
    shapes = [None if row[-2] is None else shapely.Point(row[-2:]) for row in rows]
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=CRS))


def found(*homes):
    street = gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (1000, 0)])], crs=CRS)
    gates = layer([("E", 200, 0), ("F", 900, 0)], ["estate_id"])
    markets = layer([("M", "market", 0, 0)], ["facility_id", "category"])
    placed = ground(gates, markets, street_network(street), cap_m=50)
    rows = layer(homes, ["estate_id", "building_id", "households"])
    return homes_coverage(placed, rows, gates, KNOWN, limit_m=2000, cap_m=50)


FRONT, BACK = ("E", "1", 30.0, 200, 100), ("E", "2", 10.0, 200, 101)  # 100 + 200 ≤ 300 < 101 + 200


def test_the_back_building_is_out_of_reach_and_its_households_count():
    seen = found(FRONT, BACK)
    assert seen.buildings["coverage"].tolist() == [1, 0]
    assert seen.buildings["gaps"].tolist() == ["", "market"]
    assert seen.estates["coverage"].tolist() == [0.75]
    assert seen.issues == ()


def test_estates_without_a_drawn_building_are_left_to_their_gates():
    seen = found(FRONT, ("F", "1", 10.0, None, None))
    assert seen.estates["estate_id"].tolist() == ["E"]
    assert seen.issues == ()  # nothing of F was drawn, so nothing of it is missing here


def test_what_is_missing_is_said():
    seen = found(FRONT, ("E", "2", np.nan, None, None))
    assert [(issue.code, issue.value) for issue in seen.issues] == [
        ("homes.equal_weights", "E"),
        ("homes.unplaced", "E"),
    ]
    assert (seen.estates["coverage_low"][0], seen.estates["coverage_high"][0]) == (0.5, 1)
    assert unlisted(seen.issues) == set()


@pytest.mark.parametrize("homes", [[], [("E", "1", 10.0, None, None)]])
def test_without_drawn_buildings_there_is_nothing(homes):
    seen = found(*homes)
    assert (len(seen.estates), len(seen.buildings), seen.issues) == (0, 0, ())
