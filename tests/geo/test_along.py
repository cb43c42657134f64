"""Hand-made squares of 80 m in a row, 20 m apart: E1 from x = 0, E2 from 100, E3 from 200."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.along import estates_along
from tables import InputError

CRS = "EPSG:4547"


def row_of(count=3):
    shapes = [shapely.box(at * 100, 0, at * 100 + 80, 80) for at in range(count)]
    ids = [f"E{at + 1}" for at in range(count)]
    return gpd.GeoDataFrame({"estate_id": ids}, geometry=shapes, crs=CRS)


def lines(*rows):
    """Rows are (name, x, y, x, y) of a straight line."""
    shapes = [shapely.LineString([row[1:3], row[3:]]) for row in rows]
    return gpd.GeoDataFrame({"name": [row[0] for row in rows]}, geometry=shapes, crs=CRS)


def along(estates, roads, within_m=20):
    found = estates_along(estates, roads, within_m=within_m)
    assert list(found) == ["estate_id", "trench"]
    return list(found.itertuples(index=False, name=None))


def test_a_road_10_m_south_of_two_squares_has_both_along_it_and_not_the_third():
    road = lines(("人民路", -50, -10, 150, -10))
    assert along(row_of(), road) == [("E1", "人民路"), ("E2", "人民路")]


def test_the_distance_is_from_the_outline_and_counts_itself():
    road = lines(("人民路", 0, -20, 80, -20))
    assert along(row_of(1), road, within_m=20) == [("E1", "人民路")]
    assert along(row_of(1), road, within_m=19.9) == []


def test_a_pipe_through_an_estate_is_along_it():
    assert along(row_of(), lines(("供水干管", 140, -500, 140, 500)), within_m=1) == [
        ("E2", "供水干管")
    ]


def test_lines_of_one_name_are_one_trench_and_a_pair_is_told_once():
    pieces = lines(
        ("人民路", 0, -10, 40, -10), ("人民路", 40, -10, 80, -10), ("人民路", 200, 90, 280, 90)
    )
    assert along(row_of(), pieces) == [("E1", "人民路"), ("E3", "人民路")]


def test_an_estate_at_a_corner_lies_along_both_roads():
    roads = lines(("人民路", 0, -10, 280, -10), ("一号路", 290, -10, 290, 80))
    assert along(row_of(), roads) == [
        ("E3", "一号路"), ("E1", "人民路"), ("E2", "人民路"), ("E3", "人民路"),
    ]  # fmt: skip


def test_a_line_without_a_name_or_a_length_is_no_trench():
    assert along(row_of(), lines(("人民路", 0, -10, 0, -10))) == []
    assert along(row_of(), lines((None, 0, -10, 280, -10), ("人民路", 0, -10, 80, -10))) == [
        ("E1", "人民路")
    ]


def test_what_is_no_area_lies_along_nothing():
    estates = row_of(4)
    nothing = [shapely.Point(40, 0), None, shapely.Polygon()]
    estates = estates.set_geometry(gpd.GeoSeries([*nothing, estates.geometry[3]], crs=CRS))
    assert along(estates, lines(("人民路", 0, -10, 400, -10))) == [("E4", "人民路")]


def test_without_estates_or_lines_nothing_lies_along_anything():
    assert along(row_of(0), lines(("人民路", 0, -10, 80, -10))) == []
    assert along(row_of(), lines()) == []
    nowhere = gpd.GeoDataFrame({"name": ["人民路"]}, geometry=[None], crs=CRS)
    assert along(row_of(), nowhere) == []


def test_degrees_and_mixed_coordinates_are_refused():
    road = lines(("人民路", 0, -10, 80, -10))
    for estates, roads, code in (
        (row_of().set_crs(4326, allow_override=True), road, "geo.not_metric"),
        (row_of(), road.to_crs(4548), "geo.crs_mismatch"),
    ):
        with pytest.raises(InputError) as caught:
            estates_along(estates, roads, within_m=20)
        assert caught.value.code == code


@given(st.permutations(range(5)), st.permutations(range(4)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_rows_changes_nothing(estate_order, line_order):
    estates = row_of(5)
    roads = lines(
        ("人民路", 0, -10, 180, -10), ("一号路", 190, 0, 190, 80),
        ("人民路", 300, 95, 380, 95), ("远路", 0, 900, 500, 900),
    )  # fmt: skip
    shuffled = along(estates.iloc[list(estate_order)], roads.iloc[list(line_order)])
    assert shuffled == along(estates, roads)


ENDS = st.lists(st.integers(-300, 700), min_size=4, max_size=4).filter(
    lambda ends: ends[:2] != ends[2:]
)


@given(st.floats(0, 200), ENDS)
@settings(max_examples=50, deadline=None)
def test_it_is_the_distance_between_outline_and_line(within_m, ends):
    estates, road = row_of(6), lines(("路", *ends))
    near = shapely.distance(estates.geometry.to_numpy(), road.geometry[0])
    clear = np.abs(near - within_m) > 1e-6
    found = {estate for estate, _ in along(estates, road, within_m=within_m)}
    wanted = set(estates.loc[near <= within_m, "estate_id"])
    assert {e for e in found ^ wanted if clear[int(e[1:]) - 1]} == set()
