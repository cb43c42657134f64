import dataclasses
import re

import geopandas as gpd
import pytest
import shapely

from geo.streets.network import street_network
from geo.walking.ground import ground
from study.network_issues import islanded, network_issues
from texts import say

CRS = "EPSG:4547"
X0, Y0 = 500_000, 3_800_000  # on the central meridian 114°E
ROAD, OVER = [(0, 0), (100, 0)], [(50, -50), (50, 50)]


def network_of(*lines, crossings="auto", **columns):
    shapes = [shapely.LineString([(X0 + x, Y0 + y) for x, y in line]) for line in lines]
    streets = gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS)
    return street_network(streets, crossings=crossings, gap_m=0.2)


def told(network, estates=()):
    return {issue.code: issue for issue in network_issues(network, estates)}


def test_a_sound_network_says_nothing():
    assert network_issues(network_of([(0, 0), (50, 0)], [(50, 0), (50, 70)])) == ()
    assert network_issues(network_of()) == ()


def test_crossings_joined_by_their_level_are_told_for_the_record():
    issues = told(network_of(ROAD, OVER, level=[0, 0]))
    issue = issues.pop("study.streets_crossings_joined")
    assert issues == {}
    assert issue.severity == "info"
    assert issue.detail["count"] == 1
    assert issue.detail["places"].startswith("114.0005")


def test_where_bridges_cannot_be_told_the_planner_is_warned():
    issue = told(network_of(ROAD, OVER))["study.streets_crossings_unknown"]
    assert issue.severity == "warning"
    assert "1" in say("zh", issue.code, **issue.detail)


def test_crossings_taken_for_bridges_are_told():
    ladder = [[(0, y), (50, y), (100, y)] for y in (0, 30)] + [
        [(x, 0), (x, 30)] for x in (0, 50, 100)
    ]
    issue = told(network_of(*ladder, [(25, -20), (25, 20)]))["study.streets_crossings_apart"]
    assert issue.detail["count"] == 1
    assert told(network_of(ROAD, OVER, crossings="apart")).keys() == {"study.streets_islands"}


def test_gaps_and_near_misses_are_one_issue_each():
    network = network_of(ROAD, [(20, 0.1), (20, 40)], [(50, 0.15), (50, 40)], [(80, 1.5), (80, 40)])
    issues = told(network)
    assert issues["study.streets_gaps_bridged"].detail["count"] == 2
    assert issues["study.streets_gaps_bridged"].detail["largest_m"] == "0.15"
    assert issues["study.streets_near_misses"].detail["count"] == 1
    assert issues["study.streets_near_misses"].detail["largest_m"] == "1.50"


def test_islands_are_told_with_the_estates_on_them():
    network = network_of(ROAD, [(0, 50), (40, 50)])
    points = [shapely.Point(X0 + 10, Y0 + y) for y in (50, 0, 50, 0)]
    gates = gpd.GeoDataFrame({"estate_id": ["E1", "E2", "E3", "E3"]}, geometry=points, crs=CRS)
    none = gpd.GeoDataFrame({"facility_id": [], "category": []}, geometry=[], crs=CRS)
    there = ground(gates, none, network, cap_m=9)
    assert islanded(there) == ("E1",)
    issue = told(network, islanded(there))["study.streets_islands"]
    assert issue.value == "E1"
    assert issue.detail.items() >= {"count": 1, "km": "0.0", "estates": 1}.items()


def test_without_streets_nobody_is_on_an_island():
    network = network_of()
    gates = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=[shapely.Point(0, 0)], crs=CRS)
    none = gpd.GeoDataFrame({"facility_id": [], "category": []}, geometry=[], crs=CRS)
    assert islanded(ground(gates, none, network, cap_m=9)) == ()


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_sentence_takes_its_numbers(locale):
    network = network_of(
        ROAD, OVER, [(20, 0.1), (20, 40)], [(80, 1.5), (80, 40)], [(0, 90), (9, 90)]
    )
    notes = dataclasses.replace(network.notes, apart=network.notes.joined)
    for crossings, guessed in [("levels", False), ("joined", True), ("apart", True)]:
        noted = dataclasses.replace(notes, crossings=crossings, guessed=guessed)
        for issue in network_issues(dataclasses.replace(network, notes=noted), ("E1",)):
            sentence = say(locale, issue.code, value=issue.value, **issue.detail)
            assert not re.search(r"\{\w+\}", sentence)
            assert str(issue.detail["count"]) in sentence
