import sys

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo.walking.walk
from geo.streets.network import street_network
from geo.walking.ground import ground
from geo.walking.walk import reachable, walks
from tables import InputError

REACH = {"limit_m": 800.0, "rings_m": [300, 500], "cap_m": 50.0}


def row(table, estate="E1", category="shop"):
    found = table[(table["estate_id"] == estate) & (table["category"] == category)]
    return found.iloc[0]


def test_gate_to_street_along_streets_and_over_to_the_shop(ladder_network, gates_of, facilities_of):
    # gate (30, -10): 10 to the street, 70 to the rung at 100, 200 up, 80 on to 180, 20 to the shop
    table = walks(
        gates_of(("E1", 30, -10)), facilities_of(("F1", "shop", 180, 220)), ladder_network, **REACH
    )
    assert row(table).to_dict() == {
        "estate_id": "E1",
        "category": "shop",
        "status": "reached",
        "walk_m": 10 + 70 + 200 + 80 + 20,
        "facility_id": "F1",
        "count_300": 0,
        "count_500": 1,
    }


def test_on_the_same_street_one_walks_straight_on(ladder_network, gates_of, facilities_of):
    table = walks(
        gates_of(("E1", 120, 0)), facilities_of(("F1", "shop", 190, 5)), ladder_network, **REACH
    )
    assert row(table)["walk_m"] == 70 + 5


def test_on_the_same_long_street_the_way_round_can_be_shorter(network_of, gates_of, facilities_of):
    horseshoe = [(0, 0), (0, 400), (100, 400), (100, 0)]
    network = network_of(horseshoe, [(0, 0), (100, 0)])
    table = walks(gates_of(("E1", 0, 10)), facilities_of(("F1", "shop", 100, 20)), network, **REACH)
    assert row(table)["walk_m"] == 10 + 100 + 20


