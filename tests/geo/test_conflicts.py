"""Squares of 100 m, one hectare each, and plans drawn over them."""

import random
import time

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.conflicts import conflicts
from tables import InputError

CRS = "EPSG:4547"
SQUARE = shapely.box(0, 0, 100, 100)


def estates(*shapes):
    ids = [f"E{place + 1}" for place in range(len(shapes))]
    return gpd.GeoDataFrame({"estate_id": ids}, geometry=list(shapes), crs=CRS)


def plans(*shapes, plan=None):
    names = plan or [f"P{place + 1}" for place in range(len(shapes))]
    return gpd.GeoDataFrame({"plan": names}, geometry=list(shapes), crs=CRS)


def met(ground, drawn, *, least_share=0.05, least_m2=1000):
    return conflicts(ground, drawn, least_share=least_share, least_m2=least_m2)


def one(ground, drawn, **limits):
    (row,) = met(estates(ground), plans(drawn), **limits).to_dict("records")
    return row


def test_half_an_estate_is_half():
    row = one(SQUARE, shapely.box(50, -50, 500, 500))
    assert (row["estate_id"], row["plan"], row["relation"]) == ("E1", "P1", "overlaps")
    assert (row["overlap_m2"], row["share"]) == (5000, 0.5)
    assert np.isnan(row["length_m"])


def test_an_estate_wholly_within_is_inside_and_its_share_exactly_one():
    row = one(SQUARE, shapely.box(-1, -1, 500, 500))
    assert (row["relation"], row["share"], row["overlap_m2"]) == ("inside", 1.0, 10_000)


def test_a_plan_within_an_estate_overlaps_it():
    row = one(SQUARE, shapely.box(10, 10, 60, 60))
    assert (row["relation"], row["share"]) == ("overlaps", 0.25)


@pytest.mark.parametrize(
    ("width", "relation"),
    [(1, "sliver"), (4.9, "sliver"), (5, "overlaps"), (50, "overlaps"), (95, "overlaps"),
     (95.1, "inside"), (100, "inside")],
)  # fmt: skip
def test_a_strip_below_five_per_cent_is_a_drawing_error_on_either_side(width, relation):
    assert one(SQUARE, shapely.box(0, 0, width, 100))["relation"] == relation


def test_a_small_share_of_a_large_estate_counts_from_the_least_area_on():
    large = shapely.box(0, 0, 1000, 1000)
    assert one(large, shapely.box(0, 0, 20, 49))["relation"] == "sliver"  # 980 m²
    assert one(large, shapely.box(0, 0, 20, 50))["relation"] == "overlaps"  # 1,000 m²
    assert one(large, shapely.box(20, 0, 1000, 1000))["relation"] == "overlaps"  # 2 ha stay out


def test_parts_of_one_plan_count_together_and_once():
    parts = [shapely.box(0, 0, 60, 100), shapely.box(40, 0, 80, 100)]  # 40 to 60 is in both
    (row,) = met(estates(SQUARE), plans(*parts, plan=["P", "P"])).to_dict("records")
    assert (row["overlap_m2"], row["share"]) == (pytest.approx(8000), pytest.approx(0.8))
    strips = [shapely.box(x, 0, x + 3, 100) for x in (0, 50)]  # slivers alone, six per cent in all
    (row,) = met(estates(SQUARE), plans(*strips, plan=[7, 7])).to_dict("records")
    assert (row["plan"], row["relation"]) == (7, "overlaps")


def test_plans_that_overlap_each_other_are_each_told_in_full():
    found = met(estates(SQUARE), plans(shapely.box(0, 0, 60, 100), shapely.box(40, 0, 100, 100)))
    assert found["plan"].tolist() == ["P1", "P2"]
    assert found["share"].tolist() == [0.6, 0.6]


def test_an_edge_or_a_corner_in_common_is_no_overlap():
    beside = [shapely.box(100, 0, 200, 100), shapely.box(100, 100, 200, 200)]
    assert met(estates(SQUARE), plans(*beside)).empty


