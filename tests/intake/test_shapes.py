import geopandas as gpd
import pytest
import shapely
from shapely import LineString, MultiLineString, Point, Polygon, box

from intake.shapes import shaped, without
from tables import TABLES


def run(name, *shapes):
    frame = gpd.GeoDataFrame({"n": range(len(shapes))}, index=range(1, len(shapes) + 1),
                             geometry=list(shapes), crs="EPSG:4326")  # fmt: skip
    found, issues = shaped(frame, TABLES[name], file="a.gpkg")
    return found, [(i.code, i.row) for i in issues], issues


BOW = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
HORSESHOE = Polygon([(0, 0), (4, 0), (4, 4), (0, 4), (0, 3), (3, 3), (3, 1), (0, 1)])


def test_a_broken_outline_is_repaired_and_the_change_is_said():
    found, codes, issues = run("estates", BOW, box(0, 0, 1, 1))
    assert found.geometry.is_valid.all()
    assert codes == [("intake.geometry_repaired", 1)]
    assert issues[0].severity == "repair"
    assert issues[0].detail["percent"] == "+100"


def test_missing_and_empty_shapes_are_kept_and_said():
    found, codes, _ = run("estates", None, Polygon(), box(0, 0, 1, 1))
    assert len(found) == 3
    assert codes == [("intake.geometry_missing", 1), ("intake.geometry_missing", 2)]


def test_a_point_where_an_area_is_needed_is_kept_and_said():
    found, codes, _ = run("estates", Point(1, 1), box(0, 0, 1, 1))
    assert found.geometry.iloc[0] == Point(1, 1)
    assert codes == [("intake.geometry_kind", 1)]


def test_a_list_of_points_is_said_once():
    _, codes, issues = run("estates", Point(1, 1), Point(2, 2), None)
    assert codes == [("intake.geometry_missing", 3), ("intake.geometry_kinds", None)]
    assert issues[1].detail == {"count": 2, "kind": "Point"}


def test_a_facility_drawn_as_an_area_gets_a_point_inside():
    found, codes, _ = run("facilities", Point(1, 1), HORSESHOE)
    assert found.geometry.geom_type.tolist() == ["Point", "Point"]
    assert HORSESHOE.contains(found.geometry.iloc[1])
    assert codes == [("intake.point_inside", None)]


def test_a_street_of_several_parts_becomes_several_and_an_area_is_no_street():
    lines = MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]])
    found, codes, issues = run("streets", lines, LineString([(0, 0), (1, 0)]), box(0, 0, 1, 1))
    assert found.geometry.geom_type.tolist() == ["LineString"] * 3
    assert codes == [("intake.not_a_line", None)]
    assert issues[0].detail["count"] == 1


def test_without_a_place_the_column_is_there_and_unknown():
    frame = without(gpd.GeoDataFrame({"n": [1]}), "EPSG:4326")
    assert shapely.is_missing(frame.geometry.to_numpy()).all()
    assert frame.crs.to_epsg() == 4326


@pytest.mark.parametrize("name", ["estates", "facilities", "streets"])
def test_no_row_at_all(name):
    found, codes, _ = run(name)
    assert found.empty
    assert codes == []
