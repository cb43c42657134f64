"""The shifts against published places, the way back, and where nothing is shifted."""

from itertools import permutations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coordinates.datum import DATUMS, convert, converted, shifted_here
from tables import InputError

# longitude, latitude in WGS84, then in GCJ-02
GCJ02 = {
    "Python package coord-convert, README": (120, 40, 120.00567568355486, 40.0013047896019),
    "eviltransform tests, Shanghai": (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
    "eviltransform tests, Shenzhen": (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
    "eviltransform tests, Beijing": (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
    "hutool CoordinateUtilTest": (116.404, 39.915, 116.41024449916938, 39.91640428150164),
}


def place(longitude, latitude):
    return np.array([[longitude, latitude]], dtype=float)


@pytest.mark.parametrize("source", GCJ02)
def test_published_places_in_gcj02(source):
    lon, lat, east, north = GCJ02[source]
    found = convert(place(lon, lat), given="wgs84", wanted="gcj02")
    np.testing.assert_allclose(found, place(east, north), rtol=0, atol=1e-11)


def test_published_places_in_bd09():
    # hutool CoordinateUtilTest and coordtransform: the second shift alone
    found = convert(place(116.404, 39.915), given="gcj02", wanted="bd09")
    np.testing.assert_allclose(found, place(116.41036949371029, 39.92133699351021), atol=1e-11)
    # R package geoChina, wgs2bd: Beijing railway station, printed to five places
    found = convert(place(116.42079, 39.90105), given="wgs84", wanted="bd09")
    np.testing.assert_allclose(found, place(116.43351, 39.90851), rtol=0, atol=1.5e-5)


def test_the_published_way_back_from_bd09_is_an_approximation_of_ours():
    # coordtransform undoes BD-09 in one go, half a metre at most from the exact way back
    found = convert(place(116.404, 39.915), given="bd09", wanted="gcj02")
    np.testing.assert_allclose(found, place(116.39762729119315, 39.90865673957631), atol=5e-7)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.sampled_from(list(permutations(DATUMS, 2))))
def test_there_and_back_is_the_same_place(seed, pair):
    draw = np.random.default_rng(seed)
    places = draw.uniform([85, 30], [118, 41], (50, 2))
    one, other = pair
    there = convert(places, given=one, wanted=other)
    np.testing.assert_allclose(convert(there, given=other, wanted=one), places, rtol=0, atol=1e-10)
    assert (np.abs(there - places) > 1e-5).any()


def test_long_arrays_are_done_in_parts_and_come_out_the_same():
    places = np.random.default_rng(0).uniform([110, 30], [117, 35], (40_000, 2))
    whole = convert(places, given="bd09", wanted="wgs84")
    some = [0, 16383, 16384, 39_999]
    np.testing.assert_array_equal(whole[some], convert(places[some], given="bd09", wanted="wgs84"))


@pytest.mark.parametrize(
    ("where", "lon", "lat"),
    [
        ("Singapore", 103.85, 1.29),
        ("Taipei", 121.52, 25.03),
        ("Tokyo", 139.7, 35.7),
        ("Hanoi", 105.85, 21.03),
    ],
)
def test_outside_nothing_is_shifted(where, lon, lat):
    assert not shifted_here(place(lon, lat)).any(), where
    for given_, wanted in permutations(DATUMS, 2):
        np.testing.assert_array_equal(
            convert(place(lon, lat), given=given_, wanted=wanted), place(lon, lat)
        )


def test_hong_kong_and_macau_are_shifted_as_web_maps_show_them():
    places = np.array([[114.17, 22.3], [113.545, 22.19]])
    assert shifted_here(places).all()
    assert (np.abs(convert(places, given="wgs84", wanted="gcj02") - places) > 1e-3).all()


def test_unknown_places_stay_unknown_and_others_are_not_touched():
    places = np.array([[np.nan, 30.0], [116.404, 39.915], [103.85, 1.29]])
    found = convert(places, given="wgs84", wanted="gcj02")
    assert np.isnan(found[0, 0])
    assert found[1, 0] == pytest.approx(116.41024449916938, abs=1e-11)
    assert found[2].tolist() == [103.85, 1.29]
    assert places[1].tolist() == [116.404, 39.915]
    assert convert(np.empty((0, 2)), given="bd09", wanted="wgs84").shape == (0, 2)


def test_shapes_move_with_their_holes_and_missing_ones_stay():
    ring = shapely.box(113.6, 34.7, 113.62, 34.72)
    hole = shapely.box(113.605, 34.705, 113.61, 34.71)
    shapes = np.array([ring - hole, None, shapely.Point()], dtype=object)
    moved = converted(shapes, given="gcj02", wanted="wgs84")
    assert moved[1] is None
    assert moved[2].is_empty
    assert len(moved[0].interiors) == 1
    there = convert(shapely.get_coordinates(ring - hole), given="gcj02", wanted="wgs84")
    np.testing.assert_allclose(shapely.get_coordinates(moved[0]), there, rtol=0, atol=0)


def test_an_unknown_datum():
    with pytest.raises(InputError) as error:
        convert(place(113, 34), given="wgs84", wanted="gcj20")
    assert (error.value.code, error.value.values["datum"]) == ("geo.unknown_datum", "gcj20")
