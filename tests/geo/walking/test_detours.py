import time

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.walking.detours import detours
from geo.walking.ground import ground
from geo.walking.off_streets import off_streets
from geo.walking.walk import reachable
from tables import InputError

CRS = "EPSG:4547"
STATED = {"ratio": 3.0, "least_m": 100.0, "limit_m": 1500.0}
COLUMNS = ["estate_id", "category", "facility_id", "straight_m", "walk_m", "ratio", "status"]


def on(gates, places, network, cap_m=100):
    return ground(gates, places, network, cap_m=cap_m)


def found(gates, places, network, **stated):
    chosen = {**STATED, **stated}
    table = detours(gates, places, on(gates, places, network), **chosen)
    return [tuple(row) for row in table.drop(columns=["status"]).round(3).to_numpy().tolist()]


@pytest.fixture
def river(network_of):
    """Two banks 200 m apart with one bridge 500 m east, and a lane no street leads to."""
    banks = [[(0, 0), (500, 0)], [(0, 200), (500, 200)]]
    return network_of(*banks, [(500, 0), (500, 200)], [(0, -150), (90, -150)])


def test_a_river_between_an_estate_and_a_school_is_told(river, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0), ("E2", 400, 0))
    places = facilities_of(("F1", "school", 0, 200), ("F2", "shop", 100, 0))
    assert found(gates, places, river) == [("E1", "school", "F1", 200.0, 1200.0, 6.0)]


def test_what_is_near_by_air_and_beyond_every_walk_comes_first(river, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0))
    places = facilities_of(
        ("F1", "school", 0, 200), ("F2", "shop", 0, -150), ("F3", "shop", 90, -150)
    )
    table = detours(gates, places, on(gates, places, river), **STATED)
    assert table["facility_id"].tolist() == ["F2", "F3", "F1"]
    assert table["status"].tolist() == ["beyond_limit", "beyond_limit", "reached"]
    assert table[["walk_m", "ratio"]].isna().sum().tolist() == [2, 2]


def test_exactly_the_ratio_is_no_detour(network_of, gates_of, facilities_of):
    network = network_of([(0, 0), (100, 0), (100, 100), (0, 100)])  # 300 m round, 100 m across
    gates, places = gates_of(("E1", 0, 0)), facilities_of(("F1", "shop", 0, 100))
    assert found(gates, places, network) == []
    assert len(found(gates, places, network, ratio=2.99)) == 1


def test_a_few_metres_are_no_barrier_but_a_wall_next_door_is(network_of, gates_of, facilities_of):
    network = network_of(
        [(0, 0), (50, 0), (50, 9), (0, 9)], [(0, 30), (700, 30), (700, 0), (50, 0)]
    )
    gates = gates_of(("E1", 0, 0))
    places = facilities_of(("F1", "shop", 0, 9), ("F2", "park", 0, 30))
    assert found(gates, places, network) == [("E1", "park", "F2", 30.0, 1430.0, 14.3)]


def test_the_nearest_gate_and_the_nearest_door_make_the_straight_line(
    river, gates_of, facilities_of
):
    gates = gates_of(("E1", 0, 0), ("E1", 450, 0), ("E1", None, None))
    places = facilities_of(("F1", "school", 0, 200), ("F1", "school", 480, 200))
    assert found(gates, places, river) == []


def test_who_has_no_gate_and_what_has_no_place_is_not_told(river, gates_of, facilities_of):
    gates = gates_of(("E1", None, None), ("E2", 0, 0))
    places = facilities_of(("F1", "school", None, None), ("F2", "school", 0, 200))
    assert [row[0] for row in found(gates, places, river)] == ["E2"]
    nobody, nothing = gates_of(), facilities_of()
    for one, other in ((gates[:1], places), (gates, places[:1]), (nobody, nothing)):
        table = detours(one, other, on(gates, places, river), **STATED)
        assert table.columns.tolist() == COLUMNS
        assert len(table) == 0


def test_two_facilities_on_one_spot_and_one_on_a_gate(river, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0))
    places = facilities_of(
        ("F2", "school", 0, 200), ("F1", "school", 0, 200), ("F1", "park", 0, 200),
        ("F0", "shop", 0, 0),
    )  # fmt: skip
    told = [row[1:3] for row in found(gates, places, river)]
    assert told == [("park", "F1"), ("school", "F1"), ("school", "F2")]


def test_who_or_what_is_not_on_the_streets_is_behind_no_barrier(river, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0), ("E2", 700, 400))
    places = facilities_of(
        ("F1", "school", 0, 200), ("F2", "shop", 700, 500), ("F3", "shop", 0, 350)
    )
    assert found(gates, places, river) == [("E1", "school", "F1", 200.0, 1200.0, 6.0)]


def test_degrees_are_refused(river, gates_of, facilities_of):
    gates = gates_of(("E1", 1, 1))
    put = on(gates, facilities_of(), river)
    with pytest.raises(InputError) as said:
        detours(gates.set_crs("EPSG:4326", allow_override=True), facilities_of(), put, **STATED)
    assert said.value.code == "geo.not_metric"


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_pair_is_judged_by_the_rule_in_whatever_order_the_rows_come(random_town, seed):
    network, gates, shops = random_town(seed)
    stated = {"ratio": 1.5, "least_m": 40.0, "limit_m": 600.0}
    placed = on(gates, shops, network)
    walks = reachable(placed, limit_m=600.0)
    table = detours(gates, shops, placed, **stated)
    mixed = [frame.sample(frac=1, random_state=seed) for frame in (gates, shops)]
    pd.testing.assert_frame_equal(table, detours(*mixed, on(*mixed, network), **stated))
    known = walks.set_index(["estate_id", "facility_id"])["walk_m"]
    shops = shops[~shops["facility_id"].isin(off_streets(placed)["facility_id"])]
    gated = placed.origin_ids[np.diff(placed.gates.first) > 0]
    gates = gates[gates["estate_id"].isin(gated)]
    expected = set()
    for estate, mine in gates.groupby("estate_id"):
        for shop in shops.itertuples():
            straight_m = round(mine.distance(shop.geometry).min(), 6)
            walk_m = known.get((estate, shop.facility_id), np.inf)
            if straight_m <= 400 and walk_m > 1.5 * max(straight_m, 40):
                expected.add((estate, shop.facility_id))
    assert set(zip(table["estate_id"], table["facility_id"], strict=True)) == expected


def test_a_city_is_looked_through_at_once(network_of):
    draw = np.random.default_rng(1)
    sizes = {"estate_id": 3_000, "facility_id": 10_000}
    tables = [
        gpd.GeoDataFrame(
            {name: [f"{at:05}" for at in range(count)], "category": "shop"},
            geometry=shapely.points(draw.uniform(0, 15_000, (count, 2))), crs=CRS,
        )
        for name, count in sizes.items()
    ]  # fmt: skip
    placed = on(*tables, network_of([(0, 0), (9, 0)]), cap_m=50_000)  # as good as no way anywhere
    started = time.perf_counter()
    table = detours(*tables, placed, **STATED)
    assert time.perf_counter() - started < 10  # some 0.3 s alone; the machine may be busy
    assert len(table) > 50_000
