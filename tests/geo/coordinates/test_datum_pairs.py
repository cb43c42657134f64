import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.coordinates.datum import DATUMS, convert
from geo.coordinates.datum_pairs import datum_of_pairs

ASKED = {"reach_m": 150.0, "fewest": 3, "confidence": 0.95, "mixed": 0.2}


def town(count, seed=1):
    return np.random.default_rng(seed).uniform([113.6, 34.7], [113.7, 34.8], (count, 2))


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize("count", [3, 10, 100])
def test_the_datum_of_places_that_stand_in_both_layers(datum, count):
    ground = town(count)
    noise = np.random.default_rng(2).normal(0, 20 / 111_000, ground.shape)  # 20 m of carelessness
    found = datum_of_pairs(convert(ground + noise, given="wgs84", wanted=datum), ground, **ASKED)
    assert (found.verdict, found.datum, found.used) == ("clear", datum, count)
    assert found.confidence > 0.95
    assert (
        found.misfit[DATUMS.index(datum)] < 50 < min(np.delete(found.misfit, DATUMS.index(datum)))
    )


def test_two_pairs_are_too_few_and_unknown_places_are_no_pairs():
    ground = town(3)
    assert datum_of_pairs(ground[:2], ground[:2], **ASKED).verdict == "few"
    gone = np.where([[True], [False], [False]], np.nan, ground)
    assert datum_of_pairs(gone, ground, **ASKED).used == 2


def test_half_the_pairs_moved_is_mixed():
    ground = town(20)
    half = np.where(
        np.arange(20)[:, None] < 10, convert(ground, given="wgs84", wanted="gcj02"), ground
    )
    assert datum_of_pairs(half, ground, **ASKED).verdict == "mixed"


def test_pairs_a_kilometre_apart_under_every_datum_say_nothing():
    ground = town(20)
    assert datum_of_pairs(ground + 0.03, ground, **ASKED).verdict == "few"


def test_where_web_maps_do_not_shift_there_is_no_answer():
    ground = town(20) - [9.8, 33.4]
    assert datum_of_pairs(ground, ground, **ASKED).verdict == "outside"


def test_the_estates_of_hong_kong_as_amap_would_have_them(geo_data):
    estates = gpd.read_file(geo_data / "hongkong" / "prh_estates.geojson")
    ground = shapely.get_coordinates(estates.geometry.to_numpy())
    assert datum_of_pairs(ground, ground, **ASKED).datum == "wgs84"
    shifted = convert(ground, given="wgs84", wanted="gcj02")
    assert datum_of_pairs(shifted, ground, **ASKED).datum == "gcj02"
