import itertools
import json
import re

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.areas import areas_layer
from layers.exports import estates_layer
from layers.geojson import geojson
from tests.small_results import nothing_known, town


def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def polygons(geometry):
    kinds = {"Polygon": lambda c: [c], "MultiPolygon": lambda c: c}
    return kinds.get(geometry["type"], lambda _: [])(geometry["coordinates"])


def positions(value):
    if isinstance(value[0], float | int):
        return [value]
    return [p for part in value for p in positions(part)]


def check_rfc7946(text):
    """Hold a document to RFC 7946: the clauses are named where they are checked."""
    found = json.loads(text)
    assert found["type"] == "FeatureCollection"
    assert '"crs"' not in text  # §4
    assert not re.search(r"\d\.\d{8,}", text)  # §11.2: seven decimals are a centimetre
    for feature in found["features"]:
        assert {"type", "id", "geometry", "properties"} <= set(feature)  # §3.2
        geometry = feature["geometry"]
        if geometry is None:
            assert "bbox" not in feature
            continue
        west, south, east, north = feature["bbox"]  # §5
        at = positions(geometry["coordinates"])
        assert (west, east) == (min(p[0] for p in at), max(p[0] for p in at))
        assert (south, north) == (min(p[1] for p in at), max(p[1] for p in at))
        assert all(-180 <= p[0] <= 180 and -90 <= p[1] <= 90 for p in at)  # §4
        for rings in polygons(geometry):  # §3.1.6
            assert signed_area(rings[0]) > 0
            assert all(signed_area(hole) < 0 for hole in rings[1:])
            assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
    return found


def test_the_estates_of_a_town_keep_to_rfc_7946():
    found = check_rfc7946(geojson(estates_layer(town()), key="estate_id"))
    assert [f["id"] for f in found["features"][:2]] == ["LH0001", "LH0002"]
    assert len(found["bbox"]) == 4


def test_the_areas_of_a_town_keep_to_rfc_7946():
    check_rfc7946(geojson(areas_layer(town()), key="area_id"))


def test_an_estate_without_outline_is_kept_with_null():
    found = json.loads(geojson(estates_layer(town()), key="estate_id"))
    (third,) = [f for f in found["features"] if f["id"] == "LH0003"]
    assert third["geometry"] is None
    assert third["properties"]["name"]


def test_nothing_known_is_still_a_collection_without_a_box():
    text = geojson(estates_layer(nothing_known()), key="estate_id")
    found = check_rfc7946(text)
    assert "bbox" not in found
    assert found["features"][0]["properties"]["households"] is None


@pytest.mark.parametrize("clockwise", [True, False])
def test_rings_are_turned_the_right_way_holes_too(clockwise):
    shape = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    turned = shapely.orient_polygons(shape, exterior_cw=clockwise)
    table = gpd.GeoDataFrame({"id": ["a"]}, geometry=[turned], crs=4326)
    check_rfc7946(geojson(table, key="id"))


def test_metric_coordinates_come_out_in_degrees():
    table = gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.Point(500000, 0)], crs=4547)
    (feature,) = json.loads(geojson(table, key="id"))["features"]
    assert feature["geometry"]["coordinates"] == [114.0, 0.0]


def test_the_same_table_in_any_row_order_gives_the_same_text():
    results = town()
    shuffled = results.estates.sample(frac=1, random_state=1)
    again = type(results)(**{**vars(results), "estates": shuffled})
    assert geojson(estates_layer(results), key="estate_id") == geojson(
        estates_layer(again), key="estate_id"
    )


coordinates = st.tuples(st.floats(-179, 179), st.floats(-89, 89))


@settings(max_examples=40)
@given(st.lists(coordinates, min_size=1, max_size=5))
def test_any_points_keep_to_rfc_7946(points):
    shapes = [shapely.Point(p) for p in points]
    table = gpd.GeoDataFrame({"id": range(len(points))}, geometry=shapes, crs=4326)
    check_rfc7946(geojson(table, key="id"))


def test_missing_values_of_every_kind_are_null():
    table = pd.DataFrame({
        "id": ["a"], "float": [float("nan")], "int": pd.array([None], dtype="Int64"),
        "flag": pd.array([None], dtype="boolean"), "text": [None], "day": [pd.NaT],
    })  # fmt: skip
    place = gpd.GeoDataFrame(table, geometry=[shapely.Point(0, 0)], crs=4326)
    (feature,) = json.loads(geojson(place, key="id"))["features"]
    assert {v for k, v in feature["properties"].items() if k != "id"} == {None}


def test_no_features_at_all_have_no_bounding_box():
    empty = gpd.GeoDataFrame({"area_id": []}, geometry=[], crs="EPSG:4326")
    assert json.loads(geojson(empty, key="area_id")) == {
        "type": "FeatureCollection",
        "features": [],
    }
