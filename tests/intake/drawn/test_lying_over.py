import geopandas as gpd
import numpy as np
from shapely import box

from intake.drawn import lying_over
from tables import TABLES


def run(shapes, table="estates"):
    frame = gpd.GeoDataFrame(
        {"_file": "a.gpkg", "_row": np.arange(1, len(shapes) + 1)},
        geometry=list(shapes),
        crs="EPSG:4547",
    )
    issues = lying_over.doubts(frame, TABLES[table])
    return issues, [(issue.code.removeprefix("shapes."), issue.row) for issue in issues]


def plots(count):
    return [box(100 * at, 0, 100 * at + 60, 60) for at in range(count)]


def test_four_inside_are_said_one_by_one_and_five_once():
    assert run([box(0, 0, 400, 60), *plots(4)])[1] == [("inside", row) for row in (2, 3, 4, 5)]
    issues, codes = run([box(0, 0, 500, 60), *plots(5)])
    assert codes == [("holds_many", 1)]
    assert issues[0].detail == {"count": 5}


def test_a_shape_without_a_name_is_named_by_its_row():
    issues, codes = run([box(0, 0, 9, 9), box(0, 0, 9, 9)])
    assert codes == [("same", 2)]
    assert issues[0].detail["other"] == "—"
    assert issues[0].detail["other_row"] == 1


def test_a_heap_is_said_and_takes_no_hour(monkeypatch):
    monkeypatch.setattr(lying_over, "MOST_PAIRS", 5)
    issues, codes = run([box(at, 0, at + 100, 100) for at in range(10)])
    assert codes[0] == ("crowded", None)
    assert issues[0].detail == {"count": 10, "pairs": 5}


def test_nothing_lies_over_nothing():
    assert run([])[1] == []
    assert run([None])[1] == []
