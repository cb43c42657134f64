from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gates.entrances import entrances, without_entrance
from geo.streets.network import street_network
from tables import InputError

REACH = {"reach_m": 30.0, "spacing_m": 60.0, "most": 4, "turn_deg": 45.0, "cap_m": 100.0}
STREET = [(-500, 0), (500, 0)]


def places(table):
    return [(point.x, point.y) for point in table.geometry]


def halved(line):
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(line)]
    return [xy for pair in zip(line, middles, strict=False) for xy in pair] + [line[-1]]


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
    assert found[["estate_id", "entrance_id", "derived", "how"]].to_numpy().tolist() == [
        ["E1", "E1.1", True, "crossing"]
    ]


def test_a_street_running_through_gives_two_gates(network_of, estates_of):
    network = network_of([(50, -500), (50, 500)])
    found = entrances(estates_of(E1=shapely.box(0, 40, 100, 140)), network, **REACH)
    assert places(found) == [(50, 40), (50, 140)]


def test_a_street_outside_gives_the_nearest_point_of_the_outline(network_of, estates_of):
    lane = shapely.Polygon([(0, 30), (40, 20), (80, 30), (40, 90)])
    found = entrances(estates_of(E1=lane), network_of(STREET), **REACH)
    assert places(found) == [(40, 20)]


def test_a_long_street_along_a_long_estate_gives_one_gate_however_it_is_split(
    network_of, estates_of
):
    estate = estates_of(E1=shapely.box(0, 10, 900, 90))
    assert places(entrances(estate, network_of([(-100, 0), (1000, 0)]), **REACH)) == [(0, 10)]
    pieces = [[(x, 0), (x + 50, 0)] for x in range(-100, 1000, 50)]
    assert places(entrances(estate, network_of(*pieces), **REACH)) == [(0, 10)]


def test_a_block_among_four_streets_has_a_gate_to_each(network_of, estates_of):
    corners = [(0, 0), (300, 0), (300, 200), (0, 200), (0, 0)]
    streets = [[one, other] for one, other in pairwise(corners)]
    plot = shapely.Polygon([(20, 10), (290, 20), (280, 190), (10, 180)])
    found = entrances(estates_of(E1=plot), network_of(*streets), **REACH)
    assert found["how"].tolist() == ["beside"] * 4
    assert set(places(found)) == {(20, 10), (290, 20), (280, 190), (10, 180)}


def test_every_gate_says_how_it_was_found(network_of, estates_of):
    box = shapely.box
    estates = estates_of(
        A=box(0, -20, 90, 40), B=box(200, 10, 290, 90), C=box(-400, 60, -300, 90),
        D=box(0, 500, 200, 700), E=box(0, 2000, 9, 2009), F=box(900, 0, 909, 9),
    )  # fmt: skip
    given = gates_table(("F", "north gate", (905, 9)))
    network = network_of(STREET, [(20, 560), (20, 640)])
    how = entrances(estates, network, given=given, **REACH).groupby("estate_id")["how"].first()
    assert how.fillna("off").to_dict() == {
        "A": "crossing", "B": "beside", "C": "nearest", "D": "inside", "E": "off", "F": "given",
    }  # fmt: skip


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
    assert empty.columns.tolist() == ["estate_id", "entrance_id", "derived", "how", "geometry"]
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


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_splitting_streets_into_edges_moves_no_gate(streets_of, estates_of, seed):
    draw = np.random.default_rng(seed)
    rise = draw.integers(-3, 4, (7, 12)) * 4
    whole = [[(x * 40, y * 60 + up) for x, up in enumerate(rise[y])] for y in range(7)]
    whole = [[*line, (440, line[-1][1] + 28)] for line in whole]  # a sharp bend at the end
    split = [pair for line in whole for pair in pairwise(halved(halved(line)))]
    corners = draw.integers(-10, 40, (12, 2)) * 10
    sizes = draw.integers(2, 12, (12, 2)) * 10
    shapes = {
        f"E{at:02}": shapely.box(*low, *(low + size))
        for at, (low, size) in enumerate(zip(corners, sizes, strict=True))
    }
    tables = [
        entrances(estates_of(**shapes), street_network(streets_of(*lines)), **REACH)
        for lines in (whole, split)
    ]
    one, other = (table.dropna(subset="entrance_id") for table in tables)
    assert one["entrance_id"].tolist() == other["entrance_id"].tolist()
    assert one["how"].tolist() == other["how"].tolist()
    assert one.distance(other).max() < 1e-6


def test_an_estate_with_an_infinite_coordinate_is_off_the_network(network_of, estates_of):
    nowhere = shapely.Polygon([(0, 0), (float("inf"), 0), (1, 1)])
    assert without_entrance(entrances(estates_of(E1=nowhere), network_of(STREET), **REACH)) == [
        "E1"
    ]
