"""Areas in reach: solved by hand, then held to joined buffers on made and on real streets."""

import math
import sys
from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.isochrones.cut import cut
from geo.isochrones.isochrone import isochrone, joined_buffers
from geo.isochrones.reached_pieces import reached_pieces
from geo.streets.network import street_network
from geo.walking.ground import ground

SHAPE = {"buffer_m": 30.0, "hole_m2": 400.0}
LIMITS = [300.0, 500.0, 1000.0]
CAP_M2 = math.pi * 30**2


@pytest.fixture(scope="session")
def areas_of(facilities_of):
    def areas(network, gates, limits_m=LIMITS, origin=0, **shape):
        on = ground(gates, facilities_of(), network, cap_m=100.0)
        return isochrone(on, origin, limits_m=limits_m, **(SHAPE | shape))

    return areas


def true_areas(on, origin, hole_m2=0.0):
    pieces = reached_pieces(on, origin, limits_m=LIMITS)
    lines = cut(on.network, pieces.edge, pieces.from_m, pieces.to_m)
    return joined_buffers(lines, pieces.tier, levels=len(LIMITS), buffer_m=30.0, hole_m2=hole_m2)


def overlap(one, two):
    """Intersection over union; two empty areas are the same."""
    union = shapely.union(one, two).area
    return shapely.intersection(one, two).area / union if union else 1.0


def nested(areas):
    """Each lies in the next; GEOS says of nothing that it lies nowhere."""
    return all(near.is_empty or far.covers(near) for near, far in pairwise(areas))


@pytest.mark.parametrize("turn", [0.0, 0.3, math.pi / 4])
def test_along_a_straight_street_it_is_a_stadium(areas_of, network_of, gates_of, turn):
    far = (3000 * math.cos(turn), 3000 * math.sin(turn))
    middle = (far[0] / 2, far[1] / 2)
    near, far_area = areas_of(
        network_of([(0, 0), middle], [middle, far]), gates_of(("E1", *middle)), [300, 500]
    )
    assert near.area == pytest.approx(600 * 60 + CAP_M2, rel=0.005)
    assert far_area.area == pytest.approx(1000 * 60 + CAP_M2, rel=0.005)
    assert len(near.exterior.coords) < 60


def test_at_a_crossing_it_is_a_cross(areas_of, network_of, gates_of):
    arms = [[(0, 0), end] for end in [(900, 0), (-900, 0), (0, 900), (0, -900)]]
    (cross,) = areas_of(network_of(*arms), gates_of(("E1", 0, 0)), [300])
    exact = 1200 * 60 - 60 * 60 + 2 * CAP_M2  # two bars, their middle once, four half caps
    assert cross.area == pytest.approx(exact, rel=0.01)  # corners of the caps are cut
    assert cross.bounds == pytest.approx((-330, -330, 330, 330), abs=0.6)


def test_inside_a_ring_street_there_is_a_hole(areas_of, network_of, gates_of):
    ring = network_of([(0, 0), (200, 0), (200, 200), (0, 200), (0, 0)])
    area = areas_of(ring, gates_of(("E1", 0, 0)), [500])[0]
    assert [shapely.Polygon(hole).area for hole in area.interiors] == [
        pytest.approx(140**2, rel=0.01)
    ]
    assert not area.covers(shapely.Point(100, 100))


def test_a_small_hole_is_filled_and_how_small_is_a_choice(areas_of, network_of, gates_of):
    ring = network_of([(0, 0), (78, 0), (78, 78), (0, 78), (0, 0)])  # a hole of 18 m by 18 m
    gates = gates_of(("E1", 0, 0))
    assert len(areas_of(ring, gates)[0].interiors) == 0
    assert len(areas_of(ring, gates, hole_m2=100.0)[0].interiors) == 1


def test_the_far_bank_is_reached_by_the_bridge_alone(areas_of, network_of, gates_of):
    river = network_of([(0, 0), (800, 0)], [(0, 200), (800, 200)], [(800, 0), (800, 200)])
    near, far = areas_of(river, gates_of(("E1", 500, 0)), [300, 600])
    assert near.bounds == pytest.approx((170, -30, 830, 30), abs=0.6)
    assert far.covers(shapely.Point(750, 200))  # 300 + 200 + 50
    assert not far.intersects(shapely.box(0, 170, 650, 230))


def test_the_same_streets_without_the_bridge_end_at_the_water(areas_of, network_of, gates_of):
    river = network_of([(0, 0), (800, 0)], [(0, 200), (800, 200)])
    assert areas_of(river, gates_of(("E1", 500, 0)), [900])[0].bounds[3] < 31


@pytest.mark.parametrize("gate", [(None, None), (500, 101)])
def test_without_a_gate_on_the_streets_it_is_empty(areas_of, network_of, gates_of, gate):
    areas = areas_of(network_of([(0, 0), (1000, 0)]), gates_of(("E1", *gate)))
    assert [(area.geom_type, area.is_empty) for area in areas] == [("Polygon", True)] * 3


def test_a_limit_of_nothing_is_empty_and_the_next_one_is_not(areas_of, network_of, gates_of):
    street = network_of([(0, 0), (1000, 0)])
    none, some = areas_of(street, gates_of(("E1", 500, 0)), [0, 100])
    assert none.is_empty
    assert some.area == pytest.approx(200 * 60 + CAP_M2, rel=0.005)
    beside = areas_of(street, gates_of(("E1", 500, 90)), [90, 100])  # 90 m to the street itself
    assert [area.is_empty for area in beside] == [True, False]


def test_no_limit_no_area(areas_of, network_of, gates_of):
    assert len(areas_of(network_of([(0, 0), (1000, 0)]), gates_of(("E1", 500, 0)), [])) == 0


