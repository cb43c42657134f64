"""Layers in the coordinates of AMap or Baidu: asked about, moved when a person says so."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.coordinates.datum import converted
from intake import Source, read
from texts import codes

WEST, SOUTH = 460_000, 3_840_000  # Zhengzhou, EPSG:4547


@pytest.fixture(scope="module")
def town():
    """Streets in irregular blocks, and kindergartens 12 m off them."""
    draw = np.random.default_rng(5)
    xs, ys = (np.cumsum(draw.uniform(90, 330, 18)) for _ in range(2))
    far = max(xs[-1], ys[-1])
    lines = [shapely.LineString([(0, y), (far, y)]) for y in ys]
    lines += [shapely.LineString([(x, 0), (x, far)]) for x in xs]
    doors = [shapely.Point(draw.choice(xs) + 12, draw.uniform(0, ys[-1])) for _ in range(60)]
    doors += [shapely.Point(draw.uniform(0, xs[-1]), draw.choice(ys) + 12) for _ in range(60)]

    def there(shapes):
        places = gpd.GeoSeries(shapes, crs="EPSG:4547").translate(WEST, SOUTH)
        return gpd.GeoDataFrame(geometry=places).to_crs("EPSG:4326")

    return there(lines), there(doors).assign(category="幼儿园")


@pytest.fixture
def files(town, tmp_path):
    """Return a function that writes the town, its facilities in some datum, and its sources."""

    def write(datum="wgs84", part=slice(None)):
        streets, doors = town
        shapes = np.array(doors.geometry.to_numpy(), dtype=object)
        shapes[part] = converted(shapes[part], given="wgs84", wanted=datum)
        layers = {"streets": streets, "facilities": doors.set_geometry(shapes, crs=doors.crs)}
        for name, layer in layers.items():
            layer.to_file(tmp_path / f"{name}.gpkg")
        return {name: [Source(tmp_path / f"{name}.gpkg", f"{name}.gpkg")] for name in layers}

    return write


def written(layers, folder):
    """Write layers and return the source of each."""
    for name, layer in layers.items():
        layer.to_file(folder / f"{name}.gpkg")
    return {name: [Source(folder / f"{name}.gpkg", f"{name}.gpkg")] for name in layers}


def told(inputs):
    return [issue for issue in inputs.issues if issue.code.startswith("datum.")]


def off_m(inputs, town):
    """Return how far the facilities are from where they really are, metres, at most."""
    found, real = (layer.to_crs("EPSG:4547") for layer in (inputs.tables["facilities"], town[1]))
    near = real.geometry.sindex.nearest(found.geometry, return_distance=True)[1]
    return near.max()


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_shifted_layer_is_a_question_and_keeps_its_values(files, town, datum):
    inputs = read(files(datum))
    (issue,) = told(inputs)
    assert (issue.code, issue.severity) == (f"datum.likely_{datum}", "question")
    assert (issue.table, issue.file) == ("facilities", "facilities.gpkg")
    assert issue.detail["answer_path"] == ["datum", "facilities.gpkg"]
    assert issue.detail["answer_proposed"] == datum
    assert issue.detail["confidence"] == "100.0%"
    assert 300 < issue.detail["metres"] < 1500
    assert off_m(inputs, town) > 30


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_an_answer_moves_the_layer_back_and_is_recorded(files, town, datum):
    inputs = read(files(datum), answers={"datum": {"facilities": datum}})
    (issue,) = told(inputs)
    assert (issue.code, issue.severity) == (f"datum.converted_{datum}", "repair")
    assert (issue.detail["count"], issue.table) == (120, "facilities")
    assert off_m(inputs, town) < 0.01
    assert inputs.tables["facilities"].crs.to_epsg() == 4326


def test_the_answer_that_it_is_right_keeps_the_layer_and_ends_the_question(files, town):
    inputs = read(files("gcj02"), answers={"datum": {"facilities": "wgs84"}})
    assert told(inputs) == []
    assert off_m(inputs, town) > 30


def test_a_layer_in_its_place_asks_nothing(files, town):
    inputs = read(files())
    assert told(inputs) == []
    assert off_m(inputs, town) < 0.01


def test_without_streets_nothing_is_asked_and_an_answer_still_counts(files, town):
    sources = files("bd09")
    del sources["streets"]
    assert told(read(sources)) == []
    inputs = read(sources, answers={"datum": {"facilities": "bd09"}})
    assert off_m(inputs, town) < 0.01


def test_streets_can_be_answered_for_too(files):
    inputs = read(files(), answers={"datum": {"streets": "gcj02"}})
    assert "datum.converted_gcj02" in {issue.code for issue in told(inputs)}


def test_other_answers_are_nobody_s_business_here(files):
    assert told(read(files(), answers={"problem_words": "all"})) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"facilities": "gcj-02"}, "answers.not_understood"),
        ({"facilities": ["gcj02"]}, "answers.not_understood"),
        ({"pois": "gcj02"}, "answers.unused"),
        ({"buildings": "gcj02"}, "answers.unused"),
        ("gcj02", "answers.not_understood"),
    ],
)
def test_answers_that_cannot_be_understood_are_said_and_settle_nothing(files, given, code):
    found = read(files(), answers={"datum": given}).issues
    assert [i.severity for i in found if i.code == code] == ["warning"]
    assert "datum.converted_gcj02" not in {i.code for i in found}
    assert code in codes("zh")


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_streets_that_are_shifted_themselves_are_asked_about(town, tmp_path, datum):
    streets, doors = town
    moved = converted(np.array(streets.geometry), given="wgs84", wanted=datum)
    layers = {"streets": streets.set_geometry(moved, crs=streets.crs), "facilities": doors}
    (issue,) = told(read(written(layers, tmp_path)))
    assert (issue.code, issue.table) == (f"datum.likely_{datum}", "streets")
    assert issue.detail["answer_path"] == ["datum", "streets.gpkg"]


def test_two_files_of_one_table_may_be_in_different_datums(town, tmp_path):
    streets, doors = town
    there, elsewhere = doors.iloc[::2], doors.iloc[1::2]
    moved = converted(np.array(elsewhere.geometry), given="wgs84", wanted="gcj02")
    layers = {"streets": streets, "here": there, "poi": elsewhere.set_geometry(moved, crs=4326)}
    sources = written(layers, tmp_path)
    both = {"streets": sources["streets"], "facilities": [*sources["here"], *sources["poi"]]}
    (issue,) = told(read(both))
    assert (issue.code, issue.file) == ("datum.likely_gcj02", "poi.gpkg")
    inputs = read(both, answers={"datum": {"poi.gpkg": "gcj02"}})
    (issue,) = told(inputs)
    assert (issue.code, issue.detail["count"]) == ("datum.converted_gcj02", 60)
    assert off_m(inputs, town) < 0.01


def test_without_streets_the_buildings_are_the_ground(tmp_path):
    draw = np.random.default_rng(3)
    places = gpd.GeoSeries(
        gpd.points_from_xy(*draw.uniform(0, 3000, (2, 700))), crs="EPSG:4547"
    ).translate(WEST, SOUTH)
    around = gpd.GeoDataFrame(
        {"estate_id": "E1", "building_id": range(700)},
        geometry=places.buffer(12, cap_style="square").to_crs("EPSG:4326"),
    )
    doors = places.iloc[:150].to_crs("EPSG:4326")
    moved = converted(np.array(doors), given="wgs84", wanted="gcj02")
    shops = gpd.GeoDataFrame({"category": ["药店"] * 150}, geometry=moved, crs="EPSG:4326")
    (issue,) = told(read(written({"buildings": around, "facilities": shops}, tmp_path)))
    assert (issue.code, issue.table) == ("datum.likely_gcj02", "facilities")
    assert "Buildings" in issue.detail["ground"]


def test_both_shifted_alike_lie_well_and_ask_nothing(town, tmp_path):
    layers = {}
    for name, layer in zip(("streets", "facilities"), town, strict=True):
        shapes = converted(np.array(layer.geometry), given="wgs84", wanted="gcj02")
        layers[name] = layer.set_geometry(shapes, crs=4326)
    assert told(read(written(layers, tmp_path))) == []


def test_headers_that_name_a_web_map_ask_even_without_streets(text_file):
    text = "设施类别,设施名称,高德经度,高德纬度\n幼儿园,蓝天幼儿园,113.6,34.7\n"
    (issue,) = told(read({"facilities": [text_file(text)]}))
    assert (issue.code, issue.severity) == ("datum.said_gcj02", "question")
    assert issue.detail["answer_path"] == ["datum", "台账.csv"]
    answered = told(
        read({"facilities": [text_file(text)]}, answers={"datum": {"台账.csv": "gcj02"}})
    )
    assert "datum.converted_gcj02" in {issue.code for issue in answered}


def test_headers_of_places_that_are_not_shifted_ask_nothing(text_file):
    text = "category,name,gcj02_lng,gcj02_lat\nschool,A,103.85,1.3\n"
    assert told(read({"facilities": [text_file(text)]})) == []
