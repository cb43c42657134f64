import geopandas as gpd
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.repair import repair

CRS = "EPSG:4547"
BOW_TIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
SPIKE = shapely.Polygon([(0, 0), (5, 0), (0, 0)])
TAIL = shapely.Polygon([(0, 0), (4, 0), (9, 0), (4, 0), (4, 4), (0, 4)])
TWICE = shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2)])


def table(*shapes, index=None):
    return gpd.GeoDataFrame(geometry=gpd.GeoSeries(list(shapes), index=index, crs=CRS))


def test_a_bow_tie_becomes_its_two_wings():
    mended, report = repair(table(BOW_TIE))
    assert mended.geometry[0].equals(shapely.make_valid(BOW_TIE))
    assert report.to_dict("records") == [
        {"index": 0, "area_before": 0, "area_after": 2, "reason": "self_intersection"}
    ]


def test_a_tail_without_area_is_cut_off():
    mended, report = repair(table(TAIL))
    assert mended.geometry[0].equals(shapely.box(0, 0, 4, 4))
    assert report["area_after"].tolist() == [16]


def test_overlapping_parts_are_merged_not_counted_twice():
    mended, report = repair(table(TWICE))
    assert (mended.area[0], report["area_before"][0], report["area_after"][0]) == (6, 8, 6)


def test_what_cannot_be_mended_becomes_missing_and_says_why():
    mended, report = repair(table(SPIKE, None, shapely.Polygon()))
    assert mended.geometry.isna().all()
    assert report["reason"].tolist() == ["collapsed", "missing", "empty"]
    assert report["area_before"].isna().tolist() == [False, True, True]
    assert report["area_after"].isna().all()


def test_rows_keep_their_place_and_their_other_columns():
    given = table(shapely.box(0, 0, 1, 1), BOW_TIE, index=["b", "a"]).assign(name=["x", "y"])
    mended, report = repair(given)
    assert mended["name"].to_dict() == {"b": "x", "a": "y"}
    assert report["index"].tolist() == ["a"]
    assert given.geometry["a"].equals_exact(BOW_TIE)  # the given frame is untouched
    assert mended.crs == CRS


def test_sound_shapes_points_and_lines_pass_untouched():
    given = table(
        shapely.box(0, 0, 1, 1), shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)])
    )
    mended, report = repair(given)
    pd.testing.assert_frame_equal(pd.DataFrame(mended), pd.DataFrame(given))
    assert len(report) == 0


def test_an_empty_table():
    mended, report = repair(table())
    assert (len(mended), len(report)) == (0, 0)
    assert report.columns.tolist() == ["index", "area_before", "area_after", "reason"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=9))
def test_whatever_was_drawn_the_result_is_valid_area_or_missing(corners):
    mended, _ = repair(table(shapely.Polygon(corners)))
    shape = mended.geometry[0]
    assert shape is None or (shape.is_valid and shape.area > 0)
    _, rest = repair(mended)
    assert rest["reason"].tolist() == (["missing"] if shape is None else [])


def test_an_infinite_coordinate_leaves_nothing_to_repair():
    nowhere = shapely.Polygon([(0, 0), (float("inf"), 0), (1, 1)])
    mended, report = repair(table(nowhere, shapely.Point(float("inf"), 0)))
    assert mended.geometry.isna().all()
    assert report["reason"].tolist() == ["invalid_coordinate", "invalid_coordinate"]
