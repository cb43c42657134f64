"""Layers against one another."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import Transformer

from intake.placing.coordinates import placed
from intake.placing.whereabouts import Spot, between, gap_km
from intake.raw import Raw
from intake.source import Source
from tables import TABLES
from texts import say

ENPING = [(112.30 + n / 100, 22.18 + n / 200) for n in range(4)]


def layer(table, file, *, written="EPSG:4490", declared="EPSG:4490", places=ENPING, **more):
    """Return a layer of Enping, written in one CRS and declared in another."""
    way = Transformer.from_crs("EPSG:4490", written, always_xy=True)
    rows = pd.RangeIndex(1, len(places) + 1)
    shapes = gpd.GeoSeries([shapely.Point(way.transform(*xy)) for xy in places], index=rows)
    if declared:
        shapes = shapes.set_crs(declared)
    raw = Raw((), pd.DataFrame(index=rows), shapes)
    source = Source(Path(file), file)
    return {(table, file, ""): placed(raw, (), source, TABLES[table], **more)}


def asked(layers):
    issues = [issue for one in layers.values() for issue in one.issues]
    return [i for i in between(layers, issues) if i.severity == "question"]


def told(layers):
    """Return file, code and proposal of each question."""
    return [(i.file, i.code, i.detail["answer_proposed"]) for i in asked(layers)]


def test_layers_of_one_city_ask_nothing():
    layers = layer("estates", "a.shp") | layer("streets", "b.shp", written="EPSG:4546",
                                               declared="EPSG:4546")  # fmt: skip
    assert told(layers) == []


def test_a_layer_without_a_meridian_is_placed_by_the_others():
    lost = layer("streets", "b.shp", written="EPSG:4546", declared=None)
    assert told(lost) == [("b.shp", "intake.crs_unknown_meridian", None)]
    assert told(lost | layer("estates", "a.shp")) == [("b.shp", "intake.crs_nearby", "EPSG:4546")]


def test_others_far_away_place_nothing():
    lost = layer("streets", "b.shp", written="EPSG:4546", declared=None)
    north = layer("estates", "a.shp", places=[(116.4, 39.9)])
    assert told(lost | north) == [("b.shp", "intake.crs_unknown_meridian", None)]


def test_a_wrong_meridian_is_told_by_the_other_layers():
    wrong = layer("buildings", "c.shp", written="EPSG:4546", declared="EPSG:4547")
    layers = layer("estates", "a.shp") | layer("streets", "b.shp") | wrong
    (question,) = asked(layers)
    assert (question.file, question.code) == ("c.shp", "intake.layer_far")
    assert question.detail["answer_proposed"] == "EPSG:4546"
    assert question.detail["answer_options"] == ["EPSG:4546", "EPSG:4547"]
    assert 300 < question.detail["distance_km"] < 320
    for language in ("zh", "en"):
        assert "{" not in say(language, question.code, **question.detail)


def test_of_two_layers_the_one_another_meridian_explains_is_asked_about():
    wrong = layer("buildings", "c.shp", written="EPSG:4546", declared="EPSG:4547")
    assert told(layer("estates", "a.shp") | wrong) == [("c.shp", "intake.layer_far", "EPSG:4546")]


def test_a_crs_that_a_person_answered_for_is_asked_about_no_more():
    right = {"answers": {"crs": {"c.shp": "EPSG:4547"}}}
    wrong = layer("buildings", "c.shp", written="EPSG:4546", declared="EPSG:4547", **right)
    assert told(layer("estates", "a.shp") | layer("streets", "b.shp") | wrong) == []
    mended = {"answers": {"crs": {"c.shp": "EPSG:4546"}}}
    moved = layer("buildings", "c.shp", written="EPSG:4546", declared="EPSG:4547", **mended)
    assert told(layer("estates", "a.shp") | layer("streets", "b.shp") | moved) == []


def test_of_two_layers_that_nothing_explains_both_are_asked_about():
    layers = layer("estates", "a.shp") | layer("streets", "b.shp", places=[(116.4, 39.9)])
    assert told(layers) == [
        ("a.shp", "intake.layer_far_unexplained", None),
        ("b.shp", "intake.layer_far_unexplained", None),
    ]


def test_the_order_of_the_layers_plays_no_part():
    layers = (layer("estates", "a.shp") | layer("streets", "b.shp", places=[(116.4, 39.9)])
              | layer("buildings", "c.shp", written="EPSG:4546", declared=None))  # fmt: skip
    backwards = dict(reversed(layers.items()))
    assert sorted(told(layers), key=str) == sorted(told(backwards), key=str)


def test_one_stray_shape_moves_no_layer():
    places = [(112.3 + n / 1000, 22.2) for n in range(60)] + [(116.4, 39.9)]
    assert told(layer("estates", "a.shp") | layer("facilities", "b.shp", places=places)) == []


def test_boxes_that_meet_are_not_apart():
    assert gap_km(Spot(112, 22, 113, 23), Spot(112.5, 22.5, 114, 24)) == 0
