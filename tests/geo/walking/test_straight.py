import collections
import time

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box

from geo.walking.straight import straight_pairs, straight_walks
from geo.walking.walk import walks
from tables import InputError

CRS = "EPSG:4547"
STATED = {"detour": 1.3, "limit_m": 1300.0, "rings_m": [130.0, 650.0]}


def rows(estates, facilities, **stated):
    table = straight_walks(estates, facilities, **{**STATED, **stated})
    counts = [name for name in table if name.startswith("count_")]
    shown = table[["estate_id", "category", "status", "walk_m", "facility_id", *counts]]
    return [tuple(None if pd.isna(v) else v for v in row) for row in shown.to_numpy(object)]


def test_the_walk_is_the_line_from_the_outline_times_the_detour(estates_of, facilities_of):
    estates = estates_of(E1=box(0, 0, 100, 100))
    shops = facilities_of(("F1", "shop", 300, 50), ("F2", "shop", 150, 50), ("F3", "park", 50, 50))
    assert rows(estates, shops) == [
        ("E1", "park", "reached", 0.0, "F3", 1, 1),
        ("E1", "shop", "reached", 65.0, "F2", 1, 2),
    ]


def test_given_gates_are_where_one_starts_and_others_start_at_their_outline(
    estates_of, facilities_of, gates_of
):
    estates = estates_of(E1=box(0, 0, 100, 100), E2=box(0, 0, 100, 100))
    gates = gates_of(("E1", 0, 50), ("E1", 0, 60), ("E2", None, None), ("E9", 200, 50))
    shops = facilities_of(("F1", "shop", 200, 50))
    table = straight_walks(estates, shops, entrances=gates, **STATED)
    assert table["walk_m"].tolist() == [260.0, 130.0]
    assert table["count_130"].tolist() == [0, 1]


def test_beyond_the_limit_nowhere_and_off_the_map(estates_of, facilities_of):
    estates = estates_of(E1=Point(0, 0), E2=None, E3=Polygon())
    places = facilities_of(("F1", "far", 1000.1, 0), ("F2", "near", 1000, 0),
                           ("F3", "lost", None, None))  # fmt: skip
    found = {row[:2]: row[2:5] for row in rows(estates, places)}
    assert found["E1", "far"] == ("beyond_limit", None, None)
    assert found["E1", "near"] == ("reached", 1300.0, "F2")
    assert found["E1", "lost"] == ("unreachable", None, None)
    assert {found[name, "near"] for name in ("E2", "E3")} == {("off_network", None, None)}
    table = straight_walks(estates, places, **STATED).set_index(["estate_id", "category"])
    assert table["count_130"].isna().tolist() == [False] * 3 + [True] * 6
    assert table.loc[("E1", "near"), "count_650"] == 0


def test_of_facilities_on_one_spot_the_smallest_id_and_both_are_counted(estates_of, facilities_of):
    shops = facilities_of(("F3", "shop", 100, 0), ("F2", "shop", 0, 100), ("F4", "shop", 100, 0))
    assert rows(estates_of(E1=Point(0, 0)), shops) == [("E1", "shop", "reached", 130.0, "F2", 3, 3)]


def test_the_doors_of_a_facility_and_the_area_of_one_count_once(estates_of, facilities_of):
    estates = estates_of(E1=Point(0, 0))
    doors = facilities_of(("F1", "park", 60, 0), ("F1", "park", 0, 50), ("F1", "park", 900, 0))
    assert rows(estates, doors) == [("E1", "park", "reached", 65.0, "F1", 1, 1)]
    area = doors[:1].set_geometry([box(50, -9, 800, 9)], crs=CRS)
    assert rows(estates, area) == [("E1", "park", "reached", 65.0, "F1", 1, 1)]


def test_estates_of_every_shape(estates_of, facilities_of):
    parts = MultiPolygon([box(0, 0, 10, 10), box(500, 0, 510, 10)])
    estates = estates_of(A=parts, B=LineString([(0, 0), (560, 0)]), C=Point(610, 5))
    found = rows(estates, facilities_of(("F1", "shop", 610, 5)))
    assert [row[3] for row in found] == [130.0, pytest.approx(65.324, abs=1e-3), 0.0]


def test_in_a_ring_wider_than_the_limit_nobody_counted(estates_of, facilities_of):
    shops = facilities_of(("F1", "shop", 100, 0), ("F2", "shop", 900, 0))
    found = straight_walks(
        estates_of(E1=Point(0, 0)), shops, detour=1.0, limit_m=500, rings_m=[100, 2000]
    )
    assert found["count_100"].tolist() == [1]
    assert found["count_2000"].isna().all()


def test_every_facility_in_reach_is_told_nearest_first_and_once(estates_of, facilities_of):
    estates = estates_of(E2=Point(0, 0), E1=box(0, 0, 100, 100), E3=None)
    places = facilities_of(
        ("F3", "shop", 300, 0), ("F1", "shop", 300, 0), ("F2", "shop", 100, 0),
        ("F2", "shop", 900, 0), ("F2", "park", 100, 0), ("F9", "shop", 1001, 0),
        ("F4", "shop", None, None),
    )  # fmt: skip
    found = straight_pairs(estates, places, detour=1.3, limit_m=390.0)
    assert [tuple(row) for row in found.to_numpy(object)] == [
        ("E1", "park", "F2", 0.0, "straight"),
        ("E1", "shop", "F2", 0.0, "straight"),
        ("E1", "shop", "F1", 260.0, "straight"),
        ("E1", "shop", "F3", 260.0, "straight"),
        ("E2", "park", "F2", 130.0, "straight"),
        ("E2", "shop", "F2", 130.0, "straight"),
        ("E2", "shop", "F1", 390.0, "straight"),
        ("E2", "shop", "F3", 390.0, "straight"),
    ]
    assert found.attrs == {"limit_m": 390.0}


