import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiLineString, MultiPoint, Point, Polygon, box

from intake.drawn.shapes import shaped, without
from tables import TABLES


def run(name, *shapes, file="a.gpkg", answers=None):
    frame = gpd.GeoDataFrame({"n": range(len(shapes))}, index=range(1, len(shapes) + 1),
                             geometry=list(shapes), crs="EPSG:4326")  # fmt: skip
    found, issues = shaped(frame, TABLES[name], file=file, answers=answers)
    return found, [(i.code, i.row) for i in issues], issues


BOW = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
TAIL = Polygon([(0, 0), (4, 0), (9, 0), (4, 0), (4, 4), (0, 4)])
HORSESHOE = Polygon([(0, 0), (4, 0), (4, 4), (0, 4), (0, 3), (3, 3), (3, 1), (0, 1)])
RING = LineString([(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)])


@pytest.mark.parametrize(
    ("shape", "severity", "percent"),
    [(TAIL, "repair", "0"), (BOW, "warning", "+100")],
    ids=["a tail without area", "crossed corners"],
)
def test_a_broken_outline_is_repaired_and_a_change_above_one_per_cent_wants_a_look(
    shape, severity, percent
):
    found, codes, issues = run("estates", shape, box(1, 0, 2, 1))
    assert found.geometry.is_valid.all()
    assert codes == [("intake.geometry_repaired", 1)]
    assert (issues[0].severity, issues[0].detail["percent"]) == (severity, percent)


def test_unfilled_coordinates_are_no_place():
    for name, shape in [("estates", box(0, 0, 1e-5, 1e-5)), ("facilities", Point(0, 0)),
                        ("streets", LineString([(0, 0), (0, 1e-6)]))]:  # fmt: skip
        found, codes, issues = run(name, shape)
        assert found.geometry.isna().all()
        assert codes == [("shapes.null_island", 1)]
        assert issues[0].severity == "warning"


def test_a_coordinate_that_is_no_number_makes_the_place_unknown():
    found, codes, _ = run("estates", Polygon([(1, 1), (2, 1), (float("inf"), 2), (1, 2)]))
    assert found.geometry.isna().all()
    assert codes == [("shapes.not_a_number", 1)]


def test_of_a_collection_the_parts_the_table_can_use_are_taken():
    mixed = GeometryCollection([box(1, 1, 2, 2), LineString([(5, 5), (6, 6)]), Point(3, 3)])
    found, codes, issues = run("estates", mixed)
    assert found.geometry.iloc[0].equals(box(1, 1, 2, 2))
    assert codes == [("shapes.collection", 1)]
    assert issues[0].severity == "repair"
    found, codes, _ = run("streets", mixed)
    assert found.geometry.tolist() == [LineString([(5, 5), (6, 6)])]
    assert codes == [("intake.not_a_line", None)]


def test_a_point_wrapped_as_several_is_a_point_and_says_nothing():
    found, codes, _ = run("facilities", MultiPoint([(1, 1)]), MultiPoint([(1, 1), (2, 2)]))
    assert found.geometry.geom_type.tolist() == ["Point", "Point"]
    assert codes == [("intake.point_inside", None)]


def test_missing_and_empty_shapes_are_kept_and_said():
    found, codes, _ = run("estates", None, Polygon(), box(0, 0, 1, 1))
    assert len(found) == 3
    assert codes == [("intake.geometry_missing", 1), ("intake.geometry_missing", 2)]


def test_points_and_closed_lines_are_kept_and_asked_about_others_are_kept_and_said():
    shapes = [Point(1, 1), Point(2, 2), None, RING, LineString([(1, 1), (2, 2)]), box(3, 3, 4, 4)]
    found, codes, issues = run("estates", *shapes)
    assert found.geometry.tolist() == shapes
    assert codes == [
        ("shapes.points", None), ("shapes.closed_lines", 4), ("intake.geometry_missing", 3),
        ("intake.geometry_kind", 5),
    ]  # fmt: skip
    assert [i.severity for i in issues] == ["question", "question", "warning", "warning"]
    assert issues[0].detail["answer_path"] == ["footprints", "a.gpkg"]


def test_districts_are_never_made_of_points():
    found, codes, _ = run("areas", Point(1, 1), Point(2, 2))
    assert found.geometry.geom_type.tolist() == ["Point", "Point"]
    assert codes == [("intake.geometry_kinds", None)]


def test_a_facility_drawn_as_an_area_keeps_its_area():
    found, codes, _ = run("facilities", Point(1, 1), HORSESHOE, BOW)
    assert found.geometry.geom_type.tolist() == ["Point", "Polygon", "MultiPolygon"]
    assert found.geometry.iloc[1].equals(HORSESHOE)
    assert codes == [("intake.geometry_repaired", 3)]


def test_a_facility_drawn_as_a_line_gets_a_point_on_it():
    found, codes, _ = run("facilities", Point(1, 1), RING)
    assert found.geometry.geom_type.tolist() == ["Point", "Point"]
    assert RING.distance(found.geometry.iloc[1]) < 1e-9
    assert codes == [("intake.point_inside", None)]


def test_a_gate_drawn_as_an_area_gets_a_point_inside():
    found, codes, _ = run("entrances", Point(1, 1), HORSESHOE)
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


near = st.sampled_from([0.0, 113.6, 113.61, 113.62, 34.7, 34.71, 200.0, 1e300, float("nan")])
pairs = st.tuples(near, near)


def _built(kind, corners):
    with np.errstate(all="ignore"):
        try:
            return kind(corners)
        except (shapely.errors.ShapelyError, ValueError):
            return None


simple = st.one_of(
    pairs.map(Point),
    st.lists(pairs, min_size=2, max_size=6).map(lambda c: _built(LineString, c)),
    st.lists(pairs, min_size=3, max_size=6).map(lambda c: _built(LineString, [*c, c[0]])),
    st.lists(pairs, min_size=3, max_size=6).map(lambda c: _built(Polygon, [*c, c[0]])),
    st.lists(pairs, max_size=3).map(MultiPoint),
    st.sampled_from([Point(), Polygon(), LineString(), MultiLineString(), GeometryCollection()]),
)
shapes_of_any_kind = st.lists(
    st.recursive(
        simple, lambda inner: st.lists(inner, max_size=3).map(GeometryCollection), max_leaves=4
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(
    shapes_of_any_kind,
    st.sampled_from(["estates", "areas", "facilities", "streets"]),
    st.sampled_from([None, {"footprints": {"estates": "accept"}}]),
)
def test_no_shape_makes_it_raise_and_none_is_lost_in_silence(shapes, name, answers):
    found, codes, _ = run(name, *shapes, answers=answers)
    if name != "streets":
        assert found.index.tolist() == list(range(1, len(shapes) + 1))
    placed = set(found.index[~shapely.is_missing(found.geometry.to_numpy())])
    said = {row for _, row in codes}
    assert None in said or set(range(1, len(shapes) + 1)) - placed <= said
    areal = found.geometry[shapely.get_dimensions(found.geometry.to_numpy()) == 2]
    assert areal.is_valid.all()
