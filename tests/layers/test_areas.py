import dataclasses

import pandas as pd

from layers.areas import area_names, areas_layer, level_classes, need_keys
from layers.classes import need_classes
from layers.geojson import collection
from layers.gis import area_heading, gis_layers
from layers.legend import legend
from tests.small_results import nothing_known, town


def test_areas_come_from_districts_down_and_have_their_words():
    layer = areas_layer(town())
    assert list(dict.fromkeys(layer["level"])) == ["district", "street", "community", "cluster"]
    first = layer[layer["level"].eq("street")].iloc[0]
    assert (first["level_zh"], first["matched_en"]) == ("街道", "By name")
    assert layer["need"].dropna().round(2).equals(layer["need"].dropna())


def test_an_area_without_an_outline_has_null_geometry_and_no_estate_is_lost():
    features = collection(areas_layer(town()), key="area_id")["features"]
    shapes = {f["id"]: f["geometry"] for f in features}
    assert shapes["A0"] is not None
    assert shapes["district:乐河区"] is None
    assert {f["properties"]["name"] for f in features if f["id"] == "cluster:"} == {None}


def test_the_classes_of_a_level_cover_its_ranked_areas_and_small_ones_are_grey():
    areas = town().areas
    streets = areas[areas["level"].eq("street")]
    keys = need_keys(streets)
    assert set(keys) <= {item.key for item in level_classes(areas, "street")}
    assert keys.str.startswith("street.").all()
    table = legend(keys, level_classes(areas, "street"), locale="zh")
    assert table["count"].sum() == len(streets)
    assert "small_number" not in set(table["key"])
    assert set(need_keys(town(6).areas.query("level == 'street'"))) == {"small_number"}


def test_classes_stay_within_the_scale_and_none_are_made_of_nothing():
    assert [item.key for item in need_classes("street", pd.Series([], dtype=float))] == [
        "small_number", "no_estates", "unknown",
    ]  # fmt: skip
    top = [item.high for item in need_classes("street", pd.Series([99.5, 100.0])) if item.high]
    assert max(top) == 100


def test_the_styles_of_the_geopackage_name_every_class_in_use():
    layers = {layer.name: layer for layer in gis_layers(town(), locale="zh")}
    style = next(iter(layers["areas"].styles.values()))
    for key in set(layers["areas"].table["need_class"]):
        assert f'value="{key}"' in style
    assert "街道 " in style


def test_columns_are_headed_in_words_and_nobody_by_a_name():
    assert area_heading("planned_need", locale="zh") == "排入小区数（需求优先）"
    assert area_heading("placed_wan", locale="zh") == "已排资金（万元）"
    for name in areas_layer(town()).columns:
        assert area_heading(str(name), locale="zh") != name
    names = area_names(town().areas, locale="en")
    assert "(in no cluster)" in set(names)


def test_a_ledger_of_names_alone():
    bare = dataclasses.replace(nothing_known(), areas=town().areas.head(0))
    assert areas_layer(bare).empty