def test_streets_apart_give_an_area_in_parts(areas_of, network_of, gates_of):
    lanes = network_of([(0, 0), (100, 0)], [(0, 300), (100, 300)])
    (area,) = areas_of(lanes, gates_of(("E1", 50, 0), ("E1", 50, 300)), [500])
    assert area.geom_type == "MultiPolygon"
    assert [part.area for part in area.geoms] == pytest.approx([100 * 60 + CAP_M2] * 2, rel=0.01)


@pytest.mark.parametrize("buffer_m", [5.0, 12.0, 60.0])
def test_any_width_keeps_its_form(areas_of, network_of, gates_of, buffer_m):
    street = network_of([(0, 0), (1000, 400)])
    (area,) = areas_of(street, gates_of(("E1", 500, 200)), [200], buffer_m=buffer_m)
    assert area.area == pytest.approx(400 * 2 * buffer_m + math.pi * buffer_m**2, rel=0.015)


def test_where_numba_cannot_the_buffers_are_joined(monkeypatch, areas_of, ladder_network, gates_of):
    gates = gates_of(("E1", 150, 0))
    fast = areas_of(ladder_network, gates)
    monkeypatch.setitem(sys.modules, "geo.isochrones.contour", None)
    slow = areas_of(ladder_network, gates)
    assert all(area.is_valid for area in slow)
    assert min(map(overlap, fast, slow)) > 0.98
    off = areas_of(ladder_network, gates_of(("E1", 150, 900)))
    assert all(area.is_empty for area in off)


def test_the_number_of_a_zone_before_the_coordinates_changes_nothing(
    ladder_network, gates_of, facilities_of
):
    on = ground(gates_of(("E1", 130, 0)), facilities_of(), ladder_network, cap_m=50.0)
    zone = np.array([38_500_000, 3_400_000])
    moved = replace(ladder_network, xy=ladder_network.xy + zone)
    near = isochrone(on, 0, limits_m=LIMITS, **SHAPE)
    far = isochrone(replace(on, network=moved), 0, limits_m=LIMITS, **SHAPE)
    assert shapely.is_valid(far).all()
    assert nested(far)
    back = shapely.transform(far, lambda xy: xy - zone)
    # equally far points are told apart by their last digit: another of two may be left out
    assert (
        shapely.area(shapely.symmetric_difference(back, near)) < 1e-4 * shapely.area(near)
    ).all()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_areas_are_valid_nested_and_true_and_the_order_of_rows_changes_nothing(random_town, seed):
    network, gates, shops = random_town(seed)
    on = ground(gates, shops, network, cap_m=60.0)
    streets = gpd.GeoDataFrame(geometry=network.lines[::-1], crs=network.crs)
    turned = ground(gates[::-1], shops, street_network(streets), cap_m=60.0)
    for origin in range(len(on.origin_ids)):
        areas = isochrone(on, origin, limits_m=LIMITS, **SHAPE)
        assert shapely.is_valid(areas).all()
        assert nested(areas)
        exact = true_areas(on, origin, hole_m2=400.0)
        assert min(map(overlap, areas, exact)) > 0.95
        again = isochrone(turned, origin, limits_m=LIMITS, **SHAPE)
        assert shapely.to_wkb(again).tolist() == shapely.to_wkb(areas).tolist()


@settings(max_examples=25, deadline=None)
@given(x=st.floats(0, 499), step=st.floats(0.01, 1))
def test_a_gate_moved_a_little_moves_the_area_a_little(areas_of, ladder_network, gates_of, x, step):
    here, there = (areas_of(ladder_network, gates_of(("E1", at, 0)), [250]) for at in (x, x + step))
    changed = shapely.symmetric_difference(here[0], there[0]).area
    assert changed < 60 * 12 * step + 500  # twelve ends of 60 m, and a hole that opens or fills


@settings(max_examples=25, deadline=None)
@given(x=st.integers(0, 499), limit_m=st.integers(1, 600), more=st.integers(0, 90))
def test_who_walks_farther_reaches_no_less(areas_of, ladder_network, gates_of, x, limit_m, more):
    gates = gates_of(("E1", x, 0))
    near = areas_of(ladder_network, gates, [limit_m])[0]
    far = areas_of(ladder_network, gates, [limit_m + more])[0]
    assert shapely.difference(near, far).area < 0.002 * near.area  # thinned apart from one another


@pytest.fixture(scope="module")
def real(singapore):
    crs = geo.metric_crs(singapore("streets"))
    network = street_network(geo.to_metric(singapore("streets"), crs))
    estates = geo.to_metric(singapore("estates"), crs)
    outlines = estates.geometry.simplify(5).boundary.to_numpy()
    sides = shapely.line_interpolate_point(
        outlines[:, None], [[0, 0.25, 0.5, 0.75]], normalized=True
    )
    gates = gpd.GeoDataFrame(
        {"estate_id": np.repeat(estates["estate_id"].to_numpy(), 4)},
        geometry=sides.ravel(),
        crs=crs,
    )
    nothing = gpd.GeoDataFrame({"facility_id": [], "category": []}, geometry=[], crs=crs)
    return ground(gates, nothing, network, cap_m=150.0)


def test_on_real_streets_areas_are_valid_nested_and_true(real):
    overlaps = []
    for origin in range(len(real.origin_ids)):
        areas = isochrone(real, origin, limits_m=LIMITS, **SHAPE)
        assert shapely.is_valid(areas).all()
        assert nested(areas)
        if origin % 18 == 0:  # joined buffers take a hundred times longer
            overlaps += map(overlap, areas, true_areas(real, origin))
    assert min(overlaps) > 0.97
    assert np.median(overlaps) > 0.99
