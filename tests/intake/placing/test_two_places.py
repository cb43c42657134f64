"""Two files looked at together: where each lies, and whether matched estates lie in one place."""

import geopandas as gpd
import pytest
import shapely

from intake.check import all_said, checked, compared
from intake.questions import PROPOSED


def ledger(folder):
    path = folder / "台账.csv"
    text = "小区名称,户数,经度,纬度\n和平里,150,112.301,22.181\n锦绣花园,360,112.305,22.181\n"
    path.write_text(text, encoding="utf-8")
    return checked(path, path.name)


def drawn(folder, corners, side, crs):
    path = folder / "边界.gpkg"
    boxes = [shapely.box(x, y, x + side, y + side) for x, y in corners]
    frame = gpd.GeoDataFrame({"name": ["和平里", "锦绣花园"]}, geometry=boxes, crs=crs)
    frame.to_file(path)
    return checked(path, path.name)


@pytest.mark.parametrize(
    ("east", "north", "codes"),
    [
        (112.3, 22.18, set()),
        (112.4, 22.18, {"join.places_apart"}),
        (121.4, 31.2, {"join.places_apart", "intake.layer_far_unexplained"}),
    ],
)
def test_estates_of_one_name_in_two_places_are_said(tmp_path, east, north, codes):
    outlines = drawn(tmp_path, [(east, north), (east + 0.004, north)], 0.002, "EPSG:4326")
    points = ledger(tmp_path)
    found = compared(points, outlines)
    assert len(found.matched) == 2
    assert {issue.code for issue in found.issues} == codes


def test_a_layer_without_a_crs_is_placed_by_the_other_file_in_one_question(tmp_path):
    points = ledger(tmp_path)
    path = tmp_path / "边界.shp"
    boxes = [shapely.box(x, 2454000, x + 200, 2454200) for x in (634100, 634500)]
    with pytest.warns(UserWarning, match="crs"):
        gpd.GeoDataFrame({"name": ["和平里", "锦绣花园"]}, geometry=boxes).to_file(path)
    outlines = checked(path, path.name)
    told = all_said(points, outlines, compared(points, outlines))
    asked = [issue for issue in told if issue.severity == "question"]
    assert [(issue.code, issue.detail[PROPOSED]) for issue in asked] == [
        ("intake.crs_nearby", "EPSG:4546")
    ]
