import datetime as dt
import json

import geopandas as gpd
import pyogrio
import pytest
import shapely

from layers import geopackage
from layers.isochrones import (
    add_isochrones,
    isochrone_classes,
    isochrone_legend,
    isochrone_rows,
    isochrones_geojson,
    isochrones_layer,
)
from layers.map import quiet_map, rendered

METRES = {5: 300.0, 10: 500.0, 15: 1000.0}


@pytest.fixture
def areas():
    """Two estates of three circles each; the second is off the streets."""
    around = [shapely.Point(113.6, 24.8).buffer(metre / 100_000) for metre in METRES.values()]
    columns = {
        "estate_id": ["E1"] * 3 + ["E2"] * 3,
        "minutes": [*METRES] * 2,
        "metres": [*METRES.values()] * 2,
    }
    return gpd.GeoDataFrame(columns, geometry=[*around, None, None, None], crs=4326)


@pytest.fixture
def streets():
    lines = [shapely.LineString([(113.6, 24.8), (113.6 + x, 24.8)]) for x in (0.002, 0.004, 0.008)]
    return gpd.GeoDataFrame({"minutes": [*METRES]}, geometry=lines, crs=4326)


def drawn(areas, streets, locale="zh"):
    made = quiet_map({}, (113.5, 24.7, 113.7, 24.9), locale=locale)
    add_isochrones(made, areas, streets, locale=locale)
    return rendered(made).script


def test_near_is_dark_and_no_two_circles_differ_by_colour_alone():
    classes = isochrone_classes(METRES)
    light = [sum(int(item.fill[at : at + 2], 16) for at in (1, 3, 5)) for item in classes]
    assert light == sorted(light)
    assert len({item.dash for item in classes}) == 3


@pytest.mark.parametrize(("locale", "word"), [("zh", "5 分钟（300 米）"), ("en", "5 min (300 m)")])
def test_the_legend_tells_minutes_and_metres(locale, word):
    legend = isochrone_legend(METRES, locale=locale)
    assert legend["key"].tolist() == ["5", "10", "15"]
    assert word in legend["label"][0]


def test_far_areas_are_drawn_first_and_streets_over_them(areas, streets):
    script = drawn(areas[areas["estate_id"].eq("E1")], streets)
    fills = [script.index(item.fill) for item in isochrone_classes(METRES)]
    assert fills == sorted(fills, reverse=True)
    assert script.count('"LineString"') == 3
    assert max(fills) < script.index('"LineString"')


def test_hovering_a_street_tells_its_circle_in_the_readers_language(areas, streets):
    assert "10 分钟" in drawn(areas, streets)
    assert "10 min" in drawn(areas, streets, "en")


def test_the_same_tables_give_the_same_script_and_no_host(areas, streets):
    one, two = drawn(areas, streets), drawn(areas.copy(), streets.copy())
    assert one == two
    assert "http" not in one


def test_what_is_not_reached_is_not_drawn(areas, streets):
    lost = areas[areas["estate_id"].eq("E2")]
    assert "Jiugai.overlay" in drawn(lost, streets.iloc[:0])
    assert "Polygon" not in drawn(lost, streets.iloc[:0])


def test_a_gis_gets_every_row_with_near_areas_last(areas):
    rows = isochrone_rows(areas.sample(frac=1, random_state=1))
    assert rows["isochrone_id"].tolist() == ["E1-15", "E1-10", "E1-5", "E2-15", "E2-10", "E2-5"]
    features = json.loads(isochrones_geojson(areas))["features"]
    assert [feature["id"] for feature in features] == rows["isochrone_id"].tolist()
    assert [feature["geometry"] is None for feature in features] == [False] * 3 + [True] * 3


def test_the_geopackage_opens_coloured_by_circle_and_is_the_same_each_time(areas, tmp_path):
    layer = isochrones_layer(areas, locale="zh")
    assert all(
        item.key in style and "minutes" in style
        for item in isochrone_classes(METRES)
        for style in layer.styles.values()
    )
    files = [tmp_path / name for name in ("a.gpkg", "b.gpkg")]
    for file in files:
        geopackage.write([layer], file, crs="EPSG:4547", day=dt.date(2026, 11, 22))
    assert files[0].read_bytes() == files[1].read_bytes()
    back = pyogrio.read_dataframe(files[0], layer="isochrones")
    assert len(back) == 6
    assert back.geometry.notna().sum() == 3


def test_no_areas_no_class_and_an_empty_layer(areas):
    none = areas.iloc[:0]
    assert isochrone_classes({}) == ()
    assert len(isochrone_legend({}, locale="zh")) == 0
    assert len(isochrone_rows(none)) == 0