def test_on_a_ring_street_both_ways_round_are_tried(network_of, gates_of, facilities_of):
    ring = network_of([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
    table = walks(gates_of(("E1", 10, 0)), facilities_of(("F1", "shop", 0, 30)), ring, **REACH)
    assert row(table)["walk_m"] == 10 + 30


def test_the_best_gate_counts(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0), ("E1", 500, 0))
    table = walks(gates, facilities_of(("F1", "shop", 420, 0)), ladder_network, **REACH)
    assert row(table)["walk_m"] == 80


def test_a_bridge_over_the_road_is_no_way_down(streets_of, gates_of, facilities_of):
    road, bridge = [(0, 0), (200, 0)], [(100, -100), (100, 100)]
    table = walks(
        gates_of(("E1", 90, 0)),
        facilities_of(("F1", "shop", 100, 90)),
        street_network(streets_of(road, bridge, level=[None, 1])),
        **REACH,
    )
    assert row(table)["status"] == "unreachable"
    assert np.isnan(row(table)["walk_m"])
    assert row(table)["count_500"] == 0


def test_the_river_is_crossed_at_the_bridge(network_of, gates_of, facilities_of):
    banks = [(0, 0), (400, 0)], [(0, 30), (400, 30)]
    network = network_of(*banks, [(400, 0), (400, 30)])
    table = walks(
        gates_of(("E1", 100, 0)), facilities_of(("F1", "shop", 100, 30)), network, **REACH
    )
    assert row(table)["walk_m"] == 300 + 30 + 300  # and not 30


def test_what_exists_but_lies_too_far_is_said_to(ladder_network, gates_of, facilities_of):
    reach = REACH | {"limit_m": 299.0}
    table = walks(
        gates_of(("E1", 0, 0)), facilities_of(("F1", "shop", 300, 0)), ladder_network, **reach
    )
    assert row(table)["status"] == "beyond_limit"
    assert pd.isna(row(table)["facility_id"])


def test_the_limit_and_the_ring_themselves_are_within(ladder_network, gates_of, facilities_of):
    reach = REACH | {"limit_m": 300.0}
    table = walks(
        gates_of(("E1", 0, 0)), facilities_of(("F1", "shop", 300, 0)), ladder_network, **reach
    )
    assert row(table)[["status", "count_300"]].tolist() == ["reached", 1]


def test_an_estate_off_the_network_knows_nothing(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", 0, -51), ("E2", None, None), ("E3", 0, -50))
    table = walks(gates, facilities_of(("F1", "shop", 0, 0)), ladder_network, **REACH)
    assert table["status"].tolist() == ["off_network", "off_network", "reached"]
    assert table["count_300"].isna().tolist() == [True, True, False]
    assert table["walk_m"].tolist()[2] == 50


def test_a_facility_off_the_network_is_reached_by_nobody(ladder_network, gates_of, facilities_of):
    shops = facilities_of(("F1", "shop", 0, -51), ("F2", "shop", 300, 0))
    table = walks(gates_of(("E1", 0, 0)), shops, ladder_network, **REACH)
    assert row(table)[["facility_id", "walk_m", "count_500"]].tolist() == ["F2", 300, 1]


def test_of_equally_near_shops_the_smallest_id_is_named(ladder_network, gates_of, facilities_of):
    shops = facilities_of(("F9", "shop", 100, 0), ("F2", "shop", 300, 0), ("F1", "shop", 500, 0))
    table = walks(gates_of(("E1", 200, 0)), shops, ladder_network, **REACH)
    assert row(table)[["facility_id", "walk_m"]].tolist() == ["F2", 100]
    assert row(table)["count_300"] == 3


def test_a_shop_reached_by_many_ways_counts_once(ladder_network, gates_of, facilities_of):
    gates = gates_of(*[("E1", x, y) for x in range(0, 501, 100) for y in (0, 200)])
    table = walks(gates, facilities_of(("F1", "shop", 250, 100)), ladder_network, **REACH)
    assert row(table)["count_500"] == 1


def test_every_estate_has_a_row_for_every_category_sorted(ladder_network, gates_of, facilities_of):
    shops = facilities_of(("F2", "shop", 0, 0), ("F1", "park", 0, 0))
    table = walks(gates_of(("E2", 0, 0), ("E1", 0, 0)), shops, ladder_network, **REACH)
    pairs = list(zip(table["estate_id"], table["category"], strict=True))
    assert pairs == [("E1", "park"), ("E1", "shop"), ("E2", "park"), ("E2", "shop")]
    assert table.attrs["limit_m"] == 800


def test_without_facilities_or_estates_the_table_is_empty(ladder_network, gates_of, facilities_of):
    columns = ["estate_id", "category", "status", "walk_m", "facility_id", "count_300", "count_500"]
    for table in (
        walks(gates_of(("E1", 0, 0)), facilities_of(), ladder_network, **REACH),
        walks(gates_of(), facilities_of(("F1", "shop", 0, 0)), ladder_network, **REACH),
        walks(gates_of(), facilities_of(), ladder_network, **REACH),
    ):
        assert len(table) == 0
        assert table.columns.tolist() == columns


def test_without_streets_everyone_is_off_the_network(network_of, gates_of, facilities_of):
    table = walks(
        gates_of(("E1", 0, 0)), facilities_of(("F1", "shop", 0, 0)), network_of(), **REACH
    )
    assert table["status"].tolist() == ["off_network"]


def test_tables_in_another_crs_are_refused(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0)).set_crs(4326, allow_override=True)
    with pytest.raises(InputError, match=r"geo\.crs_mismatch .*entrances"):
        walks(gates, facilities_of(), ladder_network, **REACH)


def test_scipy_walks_where_numba_cannot(monkeypatch, ladder_network, gates_of, facilities_of):
    asked = (gates_of(("E1", 30, -10)), facilities_of(("F1", "shop", 180, 220)), ladder_network)
    fast = walks(*asked, **REACH)
    monkeypatch.setitem(sys.modules, "geo.walking.sweep", None)
    assert geo.walking.walk.engine().__name__ == "geo.walking.sweep_scipy"
    pd.testing.assert_frame_equal(walks(*asked, **REACH), fast)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_walk_is_shorter_than_the_straight_line(random_town, seed):
    network, gates, shops = random_town(seed)
    table = walks(gates, shops, network, **REACH)
    for found in table[table["status"] == "reached"].itertuples():
        mine = gates.geometry[gates["estate_id"] == found.estate_id]
        shop = shops.geometry[shops["facility_id"] == found.facility_id].iloc[0]
        assert found.walk_m >= mine.distance(shop).min() - 1e-6


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), x=st.integers(0, 400), y=st.integers(0, 400))
def test_one_more_shop_never_lengthens_a_walk(random_town, facilities_of, seed, x, y):
    network, gates, shops = random_town(seed)
    more = pd.concat([shops, facilities_of(("G1", "a", x, y))], ignore_index=True)
    key = ["estate_id", "category"]
    before = walks(gates, shops, network, **REACH).set_index(key)
    after = walks(gates, gpd.GeoDataFrame(more, crs=shops.crs), network, **REACH)
    after = after.set_index(key).reindex(before.index)
    assert (after["walk_m"].fillna(np.inf) <= before["walk_m"].fillna(np.inf)).all()
    assert (after["count_500"].fillna(0) >= before["count_500"].fillna(0)).all()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_rows_changes_nothing(random_town, seed):
    network, gates, shops = random_town(seed)
    streets = gpd.GeoDataFrame(geometry=network.lines, crs=network.crs)
    moved = (part.sample(frac=1, random_state=seed) for part in (gates, shops, streets))
    gates2, shops2, streets2 = moved
    table = walks(gates2, shops2, street_network(streets2), **REACH)
    pd.testing.assert_frame_equal(table, walks(gates, shops, network, **REACH))