def test_of_nothing_there_are_no_pairs(estates_of, facilities_of):
    one, shop = estates_of(E1=Point(0, 0)), facilities_of(("F1", "shop", 0, 0))
    for estates, shops in ((one, facilities_of()), (estates_of(), shop), (one, shop[:0])):
        found = straight_pairs(estates, shops, detour=1.3, limit_m=900)
        assert len(found) == 0
        assert found.columns.tolist()[-2:] == ["walk_m", "method"]


def test_nobody_and_nothing_make_an_empty_table_with_the_columns_of_walks(
    estates_of, facilities_of, network_of, gates_of
):
    streets = {"limit_m": 900, "rings_m": [300, 500], "cap_m": 50}
    walked = walks(gates_of(), facilities_of(), network_of([(0, 0), (9, 0)]), **streets)
    for estates, shops in (
        (estates_of(), facilities_of()),
        (estates_of(E1=Point(0, 0)), facilities_of()),
        (estates_of(), facilities_of(("F1", "shop", 0, 0))),
    ):
        table = straight_walks(estates, shops, detour=1.3, limit_m=900, rings_m=[300, 500])
        assert len(table) == 0
        assert table.columns.tolist() == [*walked.columns, "method"]
        assert table.attrs == walked.attrs == {"limit_m": 900.0}


def test_without_rings_only_the_nearest_is_told(estates_of, facilities_of):
    shops = facilities_of(("F2", "shop", 100, 0), ("F1", "shop", 100, 0))
    assert rows(estates_of(E1=Point(0, 0)), shops, rings_m=[]) == [
        ("E1", "shop", "reached", 130.0, "F1")
    ]


def test_degrees_are_refused(estates_of, facilities_of):
    estates = estates_of(E1=Point(1, 1)).set_crs("EPSG:4326", allow_override=True)
    with pytest.raises(InputError) as said:
        straight_walks(estates, facilities_of(), **STATED)
    assert said.value.code == "geo.not_metric"


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_number_is_that_of_looking_at_every_pair(random_town, seed):
    _, gates, shops = random_town(seed)
    estates = gates.drop_duplicates("estate_id")
    stated = {"detour": 1.3, "limit_m": 400.0, "rings_m": [100.0, 250.0]}
    table = straight_walks(estates, shops, entrances=gates, **stated)
    mixed = straight_walks(
        estates.iloc[::-1], shops.iloc[::-1], entrances=gates.iloc[::-1], **stated
    )
    pd.testing.assert_frame_equal(table, mixed)
    all_pairs = straight_pairs(estates, shops, detour=1.3, limit_m=400.0, entrances=gates)
    pairs = collections.defaultdict(dict)
    for pair in all_pairs.itertuples():
        pairs[pair.estate_id, pair.category][pair.facility_id] = pair.walk_m
    for row in table.itertuples():
        mine = gates[gates["estate_id"] == row.estate_id]
        theirs = shops[shops["category"] == row.category]
        walk_m = {
            shop.facility_id: round(mine.distance(shop.geometry).min() * 1.3, 6)
            for shop in theirs.itertuples()
        }
        best = min((walk, name) for name, walk in walk_m.items())
        reached = best[0] <= 400
        assert row.status == ("reached" if reached else "beyond_limit")
        if reached:
            assert (row.walk_m, row.facility_id) == (pytest.approx(best[0], abs=2e-6), best[1])
        assert pairs[row.estate_id, row.category] == {
            name: pytest.approx(walk, abs=2e-6) for name, walk in walk_m.items() if walk <= 400
        }
        assert row.count_100 == sum(walk <= 100 for walk in walk_m.values())
        assert row.count_250 == sum(walk <= 250 for walk in walk_m.values())


def test_a_city_without_streets_is_measured_at_once():
    draw = np.random.default_rng(1)
    estates, shops = (
        gpd.GeoDataFrame(
            {name: [f"{at:05}" for at in range(count)],
             "category": draw.choice(list("abcde"), count)},
            geometry=shapely.points(draw.uniform(0, 15_000, (count, 2))), crs=CRS,
        )
        for name, count in (("estate_id", 3_000), ("facility_id", 10_000))
    )  # fmt: skip
    started = time.perf_counter()
    table = straight_walks(estates, shops, detour=1.3, limit_m=3000, rings_m=[300, 500, 1000])
    assert time.perf_counter() - started < 10  # some 0.4 s alone; the machine may be busy
    assert len(table) == 15_000


@pytest.mark.parametrize("missing", ["facility_id", "category", "estate_id"])
def test_rows_of_nobody_are_refused(estates_of, facilities_of, missing):
    estates = estates_of(E1=Point(0, 0), E2=Point(9, 0))
    shops = facilities_of(("F1", "shop", 0, 0), ("F2", "bank", 0, 0))
    table = estates if missing == "estate_id" else shops
    table[missing] = table[missing].astype(object)
    table.loc[0, missing] = None
    with pytest.raises(InputError) as said:
        straight_walks(estates, shops, **STATED)
    assert said.value.code == "geo.id_missing"
