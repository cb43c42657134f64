"""The national grids: their codes by the names EPSG gives them, and what two numbers may mean."""

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates.gauss_kruger import FAMILIES, grid, in_china, readings

NAMES = {"cgcs2000": "CGCS2000", "xian80": "Xian 1980", "beijing54": "Beijing 1954"}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_first_and_the_last_code_of_each_kind_are_what_epsg_says(family):
    codes, name = FAMILIES[family], NAMES[family]
    wanted = {
        codes.zone_3: f"{name} / 3-degree Gauss-Kruger zone 25",
        codes.zone_3 + 20: f"{name} / 3-degree Gauss-Kruger zone 45",
        codes.meridian_3: f"{name} / 3-degree Gauss-Kruger CM 75E",
        codes.meridian_3 + 20: f"{name} / 3-degree Gauss-Kruger CM 135E",
        codes.zone_6: f"{name} / Gauss-Kruger zone 13",
        codes.zone_6 + 10: f"{name} / Gauss-Kruger zone 23",
        codes.meridian_6: f"{name} / Gauss-Kruger CM 75E",
        codes.meridian_6 + 10: f"{name} / Gauss-Kruger CM 135E",
    }
    assert {code: pyproj.CRS(code).name for code in wanted} == wanted


@given(
    lon=st.floats(105, 117),
    lat=st.floats(24, 40),
    zone=st.booleans(),
    swapped=st.booleans(),
)
def test_what_a_grid_writes_is_read_back_among_the_readings(lon, lat, zone, swapped):
    code = grid(round(lon / 3) * 3, zone=zone)
    xy = pyproj.Transformer.from_crs(4490, code, always_xy=True).transform(lon, lat)
    found = {way.crs: way for way in readings(*(xy[::-1] if swapped else xy))}
    assert found[code][1:3] == ("zone" if zone else "meridian", swapped)
    assert found[code][3:] == pytest.approx((lon, lat), abs=1e-5)


def test_the_zone_leaves_one_place_and_the_easting_alone_leaves_several():
    assert len({way[3:] for way in readings(38325178, 2455041)}) == 1
    several = readings(325178, 2455041)
    assert {"EPSG:4545", "EPSG:4546", "EPSG:4547"} < {way.crs for way in several}
    assert len({way[3:] for way in several}) == len(several)


def test_the_family_asked_for_comes_first():
    assert readings(38325178, 2455041, families=["beijing54"])[0].crs == "EPSG:2414"


@pytest.mark.parametrize("xy", [(np.nan, 1), (np.inf, 1), (1e300, -1e300), (0, 0), (5, 1e9)])
def test_numbers_of_nowhere_have_no_reading(xy):
    assert readings(*xy) == []
    assert not in_china(*xy)
