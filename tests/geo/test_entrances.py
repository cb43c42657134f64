import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.entrances import entrances, without_entrance
from tables import InputError

REACH = {"reach_m": 30.0, "spacing_m": 60.0, "most": 4, "cap_m": 100.0}
STREET = [(-500, 0), (500, 0)]


def places(table):
    return [(point.x, point.y) for point in table.geometry]


def gates_table(*rows):
    shapes = gpd.GeoSeries([row[2] and shapely.Point(row[2]) for row in rows], crs="EPSG:4547")
    return gpd.GeoDataFrame(
        {"estate_id": [row[0] for row in rows], "entrance_id": [row[1] for row in rows]},
        geometry=shapes,
    )


def test_the_gate_is_where_a_street_enters(network_of, estates_of):
    network = network_of(STREET, [(50, 0), (50, 60)])
    found = entrances(estates_of(E1=shapely.box(0, 40, 100, 140)), network, **REACH)
    assert places(found) == [(50, 40)]
    assert found[["estate_id", "entrance_id", "derived"]].to_numpy().tolist() == [
        ["E1", "E1.1", True]
    ]


def test_a_street_running_through_gives_two_gates(network_of, estates_of):
    network = network_of([(50, -500), (50, 500)])
    found = entrances(estates_of(E1=shapely.box(0, 40, 100, 140)), network, **REACH)
    assert places(found) == [(50, 40), (50, 140)]


def test_a_street_outside_gives_the_nearest_point_of_the_outline(network_of, estates_of):
    lane = shapely.Polygon([(0, 30), (40, 20), (80, 30), (40, 90)])
    found = entrances(estates_of(E1=lane), network_of(STREET), **REACH)
    assert places(found) == [(40, 20)]


def test_gates_stand_apart_and_spread_out(network_of, estates_of):
    alleys = [[(x, 0), (x, 45)] for x in range(0, 301, 20)]
    estate = estates_of(E1=shapely.box(-10, 40, 310, 140))
    found = entrances(estate, network_of(STREET, *alleys), **REACH)
    assert len(found) == 4
    assert found.geometry.x.tolist()[:2] == [0, 300]  # the two that are farthest apart first
    assert min(np.diff(sorted(found.geometry.x))) >= 60


def test_an_inner_street_counts_only_where_no_other_comes_near(network_of, estates_of):
    inner = [(20, 60), (60, 60)]
    estate = estates_of(E1=shapely.box(0, 40, 100, 140))
    assert len(entrances(estate, network_of(inner), **REACH)) == 1
    found = entrances(estate, network_of(inner, [(50, 0), (50, 45)]), **REACH)
    assert places(found) == [(50, 40)]


def test_with_no_street_in_reach_the_single_nearest_point_within_the_cap(network_of, estates_of):
    estates = estates_of(E1=shapely.Polygon([(0, 100), (40, 80), (80, 100)]))
    found = entrances(estates, network_of(STREET), **REACH)
    assert places(found) == [(40, 80)]


def test_beyond_the_cap_an_estate_is_off_the_network_and_keeps_its_row(network_of, estates_of):
    estates = estates_of(E2=shapely.box(0, 101, 9, 110), E1=shapely.box(0, 10, 9, 20), E3=None)
    found = entrances(estates, network_of(STREET), **REACH)
    assert found["estate_id"].tolist() == ["E1", "E2", "E3"]
    assert found["entrance_id"].isna().tolist() == [False, True, True]
    assert found.geometry.isna().tolist() == [False, True, True]
    assert without_entrance(found) == ["E2", "E3"]


def test_given_gates_are_taken_as_they_are_and_the_others_derived(network_of, estates_of):
    estates = estates_of(E1=shapely.box(0, 10, 99, 99), E2=shapely.box(200, 10, 299, 99))
    given = gates_table(("E1", "south gate", (3, 4)), ("E2", "lost", None))
    found = entrances(estates, network_of(STREET), given=given, **REACH)
    assert found["entrance_id"].tolist() == ["south gate", "E2.1"]
    assert found["derived"].tolist() == [False, True]
    assert places(found)[0] == (3, 4)


def test_a_gate_of_an_estate_nobody_knows_is_refused_by_name(network_of, estates_of):
    estates = estates_of(E1=shapely.box(0, 10, 99, 99))
    given = gates_table(("E8", "g2", (3, 4)), ("E9", "g1", (3, 4)))
    with pytest.raises(InputError) as said:
        entrances(estates, network_of(STREET), given=given, **REACH)
    assert said.value.code == "geo.gate_of_unknown_estate"
    assert dict(said.value.values) == {"entrance": "g1", "estate": "E9", "count": 2}


def test_estates_known_only_by_a_point_start_there(network_of, estates_of):
    found = entrances(estates_of(E1=shapely.Point(7, 12)), network_of(STREET), **REACH)
    assert places(found) == [(7, 12)]


def test_estates_of_several_parts_and_with_courtyards(network_of, estates_of):
    parts = shapely.MultiPolygon([shapely.box(0, 10, 40, 40), shapely.box(300, 10, 340, 40)])
    street = [[(x, 0), (x + 20, 0)] for x in range(0, 340, 20)]
    found = entrances(estates_of(E1=parts), network_of(*street), **REACH)
    assert {x < 100 for x, _ in places(found)} == {True, False}


def test_no_estates_or_no_streets(network_of, estates_of):
    empty = entrances(estates_of(), network_of(STREET), **REACH)
    assert empty.columns.tolist() == ["estate_id", "entrance_id", "derived", "geometry"]
    assert len(empty) == 0
    assert without_entrance(
        entrances(estates_of(E1=shapely.box(0, 0, 1, 1)), network_of(), **REACH)
    ) == ["E1"]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_order_changes_nothing_and_gates_keep_the_promises(random_town, estates_of, seed):
    network, _, _ = random_town(seed)
    draw = np.random.default_rng(seed)
    corners = draw.uniform(-100, 500, (8, 2))
    shapes = {f"E{at}": shapely.box(*corner, *(corner + 60)) for at, corner in enumerate(corners)}
    estates = estates_of(**shapes)
    found = entrances(estates, network, **REACH)
    moved = entrances(estates.sample(frac=1, random_state=seed), network, **REACH)
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(moved))
    assert set(found["estate_id"]) == set(shapes)
    for estate_id, mine in found.dropna(subset="entrance_id").groupby("estate_id"):
        assert len(mine) <= 4
        assert mine.distance(shapes[estate_id].boundary).max() < 1e-6
        apart = [a.distance(b) for a in mine.geometry for b in mine.geometry if a is not b]
        assert min(apart, default=60) >= 59.999


def test_an_estate_with_an_infinite_coordinate_is_off_the_network(network_of, estates_of):
    nowhere = shapely.Polygon([(0, 0), (float("inf"), 0), (1, 1)])
    assert without_entrance(entrances(estates_of(E1=nowhere), network_of(STREET), **REACH)) == [
        "E1"
    ]
