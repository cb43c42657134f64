import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.shapes.repair import repair

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


def test_a_coordinate_that_is_no_number_is_not_skipped():
    with np.errstate(all="ignore"):
        gap = shapely.Polygon([(0, 0), (1, 0), (float("nan"), float("nan")), (0, 1), (0, 0)])
    mended, report = repair(table(gap, shapely.box(0, 0, 1, 1)))
    assert mended.geometry.isna().tolist() == [True, False]
    assert report["reason"].tolist() == ["invalid_coordinate"]


def test_the_areas_of_a_collection_are_taken():
    line = shapely.LineString([(5, 5), (9, 9)])
    nested = shapely.GeometryCollection([shapely.box(4, 0, 5, 1)])
    mixed = shapely.GeometryCollection([shapely.box(0, 0, 2, 2), line, nested])
    mended, report = repair(table(mixed, shapely.GeometryCollection([line])))
    assert mended.geometry[0].equals(shapely.union(shapely.box(0, 0, 2, 2), nested))
    assert mended.geometry[0].geom_type == "MultiPolygon"
    assert mended.geometry[1].geom_type == "GeometryCollection"  # no area: passed as it came
    assert report.to_dict("records") == [
        {"index": 0, "area_before": 5, "area_after": 5, "reason": "collection"}
    ]


def test_a_small_loop_changes_next_to_nothing_and_crossed_corners_change_all():
    loop = shapely.Polygon([(0, 0), (100, 0), (100, 100), (50, 100), (51, 101), (50, 101),
                            (51, 100), (0, 100)])  # fmt: skip
    _, report = repair(table(loop, BOW_TIE))
    change = (report["area_after"] - report["area_before"]) / report["area_after"]
    assert 0 < change[0] < 1e-4
    assert change[1] == 1


def test_height_and_measure_are_dropped():
    mended, _ = repair(table(shapely.from_wkt("POLYGON Z ((0 0 1, 1 0 2, 1 1 3, 0 0 1))"),
                             shapely.from_wkt("POINT ZM (1 2 3 4)")))  # fmt: skip
    assert not mended.geometry.has_z.any()
    assert not shapely.has_m(mended.geometry.to_numpy()).any()


def _closed(corners):
    with np.errstate(all="ignore"):
        try:
            return shapely.Polygon([*corners, corners[0]])
        except shapely.errors.ShapelyError:
            return None  # a first corner that is NaN equals nothing, not even the last


def collections(coordinate):
    corners = st.tuples(coordinate, coordinate)
    polygons = st.lists(corners, min_size=3, max_size=7).map(_closed)
    simple = polygons | corners.map(shapely.Point) | st.just(shapely.MultiPolygon())
    return st.recursive(
        simple, lambda inner: st.lists(inner, max_size=3).map(shapely.GeometryCollection),
        max_leaves=5,
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(collections(st.floats()), max_size=4))
def test_no_shape_makes_it_raise(shapes):
    mended, report = repair(table(*shapes))
    found = mended.geometry.to_numpy()
    assert len(found) == len(shapes)
    assert shapely.is_valid(found[shapely.get_dimensions(found) == 2]).all()
    assert set(np.flatnonzero(shapely.is_missing(found))) <= set(report["index"])


@settings(max_examples=40, deadline=None)
@given(st.lists(collections(st.integers(-9, 9)), max_size=4))
def test_a_shape_never_grows_beyond_what_was_drawn_nor_beyond_what_is_said(shapes):
    mended, report = repair(table(*shapes))
    kept = report.set_index("index")["area_after"].dropna()
    found = mended.geometry.to_numpy()
    assert np.array_equal(kept, shapely.area(found[kept.index]))
    drawn = shapely.convex_hull(np.array([*shapes, None], dtype=object))[:-1]
    assert (kept <= shapely.area(drawn[kept.index]) * (1 + 1e-9)).all()


def test_ten_thousand_holes_and_a_hundred_thousand_corners():
    at = np.stack(np.meshgrid(np.arange(100), np.arange(100)), -1).reshape(-1, 2) + 0.25
    corners = at[:, None] + np.array([(0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5), (0, 0)])
    sieve = shapely.Polygon([(0, 0), (100, 0), (100, 100), (0, 100)], list(corners))
    turn = np.linspace(0, 2 * np.pi, 100_000, endpoint=False)
    star = shapely.Polygon(np.column_stack([np.cos(turn), np.sin(2 * turn)]))  # a lying eight
    mended, report = repair(table(sieve, star))
    assert len(mended.geometry[0].interiors) == 10_000
    assert report["index"].tolist() == [1]
    assert mended.geometry[1].is_valid


def test_a_scribble_is_not_cut_into_a_million_pieces():
    scribble = shapely.Polygon(np.random.default_rng(3).uniform(0, 1, (3000, 2)))
    mended, report = repair(table(scribble, BOW_TIE))
    assert mended.geometry.isna().tolist() == [True, False]
    assert report["reason"].tolist() == ["tangled", "self_intersection"]
