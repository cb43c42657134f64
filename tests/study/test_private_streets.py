"""Whose walks depend on streets that are not open to everybody."""

import geopandas as gpd
import pytest
import shapely

from geo import street_network
from geo.walking.ground import ground
from study.private_streets import private_streets
from texts import say

CRS = "EPSG:4547"
# A road 0–400 along x; a yard with a private lane joins (0, 0) and (400, 0) to a school behind it,
# which is reached by the road and the street at x = 400 as well.
ROAD, SIDE = [(0, 0), (400, 0)], [(400, 0), (400, 300), (0, 300)]
LANE = [(0, 0), (0, 300)]


def points(names, column, *places, **more):
    shapes = [shapely.Point(place) for place in places]
    return gpd.GeoDataFrame({column: list(names), **more}, geometry=shapes, crs=CRS)


def told(gates, *, private=(False, False, True), limit_m=3000.0, shop=(0, 300)):
    """Return the issues for estates with one gate each, at these points."""
    lines = [shapely.LineString(line) for line in (ROAD, SIDE, LANE)]
    streets = gpd.GeoDataFrame({"private": list(private)}, geometry=lines, crs=CRS)
    names = [f"E{n}" for n in range(len(gates))]
    on = ground(
        points(names, "estate_id", *gates),
        points(["F1"], "facility_id", shop, category="edu_primary"),
        street_network(streets),
        cap_m=20,
    )
    return private_streets(on, limit_m=limit_m)


def test_an_estate_whose_way_to_school_leads_through_a_yard_is_counted():
    # E0: 350 m through the lane, 1,050 m around; E1 lives beside the side street and needs none.
    (issue,) = told([(50, 0), (390, 300)])
    assert (issue.code, issue.severity) == ("study.private_streets", "info")
    assert issue.detail == {"count": 1, "km": "0.3", "judged": 2, "changed": 1}
    for locale in ("zh", "en"):
        assert "0.3" in say(locale, issue.code, **issue.detail)


@pytest.mark.parametrize("limit_m", [200, 500])
def test_what_is_beyond_the_limit_either_way_does_not_change(limit_m):
    (issue,) = told([(50, 0)], limit_m=limit_m)
    assert issue.detail["changed"] == (limit_m > 350)


def test_those_who_live_on_the_private_street_are_not_judged():
    (issue,) = told([(0, 150)])
    assert (issue.detail["judged"], issue.detail["changed"]) == (0, 0)


def test_without_private_streets_there_is_nothing_to_say():
    assert told([(50, 0)], private=(False,) * 3) == ()
