"""One gate given, several likely: said, and nothing changed."""

import datetime as dt
from itertools import pairwise

import geopandas as gpd
import pytest
import shapely

from geo import entrances, street_network
from standards import in_force
from study.few_gates import gates_few
from texts import say

CRS = "EPSG:4547"
RULES = in_force(dt.date(2026, 1, 1))
PLACES = {name: RULES["gates"][name] for name in ("reach_m", "spacing_m", "turn_deg", "most")}
# A block of 200 m with a street along each of its four sides.
RING = [(-10, -10), (210, -10), (210, 210), (-10, 210), (-10, -10)]
BLOCK = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=[shapely.box(0, 0, 200, 200)], crs=CRS)


def told(*points, streets=RING):
    """Return the issues for gates given at these points of the block."""
    lines = [shapely.LineString(pair) for pair in pairwise(streets)]
    network = street_network(gpd.GeoDataFrame(geometry=lines, crs=CRS))
    given = gpd.GeoDataFrame(
        {"estate_id": "E1", "entrance_id": [f"G{n}" for n in range(len(points))]},
        geometry=[shapely.Point(point) for point in points],
        crs=CRS,
    )
    gates = entrances(BLOCK, network, **PLACES, cap_m=100, given=given if points else None)
    return gates_few(BLOCK, gates, network, RULES, cap_m=100)


def test_one_gate_given_where_four_streets_pass_is_told():
    (issue,) = told((100, 0))
    assert (issue.code, issue.severity, issue.value) == ("study.gates_few", "info", "E1")
    assert issue.detail == {"count": 1, "all": ["E1"]}
    for locale in ("zh", "en"):
        assert "E1" in say(locale, issue.code, value=issue.value, **issue.detail)


@pytest.mark.parametrize("points", [(), ((100, 0), (100, 200))])
def test_none_given_or_several_is_nothing_to_say(points):
    assert told(*points) == ()


def test_one_gate_on_the_only_street_is_nothing_to_say():
    assert told((100, 0), streets=RING[:2]) == ()


def test_without_streets_nobody_can_say():
    assert told((100, 0), streets=RING[:1]) == ()