@pytest.mark.parametrize("fast", [True, False])
def test_equally_long_ways_are_equal_though_their_sums_differ_in_the_last_bit(
    monkeypatch, network_of, gates_of, facilities_of, fast
):
    if not fast:
        monkeypatch.setitem(sys.modules, "geo.walking.sweep", None)
    assert 10.1 + 20.2 < 30.3  # in binary; on the ground it is the same
    network = network_of([(-30.3, 0), (0, 0)], [(0, 0), (0, 10.1)], [(0, 10.1), (20.2, 10.1)])
    shops = facilities_of(("F1", "shop", -30.3, 0), ("F2", "shop", 20.2, 10.1))
    table = walks(gates_of(("E1", 0, 0)), shops, network, **REACH)
    assert row(table)[["facility_id", "walk_m"]].tolist() == ["F1", 30.3]


@pytest.mark.parametrize("fast", [True, False])
def test_a_hair_beyond_the_limit_is_beyond(
    monkeypatch, ladder_network, gates_of, facilities_of, fast
):
    if not fast:
        monkeypatch.setitem(sys.modules, "geo.walking.sweep", None)
    shops = facilities_of(("F1", "shop", 50, 0))
    reach = REACH | {"limit_m": 50 - 0.000_005}
    table = walks(gates_of(("E1", 0, 0)), shops, ladder_network, **reach)
    assert row(table)["status"] == "beyond_limit"


def test_in_a_ring_wider_than_the_limit_nobody_counted(facilities_of, gates_of, network_of):
    street = network_of([(0, 0), (900, 0)])
    shops = facilities_of(("F1", "shop", 100, 0), ("F2", "shop", 800, 0))
    table = walks(gates_of(("E1", 0, 0)), shops, street, limit_m=500, rings_m=[100, 500, 2000],
                  cap_m=50)  # fmt: skip
    assert table[["count_100", "count_500"]].to_numpy().tolist() == [[1, 1]]
    assert table["count_2000"].isna().all()
    assert table["count_2000"].dtype == "Int64"


def test_pairs_of_some_categories_are_those_of_all_and_know_their_limit(random_town):
    for seed in range(20):
        network, gates, shops = random_town(seed)
        on = ground(gates, shops, network, cap_m=50)
        every = reachable(on, limit_m=400)
        some = reachable(on, limit_m=400, categories={every["category"].min(), "nobody has it"})
        asked = every["category"].eq(every["category"].min()).to_numpy(bool)
        pd.testing.assert_frame_equal(some, every[asked].reset_index(drop=True))
        assert some.attrs == every.attrs == {"limit_m": 400.0}
