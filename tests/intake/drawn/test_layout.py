import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Point, affinity, box

from intake.drawn.layout import doubts
from tables import TABLES

METRIC = "EPSG:4547"  # central meridian 114°
E0, N0 = 464_000, 3_840_000  # Zhengzhou


def plot(x, y, width=100.0, height=100.0):
    """Return a rectangle, metres from a corner of the town."""
    return box(E0 + x, N0 + y, E0 + x + width, N0 + y + height)


def town(count=12):
    return [plot(150 * at, 0) for at in range(count)]


def layer(shapes, *, metric=True, files=None):
    frame = gpd.GeoDataFrame(
        {
            "name": [f"n{at + 2}" for at in range(len(shapes))],
            "_file": files or ["a.gpkg"] * len(shapes),
            "_row": np.arange(2, len(shapes) + 2),
        },
        geometry=list(shapes),
        crs=METRIC if metric else "EPSG:4326",
    )
    return frame.to_crs("EPSG:4326")


def run(shapes, table="estates", **more):
    issues = doubts(layer(shapes, **more), TABLES[table])
    return issues, sorted((i.code.removeprefix("shapes."), i.row) for i in issues)


def test_a_sound_layer_makes_no_issue():
    assert run(town())[1] == []
    touching = [plot(100 * (at % 5), 100 * (at // 5)) for at in range(25)]
    assert run(touching)[1] == []


def test_the_same_shape_names_both_rows():
    issues, codes = run([*town(), plot(150, 0), plot(301, 0, 99.5)])
    assert codes == [("same", 14), ("same", 15)]
    assert {i.severity for i in issues} == {"warning"}
    said = next(i for i in issues if i.row == 14)
    assert said.value == "n14"
    assert (said.detail["other"], said.detail["other_row"]) == ("n3", 3)
    assert said.detail["rows"] == [3, 14]


def test_an_estate_inside_another_is_said_at_the_inner_one():
    issues, codes = run([plot(20, 20, 50, 50), *town()])
    assert codes == [("inside", 2)]
    assert issues[0].detail["other_row"] == 3


def test_a_real_overlap_a_sliver_and_the_pen_s_width():
    shapes = [plot(0, 0), plot(90, 0), plot(0, 500), plot(99, 500), plot(0, 900), plot(99.95, 900)]
    issues, codes = run(shapes)
    assert codes == [("drawn_over", None), ("overlap", 3), ("sliver", 5)]
    assert {i.code: i.severity for i in issues} == {
        "shapes.overlap": "warning", "shapes.sliver": "warning", "shapes.drawn_over": "info",
    }  # fmt: skip
    overlap = next(i for i in issues if i.code == "shapes.overlap")
    assert float(overlap.detail["area_m2"]) == pytest.approx(1000, rel=2e-3)
    assert float(overlap.detail["percent"]) == pytest.approx(10, abs=0.1)
    sliver = next(i for i in issues if i.code == "shapes.sliver")
    assert float(sliver.detail["width_m"]) == pytest.approx(200 / 202, abs=0.01)


def test_the_whole_city_among_the_estates_is_said_once_and_not_with_each():
    issues, codes = run([*town(), plot(-3000, -3000, 9000, 9000)])
    assert codes == [("city", 14), ("holds_many", 14)]
    assert next(i for i in issues if i.code == "shapes.holds_many").detail == {"count": 12}
    assert next(i for i in issues if i.code == "shapes.city").detail == {"area_km2": "81"}


def test_the_whole_city_as_the_only_row():
    assert run([plot(0, 0, 9000, 9000)])[1] == [("city", 2)]


def test_too_small_and_too_narrow():
    issues, codes = run([*town(), plot(0, 300, 1, 1), plot(0, 400, 200, 1)])
    assert codes == [("thin", 15), ("tiny", 14)]
    assert next(i for i in issues if i.code == "shapes.tiny").detail["area_m2"] == "1"


def test_a_ragged_outline_is_long_but_not_narrow():
    turn = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    radius = 80 + np.where(np.arange(2000) % 2, 20, 0)
    ragged = shapely.Polygon(
        np.column_stack([E0 + radius * np.cos(turn), N0 + radius * np.sin(turn)])
    )
    assert run([ragged])[1] == []


def test_a_part_three_kilometres_away():
    far = MultiPolygon([plot(0, 500), plot(3200, 500, 50, 50)])
    issues, codes = run([*town(), far])
    assert codes == [("far_part", 14)]
    assert issues[0].detail == {"km": "3.1", "parts": "1"}
    assert run([*town(), MultiPolygon([plot(0, 500), plot(2900, 500, 50, 50)])])[1] == []


def test_a_row_in_another_city_and_a_row_with_exchanged_axes():
    degrees = [box(87.60 + at / 100, 43.80, 87.605 + at / 100, 43.804) for at in range(9)]
    swapped = affinity.affine_transform(degrees[0], [0, 1, 1, 0, 0, 0])
    shapes = [*degrees, box(121.5, 31.2, 121.502, 31.202), swapped]
    issues, codes = run(shapes, metric=False)
    assert codes == [("far_away", 11), ("row_swapped", 12)]
    assert 3000 < float(issues[-1].detail["km"]) < 4000


def test_buildings_stand_on_their_podiums_and_are_smaller():
    podium = [plot(0, 0, 60, 40), plot(10, 10, 15, 15), plot(50, 0, 30, 30), plot(300, 0, 5, 4)]
    assert run(podium, "buildings")[1] == []
    assert run([*podium, plot(300, 0, 5, 4)], "buildings")[1] == [("same", 6)]


def test_no_table_of_districts_no_points_nothing():
    assert run([plot(0, 0, 90_000, 90_000)], "areas")[1] == []
    assert run([Point(E0, N0), Point(E0 + 1, N0), None, shapely.Polygon()])[1] == []
    assert run([])[1] == []
    assert run([None])[1] == []


def test_rows_of_two_files_are_told_apart():
    issues, _ = run([plot(0, 0), plot(0, 0)], files=["b.gpkg", "a.gpkg"])
    assert (issues[0].file, issues[0].row) == ("b.gpkg", 2)  # a.gpkg comes first
    assert (issues[0].detail["other_file"], issues[0].detail["other_row"]) == ("a.gpkg", 3)
    assert issues[0].detail["rows"] == [2]


def test_the_order_of_the_rows_changes_nothing():
    shapes = [*town(), plot(90, 0), plot(20, 20, 30, 30), plot(0, 400, 200, 1), plot(150, 0)]
    frame = layer(shapes)
    table = TABLES["estates"]
    assert doubts(frame, table) == doubts(frame.iloc[::-1].reset_index(drop=True), table)
