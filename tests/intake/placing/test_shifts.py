"""What is said of a CRS whose datum is an old one."""

from pathlib import Path

import pytest
from pyproj import CRS

from intake.placing.shifts import shift_issue
from intake.source import Source
from tables import TABLES

KRASOVSKY = "+proj=tmerc +lon_0=112.3 +x_0=500000 +ellps=krass +units=m"


def codes(crs):
    issues = shift_issue(CRS(crs), Source(Path("a.shp"), "a.shp"), TABLES["estates"])
    return [(i.code, i.severity, i.detail["metres"]) for i in issues]


@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:4546", "EPSG:4326", "EPSG:2326", "EPSG:3414",
                                 "EPSG:3826", "EPSG:3857", "EPSG:28403"])  # fmt: skip
def test_datums_that_are_known_well_or_of_others_are_not_mentioned(crs):
    assert codes(crs) == []


def test_beijing_1954_comes_with_the_accuracy_of_the_way_taken():
    assert codes("EPSG:2434") == [("intake.datum_shift", "warning", 15)]


@pytest.mark.parametrize("crs", ["EPSG:4610", "EPSG:2362", KRASOVSKY])
def test_without_a_public_way_the_error_is_said_to_be_unknown(crs):
    assert codes(crs) == [("intake.datum_shift_unknown", "warning", 0)]


def test_parameters_of_its_own_are_trusted():
    assert codes(f"{KRASOVSKY} +towgs84=15.8,-154.4,-82.3") == []
