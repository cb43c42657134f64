"""Rows that lie far from all others."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from intake.placing.layer import Layer
from intake.placing.points import Found
from intake.placing.strays import strays
from intake.source import Source
from tables import TABLES
from texts import say

TOWN = [(112.30 + n / 200, 22.18 + n / 300) for n in range(12)]


def told(places, table="facilities"):
    shapes = gpd.GeoSeries([None if xy is None else shapely.Point(xy) for xy in places])
    shapes.index += 2
    layer = Layer(Source(Path("a.csv"), "a.csv"), TABLES[table], {}, Found(shapes))
    return strays(shapes, layer)


def test_a_digit_changed_places_and_the_row_is_told():
    (issue,) = told([*TOWN, (121.3, 22.2)])
    assert (issue.code, issue.severity, issue.row) == ("intake.place_far", "warning", 14)
    assert issue.detail == {"where": "121.30°E 22.20°N", "km": 923}
    assert "923" in say("zh", issue.code, **issue.detail)


def test_estates_are_looked_at_elsewhere():
    assert told([*TOWN, (121.3, 22.2)], table="estates") == []


def test_a_town_a_wide_province_and_few_rows_are_silent():
    draw = np.random.default_rng(4)
    assert told(TOWN) == []
    assert told([*zip(*draw.uniform((110, 21), (117, 25), (80, 2)).T, strict=True)]) == []
    assert told([(112.3, 22.2), (121.3, 22.2)]) == []


@pytest.mark.parametrize("odd", [None, (0, 0), (np.nan, np.nan)])
def test_rows_without_a_place_are_no_strays(odd):
    assert told([*TOWN, odd]) == []


def test_equal_places_leave_the_limit_at_a_hundred_kilometres():
    assert told([(112.3, 22.2)] * 5 + [(112.9, 22.2)]) == []
    assert len(told([(112.3, 22.2)] * 5 + [(113.5, 22.2)])) == 1
