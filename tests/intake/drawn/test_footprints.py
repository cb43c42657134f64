import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString, Point, box

from intake.drawn.footprints import settled
from intake.questions import holding_up, lines
from tables import TABLES

YES, NO = {"footprints": {"a.shp": "accept"}}, {"footprints": {"estates": "refuse"}}
RING = LineString([(113.60, 34.70), (113.61, 34.70), (113.61, 34.71), (113.60, 34.71),
                   (113.60, 34.70)])  # fmt: skip


def ledger(shapes, **columns):
    rows = range(2, len(shapes) + 2)
    return gpd.GeoDataFrame(columns, geometry=list(shapes), index=rows, crs="EPSG:4326")


def run(frame, answers, name="estates", file="a.shp"):
    found, issues = settled(frame, TABLES[name], answers, file)
    return found, issues, [(i.code, i.severity, i.row) for i in issues]


def area_m2(found):
    return found.geometry.to_crs("EPSG:4547").area.to_numpy()


POINTS = [Point(113.60, 34.70), Point(113.65, 34.70), Point(113.70, 34.70)]


def test_points_stay_until_a_person_has_answered_and_the_run_waits():
    frame = ledger(POINTS)
    found, issues, codes = run(frame, {})
    assert found.geometry.tolist() == POINTS
    assert codes == [("shapes.points", "question", None)]
    assert issues[0].detail["rows"] == [2, 3, 4]
    assert holding_up(issues) == tuple(issues)  # walks start at the edge: it changes a number
    assert lines(issues) == "answers:\n  footprints:\n    a.shp: accept  # accept | refuse"


def test_a_ledger_promised_no_outline_so_the_offer_is_only_mentioned():
    _, issues, codes = run(ledger(POINTS), {}, file="台账.CSV")
    assert codes == [("shapes.points_in_ledger", "info", None)]
    assert holding_up(issues) == ()


def test_buildings_as_points_hold_up_no_run():
    _, issues, _ = run(ledger(POINTS), {}, name="buildings")
    assert holding_up(issues) == ()


def test_accepted_outlines_have_the_area_the_ledger_knows():
    frame = ledger(POINTS, site_area_m2=[8000, None, None], floor_area_m2=[30_000, 30_000, None])
    found, issues, codes = run(frame, YES)
    assert area_m2(found) == pytest.approx([8000, 20_000, 10_000], rel=1e-3)
    assert codes == [("shapes.footprint_made", "repair", row) for row in (2, 3, 4)]
    assert [i.detail["area_m2"] for i in issues] == ["8000", "20000", "10000"]
    assert frame.geometry.tolist() == POINTS  # the given frame is untouched


def test_an_area_no_estate_has_is_not_believed():
    found, _, _ = run(ledger(POINTS[:2], site_area_m2=[2.0, 5e9]), YES)
    assert area_m2(found) == pytest.approx([10_000, 10_000], rel=1e-3)


def test_two_points_in_one_place_stay_points_and_that_is_said():
    found, _, codes = run(ledger([POINTS[0], POINTS[0], POINTS[1]]), YES)
    assert found.geometry.geom_type.tolist() == ["Point", "Point", "Polygon"]
    assert [code for code, _, _ in codes] == [
        "shapes.footprint_impossible", "shapes.footprint_impossible", "shapes.footprint_made",
    ]  # fmt: skip


def test_refused_points_stay_and_nothing_is_asked_again():
    found, _, codes = run(ledger([*POINTS, RING]), NO)
    assert found.geometry.tolist() == [*POINTS, RING]
    assert codes == [
        ("shapes.points_kept", "info", None), ("shapes.closed_lines_kept", "info", None),
    ]  # fmt: skip


def test_a_closed_line_becomes_the_area_inside_it():
    frame = ledger([RING, LineString([(113.6, 34.7), (113.7, 34.8)]), box(113, 34, 113.1, 34.1)])
    assert run(frame, {})[2] == [("shapes.closed_lines", "question", 2)]
    found, _, codes = run(frame, YES)
    assert found.geometry.iloc[0].equals(box(113.60, 34.70, 113.61, 34.71))
    assert found.geometry.iloc[1:].tolist() == frame.geometry.iloc[1:].tolist()
    assert codes == [("shapes.line_closed", "repair", 2)]


def test_a_word_that_is_no_answer_is_no_answer():
    assert run(ledger(POINTS), {"footprints": {"a.shp": "maybe"}})[2][0][0] == "shapes.points"


def test_nothing_to_offer():
    for shapes in ([], [None, box(113, 34, 113.1, 34.1)]):
        found, issues, _ = run(ledger(shapes), YES)
        assert issues == []
        assert np.array_equal(found.index, ledger(shapes).index)
