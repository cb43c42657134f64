"""Can the data tell which datum a layer is in? On a small made-up town, and on real streets."""

from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.coordinates.datum import DATUMS, converted
from geo.coordinates.datum_fit import Limits, datum_fit, looks_moved
from tables import InputError

LIMITS = Limits(
    fewest=10,
    most=300,
    reach_m=150.0,
    shifts=199,
    nearest_m=200.0,
    farthest_m=1500.0,
    resamples=500,
    confidence=0.95,
    chance=0.01,
    mixed=1 / 3,
)


def at_zhengzhou(shapes):
    there = gpd.GeoSeries(np.asarray(shapes, dtype=object), crs="EPSG:4547")
    return gpd.GeoDataFrame(geometry=there.translate(460_000, 3_840_000)).to_crs("EPSG:4326")


@pytest.fixture(scope="module")
def town():
    """Streets in irregular blocks, 4 km across; shops 10-20 m from a street; estates in blocks."""
    draw = np.random.default_rng(3)
    xs, ys = (np.cumsum(draw.uniform(90, 330, 19)) for _ in range(2))
    far = max(xs[-1], ys[-1])
    across = [shapely.LineString([(0, y), (far, y)]) for y in ys]
    along = [shapely.LineString([(x, 0), (x, far)]) for x in xs]
    side = draw.choice([-1, 1], 300) * draw.uniform(10, 20, 300)
    shops = [shapely.Point(draw.choice(xs) + off, draw.uniform(0, ys[-1])) for off in side]
    blocks = [
        shapely.box(west + 12, south + 12, east - 12, north - 12)
        for west, east in pairwise(xs)
        for south, north in pairwise(ys)
    ]
    return at_zhengzhou(across + along), at_zhengzhou(shops), at_zhengzhou(blocks)


def shifted(layer, datum, count=None, part=slice(None)):
    shapes = np.array(layer.geometry.to_numpy(), dtype=object)[:count]
    shapes[part] = converted(shapes[part], given="wgs84", wanted=datum)
    return gpd.GeoDataFrame(geometry=shapes, crs="EPSG:4326")


def ask(layer, streets, limits=LIMITS):
    return datum_fit(layer, streets, limits=limits, seed=0)


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize("kind", ["shops", "estates"])
def test_a_layer_that_was_moved_as_a_whole_is_known(town, datum, kind):
    streets, shops, estates = town
    layer = shifted(shops if kind == "shops" else estates, datum)
    found = ask(layer, streets)
    assert (found.verdict, found.datum, found.leading) == ("clear", datum, datum)
    assert found.confidence >= 0.95
    assert found.chance < 0.006  # no arbitrary move fits as well
    assert looks_moved(layer, streets, limits=LIMITS, seed=0) == (datum != "wgs84")


def test_too_few_features_are_not_asked(town):
    streets, shops, _ = town
    found = ask(shifted(shops, "gcj02", 9), streets)
    assert (found.verdict, found.datum, found.used) == ("few", None, 9)
    assert not looks_moved(shops[:9], streets, limits=LIMITS, seed=0)


def test_too_few_features_where_streets_are(town):
    streets, _, estates = town
    west = estates.total_bounds[0]
    elsewhere = estates.set_geometry(estates.geometry.translate(0.2, 0))
    assert elsewhere.total_bounds[0] > west
    assert ask(elsewhere, streets).verdict == "few"


def test_without_streets_or_without_shapes_there_is_no_answer(town):
    streets, shops, _ = town
    nowhere = gpd.GeoDataFrame(geometry=[None, shapely.Point()], crs="EPSG:4326")
    assert ask(shops, nowhere).verdict == "few"
    assert ask(nowhere, streets).verdict == "few"


def test_a_layer_that_has_nothing_to_do_with_the_streets_is_unclear(town):
    streets, _, _ = town
    verdicts = []
    for seed in range(6):
        west, south, east, north = streets.total_bounds
        xy = np.random.default_rng(seed).uniform([west, south], [east, north], (200, 2))
        anywhere = gpd.GeoDataFrame(geometry=shapely.points(xy), crs="EPSG:4326")
        verdicts.append(ask(anywhere, streets).verdict)
    assert verdicts == ["unclear"] * 6


def test_half_a_layer_moved_is_never_called_one_datum(town):
    streets, shops, estates = town
    for layer in (shops, estates):
        for datum in ("gcj02", "bd09"):
            half = shifted(layer, datum, part=slice(0, None, 2))
            assert ask(half, streets).datum is None


def test_outside_china_the_question_does_not_arise(town):
    streets, shops, _ = town
    there = [
        layer.set_geometry(layer.geometry.translate(-9.8, -33.4)) for layer in (shops, streets)
    ]
    found = ask(*there)
    assert (found.verdict, found.datum) == ("outside", None)


def test_row_order_plays_no_part(town):
    streets, shops, _ = town
    layer = shifted(shops, "bd09")
    limits = replace(LIMITS, most=100, shifts=99, chance=0.02)
    assert ask(layer, streets, limits) == ask(layer[::-1], streets[::-1], limits)
    assert ask(layer, streets, limits).datum == "bd09"
    assert ask(layer, streets, limits).used <= 100


def test_metres_are_refused(town):
    streets, shops, _ = town
    with pytest.raises(InputError) as error:
        ask(shops.to_crs("EPSG:4547"), streets)
    assert error.value.code == "geo.not_degrees"


def test_singapore_is_outside_and_its_streets_laid_into_guangzhou_tell_the_datum(singapore):
    streets, estates = singapore("streets"), singapore("estates")
    assert ask(estates, streets).verdict == "outside"
    there = "+proj=tmerc +lat_0=23.13 +lon_0=113.25 +x_0=28000 +y_0=33000 +ellps=WGS84"
    streets, estates = (
        layer[["geometry"]].to_crs(3414).set_crs(there, allow_override=True).to_crs(4326)
        for layer in (streets, estates)
    )
    assert ask(shifted(estates, "gcj02"), streets, replace(LIMITS, shifts=99)).datum == "gcj02"