def test_a_hole_does_not_count():
    ring = shapely.box(-50, -50, 150, 150).difference(SQUARE)
    assert met(estates(SQUARE), plans(ring)).empty


def test_a_line_crosses_an_estate_over_its_length_inside():
    row = one(SQUARE, shapely.LineString([(-100, 50), (300, 50)]))
    assert (row["relation"], row["length_m"]) == ("crossed", 100)
    assert np.isnan(row["share"])
    assert met(estates(SQUARE), plans(shapely.LineString([(-10, 110), (110, 110)]))).empty


def test_a_point_of_a_plan_marks_the_estate_it_lies_in():
    row = one(SQUARE, shapely.Point(50, 50))
    assert row["relation"] == "marked"
    assert met(estates(SQUARE), plans(shapely.Point(150, 50))).empty


def test_an_estate_known_as_a_point_has_no_share():
    row = one(shapely.Point(50, 50), SQUARE)
    assert row["relation"] == "point"
    assert np.isnan(row["share"])
    assert np.isnan(row["overlap_m2"])
    assert met(estates(shapely.Point(50, 50)), plans(shapely.Point(50, 50))).empty


def test_estates_and_plans_that_are_nowhere_meet_nothing():
    ground = estates(None, shapely.Polygon(), SQUARE, shapely.LineString([(0, 0), (50, 50)]))
    found = met(ground, plans(None, shapely.Polygon(), SQUARE))
    assert found[["estate_id", "plan"]].to_numpy().tolist() == [["E3", "P3"]]
    assert met(estates(), plans(SQUARE)).empty
    assert list(met(estates(SQUARE), plans())) == list(found)


def test_a_bow_tie_is_mended_not_fatal():
    tie = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    assert one(SQUARE, tie)["share"] == pytest.approx(0.5)


def test_degrees_and_two_systems_are_refused():
    ground, drawn = estates(SQUARE), plans(SQUARE)
    for pair, code in (
        ((ground.set_crs(4326, allow_override=True), drawn), "geo.not_metric"),
        ((ground, drawn.set_crs(4548, allow_override=True)), "geo.crs_mismatch"),
    ):
        with pytest.raises(InputError) as caught:
            met(*pair)
        assert caught.value.code == code


corners = st.tuples(*[st.integers(0, 40)] * 2, *[st.integers(1, 15)] * 2)
boxes = st.lists(corners, min_size=1, max_size=8).map(
    lambda found: [shapely.box(x, y, x + w, y + h) for x, y, w, h in found]
)


@settings(max_examples=40, deadline=None)
@given(boxes, boxes, st.randoms(use_true_random=False))
def test_row_order_never_matters_and_shares_lie_within_one(ground, drawn, lottery: random.Random):
    one_way, areas = estates(*ground), plans(*drawn, plan=[at % 3 for at in range(len(drawn))])
    found = met(one_way, areas, least_m2=10)
    again = met(_shuffled(one_way, lottery), _shuffled(areas, lottery), least_m2=10)
    pd.testing.assert_frame_equal(found, again)
    assert found["share"].between(0, 1).all()
    assert not found.duplicated(["estate_id", "plan"]).any()


def _shuffled(frame, lottery):
    order = list(range(len(frame)))
    lottery.shuffle(order)
    return frame.iloc[order]


def test_twenty_thousand_estates_and_five_hundred_plans_take_about_a_second():
    dice = np.random.default_rng(1)
    x, y = dice.uniform(0, 40_000, (2, 20_000))
    ground = estates(*shapely.box(x, y, x + 120, y + 90))
    middles = shapely.points(*dice.uniform(0, 40_000, (2, 500)))
    drawn = plans(*shapely.buffer(middles, dice.uniform(200, 3000, 500), quad_segs=32))
    start = time.process_time()
    found = met(ground, drawn)
    assert time.process_time() - start < 3  # measured 0.6 s; the machine may be shared
    assert len(found) > 60_000
