"""Places of AMap of unknown datum: a warning where neither people nor data explain them."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.coordinates.datum import converted
from intake import Source, read
from texts import say

CODE = "study.facilities_datum"


def layers(count, *, code="141200", datum="wgs84", east=460_000):
    """Streets in irregular blocks at Zhengzhou, and places 12 m off them."""
    draw = np.random.default_rng(5)
    xs, ys = (np.cumsum(draw.uniform(90, 330, 18)) for _ in range(2))
    far = max(xs[-1], ys[-1])
    lines = [shapely.LineString([(0, y), (far, y)]) for y in ys]
    lines += [shapely.LineString([(x, 0), (x, far)]) for x in xs]
    doors = [shapely.Point(draw.choice(xs) + 12, draw.uniform(0, ys[-1])) for _ in range(count)]
    doors += [shapely.Point(draw.uniform(0, xs[-1]), draw.choice(ys) + 12) for _ in range(count)]
    streets, places = (
        gpd.GeoDataFrame(
            geometry=gpd.GeoSeries(shapes, crs="EPSG:4547").translate(east, 3_840_000)
        ).to_crs("EPSG:4326")
        for shapes in (lines, doors)
    )
    moved = converted(places.geometry.to_numpy(), given="wgs84", wanted=datum)
    places = places.set_geometry(gpd.GeoSeries(moved, crs="EPSG:4326"))
    return {"streets": streets, "facilities": places.assign(category="幼儿园", typecode=code)}


def reading(folder, told, answers=None, names=("streets", "facilities")):
    for name in names:
        told[name].to_file(folder / f"{name}.gpkg")
    sources = {name: [Source(folder / f"{name}.gpkg", f"{name}.gpkg")] for name in names}
    return read(sources, answers=answers)


def codes(inputs):
    return [one.code for one in inputs.issues if one.code == CODE or one.code.startswith("datum.")]


@pytest.mark.parametrize("names", [("streets", "facilities"), ("facilities",)])
def test_too_few_to_judge_or_nothing_to_judge_by_is_a_warning(tmp_path, names):
    (issue,) = (one for one in reading(tmp_path, layers(3), names=names).issues if one.code == CODE)
    assert (issue.severity, issue.table, issue.file) == ("warning", "facilities", "facilities.gpkg")
    assert issue.detail["count"] == 6
    for locale in ("zh", "en"):
        told = say(locale, CODE, file=issue.file, **issue.detail)
        assert "datum: {facilities.gpkg: gcj02}" in told
        assert "GCJ-02" in told


@pytest.mark.parametrize(
    "answers",
    [{"datum": {"facilities.gpkg": "wgs84"}}, {"datum": {"facilities": "gcj02"}}],
)
def test_an_answer_ends_it(tmp_path, answers):
    assert CODE not in codes(reading(tmp_path, layers(3), answers))


def test_where_the_streets_decide_nothing_more_is_said(tmp_path):
    assert codes(reading(tmp_path, layers(60))) == []


def test_where_a_question_is_asked_it_is_asked_once(tmp_path):
    assert codes(reading(tmp_path, layers(60, datum="gcj02"))) == ["datum.likely_gcj02"]


def test_places_without_a_type_code_are_no_places_of_amap(tmp_path):
    assert codes(reading(tmp_path, layers(3, code=None))) == []
